import { createHash, randomUUID } from 'node:crypto';
import { record } from '../../foundation/audit/index.ts';
import { type Context, withClient } from '../../foundation/db/index.ts';
import { type Cut, type FileStore, publishablePicture, recordFile } from '../../foundation/files/index.ts';
import { type ClientId, Fault } from '../../foundation/kit/index.ts';
import { assetRow, readAsset } from './assets.ts';

/** Largest picture that is taken. @unit bytes */
export const PICTURE_BYTES_MAX = 32 * 1024 * 1024;
// Pinterest takes 20 MB a picture; in base64 a third more travels.
const SENT_BYTES_MAX = 10 * 1024 * 1024;
const PIXELS_MAX = 80_000_000;
const SIDE_MAX = 4096;
const THUMB_SIDE = 480;
const NAME_MAX = 200;

/** A file somebody brings: its name, and its bytes as they come in. */
export type Incoming = {
  readonly clientId: ClientId;
  readonly name: string;
  readonly source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  readonly folder?: string | undefined;
};

/** What became of it; `existing` when the client's library had the very bytes already. */
export type Received = { readonly assetId: string; readonly outcome: 'new' | 'existing' };

const gathered = async (source: Incoming['source'], limit: number): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of source) {
    bytes += piece.length;
    if (bytes > limit) {
      throw new Fault('FILES_TOO_LARGE', 'invalid', 'The file is larger than is allowed here.', { facts: { limit } });
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces, bytes);
};

/** A name without what a path or a terminal would make of it. */
const plainName = (name: string): string => {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  return last.replaceAll(/\p{C}/gu, '').trim().slice(0, NAME_MAX) || 'picture';
};

const knownAsset = async (ctx: Context, clientId: ClientId, source: Buffer): Promise<string | undefined> => {
  const [row] = await withClient(ctx.db, { actor: ctx.actor, clientId }, (tx) =>
    tx.sql<{ asset_id: string }>(
      'select asset_id from content_assets where client_id = $1 and source_sha256 = $2 and removed_at is null',
      [clientId, source],
    ),
  );
  return row?.asset_id;
};

type Drawing = {
  readonly clientId: ClientId;
  readonly name: string;
  readonly folder: string;
  readonly bytes: Uint8Array;
  readonly sourceHash: Buffer;
  readonly cutFrom: string | null;
  readonly cut?: Cut;
};

const INSERT = `
insert into content_assets (client_id, asset_id, kind, name, folder, tags, content_type, bytes, width, height, focal_x,
  focal_y, file_id, thumb_file, sha256, source_sha256, cut_from, added_by, added_at)
values ($1, $2, 'picture', $3, $4, '{}', $5, $6, $7, $8, 500, 500, $9, $10, $11, $12, $13, $14, clock_now())
on conflict (client_id, source_sha256) where removed_at is null do nothing`;

const keepPicture = async (ctx: Context, files: FileStore, drawing: Drawing): Promise<Received> => {
  const { clientId, name, folder, sourceHash } = drawing;
  const picture = await publishablePicture(drawing.bytes, {
    pixels: PIXELS_MAX,
    side: SIDE_MAX,
    bytes: SENT_BYTES_MAX,
    thumbSide: THUMB_SIDE,
    ...(drawing.cut !== undefined && { cut: drawing.cut }),
  });
  const full = await files.keep({ clientId, source: [picture.body], limit: SENT_BYTES_MAX });
  const thumb = await files.keep({ clientId, source: [picture.thumb], limit: SENT_BYTES_MAX });
  const assetId = randomUUID();
  const isNew = await withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const made = await tx.sql(`${INSERT} returning 1`, [
      clientId,
      assetId,
      name,
      folder,
      picture.contentType,
      full.bytes,
      picture.width,
      picture.height,
      full.fileId,
      thumb.fileId,
      full.sha256,
      sourceHash,
      drawing.cutFrom,
      ctx.actor.kind === 'user' ? ctx.actor.id : null,
    ]);
    if (made.length === 0) return false;
    const common = { clientId, owner: 'content.asset', keepUntil: null, now: ctx.clock.now() };
    await recordFile(tx, { ...common, kept: full, mediaType: picture.contentType });
    await recordFile(tx, { ...common, kept: thumb, mediaType: 'image/webp' });
    await record(tx, { action: 'content.asset-added', clientId, actor: ctx.actor, subject: assetId });
    return true;
  });
  if (isNew) return { assetId, outcome: 'new' };
  // The same bytes came in twice at once; these lie for nobody.
  await Promise.all([files.remove(clientId, full.fileId), files.remove(clientId, thumb.fileId)]);
  const known = await knownAsset(ctx, clientId, sourceHash);
  if (known === undefined) throw new Fault('CONTENT_ASSET_MISSING', 'missing', 'The file was given up just now.');
  return { assetId: known, outcome: 'existing' };
};

/**
 * Takes a picture into a client's library, drawn anew as it can be published. The same bytes again make nothing new.
 *
 * @throws FILES_TOO_LARGE above 32 MB, FILES_PICTURE_REFUSED
 * @cost unpacks the picture; two files, two transactions
 * @personal none: what a camera added is left behind
 */
export const receiveAsset = async (ctx: Context, files: FileStore, incoming: Incoming): Promise<Received> => {
  const { clientId } = incoming;
  const bytes = await gathered(incoming.source, PICTURE_BYTES_MAX);
  const sourceHash = createHash('sha256').update(bytes).digest();
  const known = await knownAsset(ctx, clientId, sourceHash);
  if (known !== undefined) return { assetId: known, outcome: 'existing' };
  const folder = incoming.folder ?? '';
  return keepPicture(ctx, files, {
    clientId,
    name: plainName(incoming.name),
    folder,
    bytes,
    sourceHash,
    cutFrom: null,
  });
};

/**
 * Cuts a part out of a picture and keeps it as one of its own beside it; the same cut again makes nothing new.
 *
 * @throws CONTENT_ASSET_MISSING, also for a video
 * @cost unpacks the picture; two files, three transactions
 * @personal none
 */
export const cutAsset = async (
  ctx: Context,
  files: FileStore,
  input: { clientId: ClientId; assetId: string; cut: Cut },
): Promise<Received> => {
  const { clientId, assetId, cut } = input;
  const row = await withClient(ctx.db, { actor: ctx.actor, clientId }, (tx) => assetRow(tx, { clientId, assetId }));
  if (row.kind !== 'picture') throw new Fault('CONTENT_ASSET_MISSING', 'missing', 'This is no picture.');
  const sourceHash = createHash('sha256')
    .update(JSON.stringify(['cut', assetId, cut.x, cut.y, cut.width, cut.height]))
    .digest();
  const known = await knownAsset(ctx, clientId, sourceHash);
  if (known !== undefined) return { assetId: known, outcome: 'existing' };
  const { body } = await readAsset(ctx, files, { clientId, assetId, size: 'full' });
  const { name, folder } = row;
  return keepPicture(ctx, files, { clientId, name, folder, bytes: body, sourceHash, cutFrom: assetId, cut });
};
