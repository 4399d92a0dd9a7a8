import { record } from '../../foundation/audit/index.ts';
import { type Context, type Tx, withClient, withClients } from '../../foundation/db/index.ts';
import { dropFile, type FileStore, readFile } from '../../foundation/files/index.ts';
import { type ClientId, Fault } from '../../foundation/kit/index.ts';
import type { Asset, AssetKind, PinState } from '../shapes.ts';

/** A row as it is read. */
export type AssetRow = {
  asset_id: string;
  kind: AssetKind;
  name: string;
  folder: string;
  tags: string[];
  content_type: Asset['contentType'];
  bytes: bigint;
  width: number;
  height: number;
  duration_ms: number | null;
  focal_x: number;
  focal_y: number;
  file_id: string;
  thumb_file: string | null;
  cut_from: string | null;
  added_at: Date;
  uses: number;
};

// A Pin names its pictures in its media; one that was given up uses nothing.
const USES = `(select count(*)::int4 from content_pins as p
   where p.client_id = a.client_id and p.state <> 'removed'
     and jsonb_path_exists(p.media, '$.**.assetId ? (@ == $id)', jsonb_build_object('id', a.asset_id::text)))`;

const columns = `a.asset_id, a.kind, a.name, a.folder, a.tags, a.content_type, a.bytes, a.width, a.height, a.duration_ms,
  a.focal_x, a.focal_y, a.file_id, a.thumb_file, a.cut_from, a.added_at, ${USES} as uses`;

const assetOf = (row: AssetRow): Asset => ({
  assetId: row.asset_id,
  kind: row.kind,
  name: row.name,
  folder: row.folder,
  tags: row.tags,
  contentType: row.content_type,
  bytes: Number(row.bytes),
  width: row.width,
  height: row.height,
  durationMs: row.duration_ms,
  focal: { x: row.focal_x, y: row.focal_y },
  cutFrom: row.cut_from,
  addedAt: row.added_at,
  uses: row.uses,
});

const missing = (): Fault => new Fault('CONTENT_ASSET_MISSING', 'missing', 'There is no such file of this client.');

/** Which of a client's pictures and videos. What is left out is not asked for. */
export type AssetQuestion = {
  readonly clientId: ClientId;
  readonly kind?: AssetKind | undefined;
  readonly folder?: string | undefined;
  readonly tag?: string | undefined;
  /** Part of a name. */
  readonly text?: string | undefined;
  readonly isUsed?: boolean | undefined;
  readonly after?: { readonly addedAt: Date; readonly assetId: string } | undefined;
  readonly limit: number;
};

