import { z } from 'zod';
import { type ApiRequest, refuse } from '../handler.ts';
import type { WorldUser } from '../world/world.ts';
import type { Pin } from './account.ts';
import { decodeImage, fetchImage, type TakenImage } from './image-source.ts';
import { mediaShelf, mediaStatus } from './media.ts';

const base64 = z.string().regex(/^[a-zA-Z0-9+/=]+$/);
const contentType = z.enum(['image/jpeg', 'image/png']);
const words = { title: z.string().optional(), description: z.string().optional(), link: z.string().optional() };
const standard = z.boolean().optional();

/** Every way in which a new Pin says what it shows (openapi: PinMediaSource). */
export const mediaSource = z.discriminatedUnion('source_type', [
  z.object({ source_type: z.literal('image_url'), url: z.string(), is_standard: standard }),
  z.object({ source_type: z.literal('image_base64'), content_type: contentType, data: base64, is_standard: standard }),
  z.object({
    source_type: z.literal('video_id'),
    media_id: z.string().regex(/^\d+$/),
    cover_image_url: z.string().optional(),
    cover_image_content_type: contentType.optional(),
    cover_image_data: base64.optional(),
    cover_image_key_frame_time: z.int().min(0).optional(),
    is_standard: standard,
  }),
  z.object({
    source_type: z.literal('multiple_image_urls'),
    items: z
      .array(z.object({ url: z.string(), ...words }))
      .min(2)
      .max(5),
    index: z.int().min(0).optional(),
  }),
  z.object({
    source_type: z.literal('multiple_image_base64'),
    items: z
      .array(z.object({ content_type: contentType, data: base64, ...words }))
      .min(2)
      .max(5),
    index: z.int().min(0).optional(),
  }),
  z.object({ source_type: z.literal('pin_url'), is_affiliate_link: z.boolean().optional() }),
]);

export type MediaSource = z.output<typeof mediaSource>;

/** What a new Pin shows, taken in. */
export type Shown = Pick<Pin, 'kind' | 'width' | 'height' | 'slots'> & {
  readonly pictures: readonly string[];
  readonly mediaId?: string;
};

const single = (image: TakenImage): Shown => ({
  kind: 'image',
  width: image.width,
  height: image.height,
  pictures: [image.key],
  slots: [],
});

type Slot = { title?: string | undefined; description?: string | undefined; link?: string | undefined };

const carousel = (images: readonly TakenImage[], items: readonly Slot[]): Shown => {
  const [first] = images;
  if (!first) return refuse(400, 1, 'A carousel needs images.');
  if (images.some((image) => image.width !== first.width || image.height !== first.height)) {
    return refuse(400, 1, 'All images of a carousel must have the same width and height.');
  }
  return {
    kind: 'carousel',
    width: first.width,
    height: first.height,
    pictures: images.map((image) => image.key),
    slots: items.map((item) => ({
      title: item.title ?? '',
      description: item.description ?? '',
      link: item.link ?? null,
    })),
  };
};

type VideoSource = Extract<MediaSource, { source_type: 'video_id' }>;

const coverOf = async (source: VideoSource): Promise<TakenImage | undefined> => {
  if (source.cover_image_url !== undefined) return fetchImage(source.cover_image_url);
  if (source.cover_image_content_type !== undefined && source.cover_image_data !== undefined) {
    return decodeImage({ content_type: source.cover_image_content_type, data: source.cover_image_data });
  }
  if (source.cover_image_key_frame_time !== undefined) return undefined;
  return refuse(400, 1, 'Missing cover_image_url or cover_image_content_type and cover_image_data');
};

const video = async (request: ApiRequest, user: WorldUser, source: VideoSource): Promise<Shown> => {
  const media = mediaShelf(request).get(source.media_id);
  if (media?.userId !== user.id) return refuse(404, 404, 'Media not found.');
  const status = mediaStatus(request, media);
  if (status !== 'succeeded') return refuse(400, 1, `The media is not ready to be used: ${status}`);
  const cover = await coverOf(source);
  return {
    kind: 'video',
    width: 720,
    height: 1280,
    pictures: [cover?.key ?? media.id],
    slots: [],
    mediaId: media.id,
  };
};

/** Takes in what a new Pin shows: decodes, fetches, looks at the upload. @throws Refusal 400, 403 or 404 as Pinterest refuses */
export const takeMedia = async (request: ApiRequest, user: WorldUser, source: MediaSource): Promise<Shown> => {
  switch (source.source_type) {
    case 'image_url':
      return single(await fetchImage(source.url));
    case 'image_base64':
      return single(decodeImage(source));
    case 'multiple_image_urls':
      return carousel(await Promise.all(source.items.map((item) => fetchImage(item.url))), source.items);
    case 'multiple_image_base64':
      return carousel(source.items.map(decodeImage), source.items);
    case 'video_id':
      return video(request, user, source);
    case 'pin_url':
      return refuse(403, 29, 'You are not permitted to access that resource.');
    default:
      return source satisfies never;
  }
};
