import { createHash } from 'node:crypto';
import { type Context, roomDb, type Tx, withClient } from '../../db/index.ts';
import { type ClientId, Fault } from '../../kit/index.ts';
import { filesTables } from '../tables.ts';
import { type FileStore, isFileId, type KeptBytes } from './file-store.ts';

/** What is known of a stored file. */
export type StoredFile = {
  readonly fileId: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: Buffer;
};

/**
 * Says whose the kept bytes are, in the transaction of whoever keeps them.
 *
 * @param input.owner room and use, as `clients.logo`
 * @param input.keepUntil null: until its owner drops it
 * @personal none
 */
export const recordFile = async (
  tx: Tx,
  input: { clientId: ClientId; kept: KeptBytes; owner: string; mediaType: string; keepUntil: Date | null; now: Date },
): Promise<void> => {
  const { clientId, kept, owner, mediaType, keepUntil, now } = input;
  await roomDb(tx, filesTables)
    .insertInto('stored_files')
    .values({
      client_id: clientId,
      file_id: kept.fileId,
      owner,
      media_type: mediaType,
      bytes: BigInt(kept.bytes),
      sha256: kept.sha256,
      keep_until: keepUntil,
      added_at: now,
    })
    .execute();
};

/** Gives a file up: nobody can read it from the commit on, and its bytes go with the next sweep. @personal none */
export const dropFile = async (tx: Tx, input: { clientId: ClientId; fileId: string }): Promise<void> => {
  await roomDb(tx, filesTables)
    .deleteFrom('stored_files')
    .where('client_id', '=', input.clientId)
    .where('file_id', '=', input.fileId)
    .execute();
};

const FIND = `
select file_id, media_type, bytes, sha256 from stored_files
 where client_id = $1 and file_id = any ($2) and (keep_until is null or keep_until > clock_now())`;

/** What is known of files of a client that have not passed their term, in the caller's transaction. @personal none */
export const findFiles = async (
  tx: Tx,
  input: { clientId: ClientId; fileIds: readonly string[] },
): Promise<StoredFile[]> => {
  const rows = await tx.often<{ file_id: string; media_type: string; bytes: bigint; sha256: Buffer }>(FIND, [
    input.clientId,
    input.fileIds,
  ]);
  return rows.map((row) => ({
    fileId: row.file_id,
    mediaType: row.media_type,
    bytes: Number(row.bytes),
    sha256: row.sha256,
  }));
};

/**
 * Reads the bytes of a file that was found, and checks that they still are what was stored.
 *
 * @throws FILES_MISSING (`missing`), FILES_DAMAGED (`bug`)
 * @cost one read of the whole file into memory
 * @personal whatever the owner put in it
 */
export const readFound = async (
  store: FileStore,
  input: { clientId: ClientId; file: StoredFile },
): Promise<StoredFile & { readonly body: Buffer }> => {
  const { clientId, file } = input;
  const body = await store.read(clientId, file.fileId);
  if (body === undefined) throw new Fault('FILES_MISSING', 'missing', 'There is no such file.');
  if (!createHash('sha256').update(body).digest().equals(file.sha256)) {
    throw new Fault('FILES_DAMAGED', 'bug', 'A stored file has changed on disk.', { facts: { fileId: file.fileId } });
  }
  return { ...file, body };
};

/**
 * Reads a file of a client, if it has not passed its term, and checks that it still is what was stored.
 *
 * @throws FILES_MISSING (`missing`) when there is none, also when it is another client's; FILES_DAMAGED (`bug`)
 * @cost one query and one read of the whole file into memory
 * @personal whatever the owner put in it
 */
export const readFile = async (
  ctx: Context,
  store: FileStore,
  input: { clientId: ClientId; fileId: string },
): Promise<StoredFile & { readonly body: Buffer }> => {
  if (!isFileId(input.fileId)) throw new Fault('FILES_MISSING', 'missing', 'There is no such file.');
  const { clientId } = input;
  const [file] = await withClient(ctx.db, { actor: ctx.actor, clientId }, (tx) =>
    findFiles(tx, { clientId, fileIds: [input.fileId] }),
  );
  if (file === undefined) throw new Fault('FILES_MISSING', 'missing', 'There is no such file.');
  return readFound(store, { clientId, file });
};

// Whoever keeps bytes records them in the same minute; a day leaves room for a machine that slept.
const ORPHAN_MS = 86_400_000;

/**
 * Sweeps a client's files: rows past their term go, then bytes without a row (dropped, past their term, or kept by a process
 * that died before it recorded them) once they are a day old. Running it twice, or two at once, does the same.
 *
 * @returns how many rows and how many files on disk were removed
 * @cost one query and one look into the client's folder
 * @personal none
 */
export const sweepFiles = async (
  ctx: Context,
  store: FileStore,
  input: { clientId: ClientId },
): Promise<{ rows: number; files: number }> => {
  const { clientId } = input;
  const lying = await store.list(clientId);
  if (lying.length === 0) return { rows: 0, files: 0 };
  const { past, present } = await withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const db = roomDb(tx, filesTables);
    const gone = await db
      .deleteFrom('stored_files')
      .where('client_id', '=', clientId)
      .where('keep_until', '<=', ctx.clock.now())
      .returning('file_id')
      .execute();
    const left = await db.selectFrom('stored_files').select('file_id').where('client_id', '=', clientId).execute();
    return { past: new Set(gone.map((row) => row.file_id)), present: new Set(left.map((row) => row.file_id)) };
  });
  const orphans = lying.filter(({ fileId, ageMs }) => past.has(fileId) || (!present.has(fileId) && ageMs > ORPHAN_MS));
  for (const { fileId } of orphans) await store.remove(clientId, fileId);
  return { rows: past.size, files: orphans.length };
};
