import { ask, endpoint } from '../../core/endpoint.ts';
import { type Media, mediaShape } from '../../shapes/content.ts';

/** How far Pinterest is with an uploaded video. @throws PINTEREST_MISSING when it does not know it @personal none */
export const getMedia = endpoint(
  'media/get',
  (call, input: { mediaId: string }): Promise<Media> => ask(call, { path: { media_id: input.mediaId } }, mediaShape),
);
