import { ask, endpoint } from '../../core/endpoint.ts';
import { type MediaUpload, mediaUploadShape } from '../../shapes/content.ts';

/**
 * Registers a video; its file follows with `uploadMedia`, and `getMedia` tells when it may be used. A registration that is
 * never filled does no harm.
 *
 * @throws PINTEREST_OUTCOME_UNSURE when it may have happened
 * @personal none
 */
export const createMedia = endpoint(
  'media/create',
  (call, _input: Record<string, never>): Promise<MediaUpload> =>
    ask(call, { body: { media_type: 'video' } }, mediaUploadShape),
);
