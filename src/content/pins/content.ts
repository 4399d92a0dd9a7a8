import { z } from 'zod';
import { Fault } from '../../foundation/kit/index.ts';
import type { PinContent } from '../shapes.ts';

// Ceilings that protect the house; Pinterest's own limits are told by the checks, all at once, while somebody writes.
const digits = z.string().regex(/^\d{1,32}$/);
const line = (max: number) =>
  z
    .string()
    .max(max)
    .transform((text) => text.trim());
const assetId = z.uuid();

const slide = z.object({
  assetId,
  title: line(200).optional(),
  description: line(1000).optional(),
  link: line(4096).optional(),
});

const media = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('picture'), assetId }),
  z.object({ kind: z.literal('carousel'), slides: z.array(slide).min(1).max(10) }),
  z.object({
    kind: z.literal('video'),
    assetId,
    cover: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('picture'), assetId }),
      z.object({ kind: z.literal('key-frame'), second: z.number().min(0).max(3600) }),
    ]),
  }),
]);

/** What an author writes of a Pin, unfinished or not. @personal none */
export const pinContent = z.object({
  boardId: digits.nullable(),
  sectionId: digits.nullable(),
  boardWish: line(300).nullable(),
  title: line(500),
  description: line(5000),
  altText: line(2000),
  link: line(4096).nullable(),
  disclosure: line(80).nullable(),
  media: media.nullable(),
  labels: z.array(line(60)).max(20),
  utmCampaign: line(200).nullable(),
});

/** A Pin nobody has written anything of yet. @personal none */
export const emptyContent: PinContent = {
  boardId: null,
  sectionId: null,
  boardWish: null,
  title: '',
  description: '',
  altText: '',
  link: null,
  disclosure: null,
  media: null,
  labels: [],
  utmCampaign: null,
};

/**
 * Content as it may be kept.
 * @throws CONTENT_FIELD_REFUSED naming field and rule
 * @personal none
 */
export const checkedContent = (given: unknown): PinContent => {
  const read = pinContent.safeParse(given);
  if (read.success) return { ...read.data, link: read.data.link === '' ? null : read.data.link };
  const [issue] = read.error.issues;
  throw new Fault('CONTENT_FIELD_REFUSED', 'invalid', 'A field of the Pin cannot be like this.', {
    facts: { field: issue?.path.join('.') ?? '', rule: issue?.code ?? '' },
  });
};
