import { z } from 'zod';
import { id, instant, orNull, word } from './fields.ts';

/** The connected account without anything that names a person: counts and kind only. */
export const userAccountShape = z.object({
  id,
  account_type: word<'PINNER' | 'BUSINESS'>(),
  board_count: orNull(z.int()),
  pin_count: orNull(z.int()),
  follower_count: orNull(z.int()),
  following_count: orNull(z.int()),
  monthly_views: orNull(z.int()),
});

/** The connected account. Some boards counted may be missing from listings: those of others it works on. */
export type UserAccount = z.infer<typeof userAccountShape>;

/** A board without its owner. */
export const boardShape = z.object({
  id,
  name: z.string(),
  description: orNull(z.string()),
  privacy: orNull(word<'PUBLIC' | 'PROTECTED' | 'SECRET'>()),
  created_at: orNull(instant),
  /** The cheap sign that its Pins must be listed again. */
  board_pins_modified_at: orNull(instant),
  pin_count: orNull(z.int()),
  follower_count: orNull(z.int()),
  collaborator_count: orNull(z.int()),
  is_ads_only: orNull(z.boolean()),
  media: orNull(z.object({ image_cover_url: orNull(z.string()) })),
});

/** A board. */
export type Board = z.infer<typeof boardShape>;

/** A section of a board. */
export const boardSectionShape = z.object({ id, name: z.string() });

/** A section of a board. */
export type BoardSection = z.infer<typeof boardSectionShape>;

const picture = z.object({ url: z.string(), width: orNull(z.number()), height: orNull(z.number()) });
const pictures = z.record(z.string(), orNull(picture));

/** The picture or video of a Pin; null inside while Pinterest still works on it. */
const pinMedia = z.object({
  media_type: word<'image' | 'video' | 'multiple_images' | 'multiple_videos' | 'multiple_mixed'>(),
  /** By size name, as `400x300`; `originals` exists too. */
  images: orNull(pictures),
  cover_image_url: orNull(z.string()),
  /** Milliseconds. */
  duration: orNull(z.number()),
  items: orNull(z.array(z.object({ images: orNull(pictures) }))),
});

const numbers = z.record(z.string(), z.number());

/** A Pin without the owner of its board. Texts and links are the client's content. */
export const pinShape = z.object({
  id,
  created_at: orNull(instant),
  link: orNull(z.string()),
  title: orNull(z.string()),
  description: orNull(z.string()),
  alt_text: orNull(z.string()),
  dominant_color: orNull(z.string()),
  board_id: orNull(id),
  board_section_id: orNull(id),
  parent_pin_id: orNull(id),
  is_owner: orNull(z.boolean()),
  is_standard: orNull(z.boolean()),
  has_been_promoted: orNull(z.boolean()),
  creative_type: orNull(word<'REGULAR' | 'VIDEO' | 'CAROUSEL' | 'SHOPPING' | 'COLLECTION' | 'IDEA'>()),
  media: orNull(pinMedia),
  /** Only when asked for: the last 90 days and the whole life, by Pinterest's lower-case names. */
  pin_metrics: orNull(z.object({ '90d': orNull(numbers), lifetime_metrics: orNull(numbers) })),
});

/** A Pin. */
export type Pin = z.infer<typeof pinShape>;

/** An upload that waits for its file. */
export const mediaUploadShape = z.object({
  media_id: id,
  media_type: word<'video'>(),
  upload_url: z.string(),
  /** Form fields, in the order they must be sent. */
  upload_parameters: z.record(z.string(), z.string()),
});

/** An upload that waits for its file. */
export type MediaUpload = z.infer<typeof mediaUploadShape>;

/** How far Pinterest is with an uploaded video. */
export const mediaShape = z.object({
  media_id: id,
  media_type: word<'video'>(),
  status: orNull(word<'registered' | 'processing' | 'succeeded' | 'failed'>()),
});

/** How far Pinterest is with an uploaded video. Only `succeeded` may be used in a Pin. */
export type Media = z.infer<typeof mediaShape>;
