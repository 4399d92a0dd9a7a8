import { changeBrand, getBrand, readLogo, removeLogo, setLogo } from '../../../clients/index.ts';
import { openFileStore } from '../../../foundation/files/index.ts';
import { Fault } from '../../../foundation/kit/index.ts';
import type { Config } from '../../../foundation/runtime/index.ts';
import { type Brand, brand, brandRequest } from '../../contract/brand.ts';
import { presentBrand } from '../../present/brand.ts';
import { clientOf, type Route, route } from '../../route.ts';

const filesOf = (config: Config) => openFileStore({ dataDir: config.dataDir });

/** How a client's own window looks: name, colour, logo. */
const read = route({
  method: 'GET',
  path: '/clients/:clientId/brand',
  summary: 'Name, colour and logo of the client’s own window',
  action: 'facts.read',
  answer: brand,
  run: async ({ ctx }, asked): Promise<Brand> => presentBrand(await getBrand(ctx, { clientId: clientOf(asked) })),
});

const change = route({
  method: 'PATCH',
  path: '/clients/:clientId/brand',
  summary: 'Change the name or colour; what is left out stays, null takes it away',
  action: 'clients.manage',
  body: brandRequest,
  answer: brand,
  run: async ({ ctx }, asked): Promise<Brand> => {
    const { displayName, colour } = asked.body;
    const clientId = clientOf(asked);
    return presentBrand(
      await changeBrand(ctx, {
        clientId,
        ...(displayName === undefined ? {} : { displayName }),
        ...(colour === undefined ? {} : { colour }),
      }),
    );
  },
});

const logo = route({
  method: 'GET',
  path: '/clients/:clientId/brand/logo',
  summary: 'The logo as PNG; its address may carry the id of the file, so that a new one is fetched at once',
  action: 'facts.read',
  streams: 'image/png',
  run: async ({ ctx, config }, asked) => {
    const { body, fileId } = await readLogo(ctx, filesOf(config), { clientId: clientOf(asked) });
    asked.reply
      .header('content-type', 'image/png')
      .header('etag', `"${fileId}"`)
      // The person's own browser may keep it for a day; a new logo has another address.
      .header('cache-control', 'private, max-age=86400');
    return asked.reply.send(body);
  },
});

const putLogo = route({
  method: 'PUT',
  path: '/clients/:clientId/brand/logo',
  summary: 'Put a picture (the body: JPEG, PNG or WebP) in the place of the logo',
  action: 'clients.manage',
  answer: brand,
  run: async ({ ctx, config }, asked): Promise<Brand> => {
    if (!Buffer.isBuffer(asked.body)) {
      throw new Fault('FILES_PICTURE_REFUSED', 'invalid', 'The body is no JPEG, PNG or WebP.');
    }
    return presentBrand(await setLogo(ctx, filesOf(config), { clientId: clientOf(asked), picture: asked.body }));
  },
});

const deleteLogo = route({
  method: 'DELETE',
  path: '/clients/:clientId/brand/logo',
  summary: 'Take the logo away',
  action: 'clients.manage',
  answer: brand,
  run: async ({ ctx }, asked): Promise<Brand> => presentBrand(await removeLogo(ctx, { clientId: clientOf(asked) })),
});

/** Reading and changing a client's brand. @personal the name may be a person's who trades under it */
export const brandRoutes: readonly Route[] = [read, change, logo, putLogo, deleteLogo];
