import { Readable } from 'node:stream';
import { z } from 'zod';
import {
  type Asset,
  assetShelves,
  changeAsset,
  cutAsset,
  getAsset,
  listAssets,
  PICTURE_BYTES_MAX,
  readAsset,
  receiveAsset,
  removeAsset,
  shownAsset,
} from '../../../content/index.ts';
import { openFileStore } from '../../../foundation/files/index.ts';
import { Fault } from '../../../foundation/kit/index.ts';
import { createGuardedFetch } from '../../../foundation/outside/index.ts';
import type { Config } from '../../../foundation/runtime/index.ts';
import {
  type AssetList,
  type AssetReceived,
  type AssetTold,
  asset,
  assetAddressed,
  assetChange,
  assetCut,
  assetList,
  assetReceived,
} from '../../contract/assets.ts';
import { isOfAgency, statesForClient } from '../../present/content/planned-pins.ts';
import { clientOf, type Route, route } from '../../route.ts';
import { idIn } from '../people/shared.ts';
import { decodeMoment, encodeMoment } from './cursor.ts';

// Each may be 32 MB that has to be drawn anew; somebody drops a shoot of some hundred at once.
const UPLOADS_A_MINUTE = 120;
// A page of the library asks for as many pictures as it shows.
const PICTURES_A_MINUTE = 2000;

const path = '/clients/:clientId/assets';
const filesOf = (config: Config) => openFileStore({ dataDir: config.dataDir });

const present = ({ assetId, addedAt, tags, ...rest }: Asset): AssetTold => ({
  ...rest,
  id: assetId,
  tags: [...tags],
  addedAt: addedAt.toISOString(),
});

const query = z.object({
  kind: z.enum(['picture', 'video']).optional(),
  folder: z.string().max(120).optional(),
  tag: z.string().max(60).optional(),
  search: z.string().trim().min(1).max(120).optional().describe('Part of a name'),
  used: z.enum(['yes', 'no']).optional().describe('Whether a planned or published Pin shows it'),
  limit: z.coerce.number().int().min(1).max(200).default(60),
  cursor: z.string().max(400).optional().describe('Where to go on, from `next`'),
});

const list = route({
  method: 'GET',
  path,
  summary: 'Pictures of a client’s library, the newest first',
  action: 'content.write',
  query,
  answer: assetList,
  run: async ({ ctx }, asked): Promise<AssetList> => {
    const clientId = clientOf(asked);
    const { cursor, search, used, limit, ...rest } = query.parse(asked.request.query);
    const last = decodeMoment(cursor);
    const [found, shelves] = await Promise.all([
      listAssets(ctx, {
        ...rest,
        clientId,
        text: search,
        isUsed: used === undefined ? undefined : used === 'yes',
        after: last?.dueAt == null ? undefined : { addedAt: last.dueAt, assetId: last.pinId },
        limit: limit + 1,
      }),
      assetShelves(ctx, { clientId }),
    ]);
    const shown = found.slice(0, limit);
    const end = shown.at(-1);
    const next = found.length > limit && end !== undefined ? { dueAt: end.addedAt, pinId: end.assetId } : undefined;
    return { ...shelves, items: shown.map(present), next: encodeMoment(next), bytesMax: PICTURE_BYTES_MAX };
  },
});

const named = z.object({
  name: z.string().min(1).max(400).default('picture').describe('What the file is called'),
  folder: z.string().trim().max(120).default('').describe('Where it is put'),
});

const add = route({
  method: 'POST',
  path,
  summary: 'Put a picture (the body: JPEG, PNG or WebP) in the library, drawn anew as it can be published',
  action: 'content.write',
  query: named,
  takes: 'picture',
  perMinute: UPLOADS_A_MINUTE,
  answer: assetReceived,
  run: async ({ ctx, config }, asked): Promise<AssetReceived> => {
    const clientId = clientOf(asked);
    if (!(asked.body instanceof Readable)) {
      throw new Fault('FILES_PICTURE_REFUSED', 'invalid', 'The body is no JPEG, PNG or WebP.');
    }
    const { name, folder } = named.parse(asked.request.query);
    const { assetId, outcome } = await receiveAsset(ctx, filesOf(config), {
      clientId,
      name,
      folder,
      source: asked.body,
    });
    return { asset: present(await getAsset(ctx, { clientId, assetId })), outcome };
  },
});