const likeOf = (text: string): string => `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/**
 * A client's library, the newest first, each with how many Pins use it.
 * @cost one query
 * @personal none
 */
export const listAssets = (ctx: Context, question: AssetQuestion): Promise<Asset[]> => {
  const { clientId, after, text } = question;
  return withClients(ctx.db, { actor: ctx.actor, clientIds: [clientId] }, async (tx) => {
    const rows = await tx.sql<AssetRow>(
      `select * from (select ${columns}, a.client_id from content_assets as a
         where a.client_id = $1 and a.removed_at is null
           and ($2::text is null or a.kind = $2) and ($3::text is null or a.folder = $3)
           and ($4::text is null or $4 = any (a.tags)) and ($5::text is null or a.name ilike $5)
           and ($6::timestamptz is null or (a.added_at, a.asset_id) < ($6, $7::uuid))) as found
        where $8::bool is null or (uses > 0) = $8
        order by added_at desc, asset_id desc limit $9`,
      [
        clientId,
        question.kind ?? null,
        question.folder ?? null,
        question.tag ?? null,
        text === undefined ? null : likeOf(text),
        after?.addedAt ?? null,
        after?.assetId ?? null,
        question.isUsed ?? null,
        question.limit,
      ],
    );
    return rows.map(assetOf);
  });
};

/** The folders and tags of a client's library, by name. @cost one query @personal none */
export const assetShelves = (
  ctx: Context,
  input: { clientId: ClientId },
): Promise<{ folders: string[]; tags: string[] }> =>
  withClients(ctx.db, { actor: ctx.actor, clientIds: [input.clientId] }, async (tx) => {
    const [row] = await tx.sql<{ folders: string[] | null; tags: string[] | null }>(
      `select (select array_agg(distinct folder order by folder) from content_assets
                where client_id = $1 and removed_at is null and folder <> '') as folders,
              (select array_agg(distinct tag order by tag) from content_assets, unnest(tags) as tag
                where client_id = $1 and removed_at is null) as tags`,
      [input.clientId],
    );
    return { folders: row?.folders ?? [], tags: row?.tags ?? [] };
  });

/** The row of an asset that was not given up. @throws CONTENT_ASSET_MISSING @personal none */
export const assetRow = async (tx: Tx, input: { clientId: ClientId; assetId: string }): Promise<AssetRow> => {
  const [row] = await tx.sql<AssetRow>(
    `select ${columns} from content_assets as a where a.client_id = $1 and a.asset_id = $2 and a.removed_at is null`,
    [input.clientId, input.assetId],
  );
  if (row === undefined) throw missing();
  return row;
};

/** One picture or video. @throws CONTENT_ASSET_MISSING @cost one query @personal none */
export const getAsset = (ctx: Context, input: { clientId: ClientId; assetId: string }): Promise<Asset> =>
  withClients(ctx.db, { actor: ctx.actor, clientIds: [input.clientId] }, async (tx) =>
    assetOf(await assetRow(tx, input)),
  );

/**
 * The bytes of a picture or video, or of its small picture for lists, which is WebP.
 * @throws CONTENT_ASSET_MISSING, also for the small picture of a video
 * @cost one query, one file read into memory
 * @personal none
 */
export const readAsset = async (
  ctx: Context,
  files: FileStore,
  input: { clientId: ClientId; assetId: string; size: 'thumb' | 'full' },
): Promise<{ readonly body: Buffer; readonly mediaType: string }> => {
  const { clientId, assetId, size } = input;
  // Also one that was given up: what was published with it still shows it.
  const [row] = await withClients(ctx.db, { actor: ctx.actor, clientIds: [clientId] }, (tx) =>
    tx.sql<{ file_id: string; thumb_file: string | null }>(
      'select file_id, thumb_file from content_assets where client_id = $1 and asset_id = $2',
      [clientId, assetId],
    ),
  );
  const fileId = size === 'full' ? row?.file_id : row?.thumb_file;
  if (fileId === undefined || fileId === null) throw missing();
  return readFile(ctx, files, { clientId, fileId });
};

/**
 * Whether a picture or video is shown by a Pin that is in one of the states, or by one of the Pins named: what people outside
 * the agency may look at.
 * @throws CONTENT_ASSET_MISSING when none does
 * @cost one query
 * @personal none
 */
export const shownAsset = (
  ctx: Context,
  input: { clientId: ClientId; assetId: string; states: readonly PinState[]; pinIds?: readonly string[] },
): Promise<void> =>
  withClients(ctx.db, { actor: ctx.actor, clientIds: [input.clientId] }, async (tx) => {
    const [row] = await tx.sql(
      `select 1 from content_pins as p
        where p.client_id = $1 and p.state = any ($3) and ($4::uuid[] is null or p.pin_id = any ($4))
          and jsonb_path_exists(p.media, '$.**.assetId ? (@ == $id)', jsonb_build_object('id', $2::text)) limit 1`,
      [input.clientId, input.assetId, input.states, input.pinIds ?? null],
    );
    if (row === undefined) throw missing();
  });

/** What may be changed of a picture or video; the bytes never change. */
export type AssetChange = {
  readonly name?: string | undefined;
  readonly folder?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly focal?: { readonly x: number; readonly y: number } | undefined;
};

/** Renames, files and tags; what is left out stays. @throws CONTENT_ASSET_MISSING @personal none */
export const changeAsset = (
  ctx: Context,
  input: { clientId: ClientId; assetId: string; change: AssetChange },
): Promise<Asset> =>
  withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, async (tx) => {
    const { clientId, assetId, change } = input;
    await tx.sql(
      `update content_assets
          set name = coalesce($3, name), folder = coalesce($4, folder), tags = coalesce($5, tags),
              focal_x = coalesce($6, focal_x), focal_y = coalesce($7, focal_y)
        where client_id = $1 and asset_id = $2 and removed_at is null`,
      [
        clientId,
        assetId,
        change.name ?? null,
        change.folder ?? null,
        change.tags ?? null,
        change.focal?.x ?? null,
        change.focal?.y ?? null,
      ],
    );
    const asset = assetOf(await assetRow(tx, { clientId, assetId }));
    await record(tx, { action: 'content.asset-changed', clientId, actor: ctx.actor, subject: assetId });
    return asset;
  });

/**
 * Gives a picture or video up. One that a Pin still uses stays: it was or will be published with it.
 * @throws CONTENT_ASSET_MISSING, CONTENT_ASSET_USED
 * @personal none
 */
export const removeAsset = (ctx: Context, input: { clientId: ClientId; assetId: string }): Promise<void> =>
  withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, async (tx) => {
    const { clientId, assetId } = input;
    const row = await assetRow(tx, input);
    if (row.uses > 0) {
      throw new Fault('CONTENT_ASSET_USED', 'conflict', 'Pins use this file.', { facts: { pins: row.uses } });
    }
    await tx.sql('update content_assets set removed_at = clock_now() where client_id = $1 and asset_id = $2', [
      clientId,
      assetId,
    ]);
    for (const fileId of [row.file_id, row.thumb_file]) {
      if (fileId !== null) await dropFile(tx, { clientId, fileId });
    }
    await record(tx, { action: 'content.asset-removed', clientId, actor: ctx.actor, subject: assetId });
  });
