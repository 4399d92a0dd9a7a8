import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type ClientId, Fault } from '../../kit/index.ts';

/** Bytes on disk that no row speaks of yet. */
export type KeptBytes = { readonly fileId: string; readonly bytes: number; readonly sha256: Buffer };

/** The folder in which stored bytes lie: `<data folder>/files/<client>/<file id>`, shared by all processes. */
export type FileStore = {
  /**
   * Writes bytes of a client to disk, whole or not at all, and gives the id under which they lie. They are nobody's until
   * `recordFile` says whose they are; without that they are swept away after a day.
   *
   * @unit limit bytes
   * @throws FILES_TOO_LARGE when more come than `limit`
   */
  readonly keep: (input: {
    clientId: ClientId;
    source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
    limit: number;
  }) => Promise<KeptBytes>;
  /** The bytes of a file, or undefined when they are not there. */
  readonly read: (clientId: ClientId, fileId: string) => Promise<Buffer | undefined>;
  /** The ids that lie on disk for a client, with how long ago each was written. @unit ageMs milliseconds of machine time */
  readonly list: (clientId: ClientId) => Promise<readonly { fileId: string; ageMs: number }[]>;
  /** Removes the bytes; removing what is not there does nothing. */
  readonly remove: (clientId: ClientId, fileId: string) => Promise<void>;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** True for what can be a file's id. @personal none */
export const isFileId = (text: string): boolean => UUID.test(text);

const isGone = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const tooLarge = (limit: number): Fault =>
  new Fault('FILES_TOO_LARGE', 'invalid', 'The file is larger than is allowed here.', { facts: { limit } });

const writeTo = async (
  path: string,
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  limit: number,
): Promise<{ bytes: number; sha256: Buffer }> => {
  const file = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const piece of source) {
      bytes += piece.length;
      if (bytes > limit) throw tooLarge(limit);
      hash.update(piece);
      await file.write(piece);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest() };
};

const orUndefined = async <Value>(work: Promise<Value>): Promise<Value | undefined> => {
  try {
    return await work;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
};

/**
 * Opens the store below a data folder; the folder is made when the first file comes.
 *
 * @personal none: what a file holds is its owner's concern; its name on disk says nothing
 */
export const openFileStore = (input: { dataDir: string }): FileStore => {
  const folderOf = (clientId: ClientId): string => join(input.dataDir, 'files', String(clientId));
  const pathOf = (clientId: ClientId, fileId: string): string => {
    if (!isFileId(fileId)) throw new Fault('FILES_MISSING', 'missing', 'This is no id of a file.');
    return join(folderOf(clientId), fileId);
  };
  return {
    keep: async ({ clientId, source, limit }) => {
      await mkdir(folderOf(clientId), { recursive: true, mode: 0o700 });
      const fileId = randomUUID();
      const path = pathOf(clientId, fileId);
      const unfinished = `${path}.part`;
      try {
        const written = await writeTo(unfinished, source, limit);
        await rename(unfinished, path);
        return { fileId, ...written };
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
    read: (clientId, fileId) => orUndefined(readFile(pathOf(clientId, fileId))),
    list: async (clientId) => {
      const names = (await orUndefined(readdir(folderOf(clientId)))) ?? [];
      const found: { fileId: string; ageMs: number }[] = [];
      for (const name of names) {
        const state = await orUndefined(stat(join(folderOf(clientId), name)));
        if (state === undefined) continue;
        found.push({ fileId: name, ageMs: performance.timeOrigin + performance.now() - state.mtimeMs });
      }
      return found;
    },
    remove: (clientId, fileId) => rm(join(folderOf(clientId), fileId), { force: true }),
  };
};