const ofWeb = route({
  method: 'POST',
  path: `${path}/from-address`,
  summary: 'Put a picture that lies on the web in the library',
  action: 'content.write',
  body: assetAddressed,
  perMinute: UPLOADS_A_MINUTE,
  answer: assetReceived,
  run: async ({ ctx, config, stopping }, asked): Promise<AssetReceived> => {
    const clientId = clientOf(asked);
    const { address, folder } = asked.body;
    const get = createGuardedFetch(config);
    const { status, body, address: end } = await get(address, { bytes: PICTURE_BYTES_MAX, signal: stopping });
    if (status !== 200) {
      throw new Fault('OUTSIDE_UNREACHABLE', 'upstream', 'The address gives no picture.', { facts: { status } });
    }
    const name = URL.parse(end)?.pathname.split('/').at(-1) || 'picture';
    const wish = { clientId, name, folder, source: [body] };
    const { assetId, outcome } = await receiveAsset(ctx, filesOf(config), wish);
    return { asset: present(await getAsset(ctx, { clientId, assetId })), outcome };
  },
});

const one = route({
  method: 'GET',
  path: `${path}/:assetId`,
  summary: 'One picture of the library',
  action: 'content.write',
  answer: asset,
  run: async ({ ctx }, asked) =>
    present(await getAsset(ctx, { clientId: clientOf(asked), assetId: idIn(asked, 'assetId') })),
});

const change = route({
  method: 'PATCH',
  path: `${path}/:assetId`,
  summary: 'Rename a picture, move it to a folder, tag it, or say what must stay in sight',
  action: 'content.write',
  body: assetChange,
  answer: asset,
  run: async ({ ctx }, asked) => {
    const input = { clientId: clientOf(asked), assetId: idIn(asked, 'assetId'), change: asked.body };
    return present(await changeAsset(ctx, input));
  },
});

const cut = route({
  method: 'POST',
  path: `${path}/:assetId/cut`,
  summary: 'Keep a part of a picture as one of its own beside it',
  action: 'content.write',
  body: assetCut,
  perMinute: UPLOADS_A_MINUTE,
  answer: assetReceived,
  run: async ({ ctx, config }, asked): Promise<AssetReceived> => {
    const clientId = clientOf(asked);
    const wish = { clientId, assetId: idIn(asked, 'assetId'), cut: asked.body };
    const { assetId, outcome } = await cutAsset(ctx, filesOf(config), wish);
    return { asset: present(await getAsset(ctx, { clientId, assetId })), outcome };
  },
});

const remove = route({
  method: 'DELETE',
  path: `${path}/:assetId`,
  summary: 'Give up a picture that no Pin uses',
  action: 'content.write',
  answer: z.undefined(),
  run: async ({ ctx }, asked) => {
    await removeAsset(ctx, { clientId: clientOf(asked), assetId: idIn(asked, 'assetId') });
    return undefined;
  },
});

const sized = z.object({
  size: z.enum(['thumb', 'full']).default('full').describe('`thumb` for a small one as WebP'),
});

const picture = route({
  method: 'GET',
  path: `${path}/:assetId/picture`,
  summary: 'The picture itself; to the client’s own people those of Pins they are asked about',
  action: 'content.read',
  query: sized,
  streams: 'image/*',
  perMinute: PICTURES_A_MINUTE,
  run: async ({ ctx, config }, asked) => {
    const wish = { clientId: clientOf(asked), assetId: idIn(asked, 'assetId') };
    if (!isOfAgency(asked.person)) await shownAsset(ctx, { ...wish, states: statesForClient });
    const { size } = sized.parse(asked.request.query);
    const { body, mediaType } = await readAsset(ctx, filesOf(config), { ...wish, size });
    asked.reply
      .header('content-type', mediaType)
      // The bytes of an id never change.
      .header('cache-control', 'private, max-age=86400, immutable')
      .header('content-security-policy', "default-src 'none'; sandbox");
    return asked.reply.send(body);
  },
});

/** The library of a client: pictures as they are sent to Pinterest. @personal none: what a camera added is left behind */
export const assetRoutes: readonly Route[] = [list, add, ofWeb, one, change, cut, remove, picture];
