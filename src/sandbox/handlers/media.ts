import { z } from 'zod';
import { type ApiRequest, created, type Handler, ok, refuse } from '../handler.ts';
import { readBody } from '../organic/body.ts';
import {
  type Media,
  mediaOr404,
  mediaShelf,
  mediaStatus,
  registerMedia,
  UPLOAD_PATH,
  uploadParameters,
} from '../organic/media.ts';
import { page } from '../server/paging.ts';
import { actingUser } from './user-account.ts';

const mediaBody = z.object({ media_type: z.literal('video') });

const create = (request: ApiRequest) => {
  const user = actingUser(request);
  const { media_type } = readBody(mediaBody, request.body);
  const media = registerMedia(request, user);
  return created({
    media_id: media.id,
    media_type,
    upload_url: `${request.origin()}${UPLOAD_PATH}`,
    upload_parameters: uploadParameters(request, media),
  });
};

const mediaJson = (request: ApiRequest, media: Media) => ({
  media_id: media.id,
  media_type: 'video',
  status: mediaStatus(request, media),
});

const get = (request: ApiRequest) => {
  const id = request.params.media_id ?? '';
  if (!/^\d+$/.test(id)) return refuse(400, 1, `'media_id' value '${id}' must match the pattern: ^\\d+$`);
  return ok(mediaJson(request, mediaOr404(request, actingUser(request), id)));
};

const list = (request: ApiRequest) => {
  const user = actingUser(request);
  const rows = [...mediaShelf(request).values()].filter((media) => media.userId === user.id);
  return page({ query: request.query, operation: 'media/list' }, rows, (media) => mediaJson(request, media));
};

/** Video uploads: register, look how far it is. The bytes go to the upload page. */
export const mediaHandlers: readonly Handler[] = [
  {
    operationId: 'media/create',
    method: 'POST',
    path: '/media',
    category: 'org_write',
    scopes: ['pins:read', 'pins:write'],
    handle: create,
  },
  {
    operationId: 'media/list',
    method: 'GET',
    path: '/media',
    category: 'org_read',
    scopes: ['pins:read'],
    handle: list,
  },
  {
    operationId: 'media/get',
    method: 'GET',
    path: '/media/:media_id',
    category: 'org_read',
    scopes: ['pins:read'],
    handle: get,
  },
];
