import { z } from 'zod';

const key = z.tuple([z.iso.datetime().nullable(), z.uuid()]);

/** Where a list by moment goes on; null after nothing. @personal none */
export const encodeMoment = (last: { dueAt: Date | null; pinId: string } | undefined): string | null =>
  last === undefined
    ? null
    : Buffer.from(JSON.stringify([last.dueAt?.toISOString() ?? null, last.pinId])).toString('base64url');

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

/** The last of the page before. What is no cursor of ours is refused like any other field. @personal none */
export const decodeMoment = (cursor: string | undefined): { dueAt: Date | null; pinId: string } | undefined => {
  if (cursor === undefined) return undefined;
  const [dueAt, pinId] = key.parse(parsed(Buffer.from(cursor, 'base64url').toString('utf8')));
  return { dueAt: dueAt === null ? null : new Date(dueAt), pinId };
};
