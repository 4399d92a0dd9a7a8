import { ask, endpoint } from '../../core/endpoint.ts';
import { type Pin, pinShape } from '../../shapes/content.ts';

type Picture = { content_type: 'image/jpeg' | 'image/png'; data: string };
type Slide = { title?: string; description?: string; link?: string };

/** Where the picture or video of a new Pin comes from. A video needs one kind of cover: Pinterest refuses it without. */
export type MediaSource =
  | { source_type: 'image_url'; url: string; is_standard?: boolean }
  | ({ source_type: 'image_base64'; is_standard?: boolean } & Picture)
  | ({ source_type: 'video_id'; media_id: string } & (
      | { cover_image_url: string }
      | { cover_image_content_type: 'image/jpeg' | 'image/png'; cover_image_data: string }
      | { cover_image_key_frame_time: number }
    ))
  | { source_type: 'multiple_image_urls'; items: readonly (Slide & { url: string })[]; index?: number }
  | { source_type: 'multiple_image_base64'; items: readonly (Slide & Picture)[]; index?: number };

/** A new Pin. */
export type NewPin = {
  adAccountId?: string;
  pin: {
    board_id: string;
    board_section_id?: string;
    title?: string;
    description?: string;
    link?: string;
    alt_text?: string;
    dominant_color?: string;
    media_source: MediaSource;
  };
};

/**
 * Publishes a Pin. Never repeatable: Pinterest has no idempotency key, and error 2787 or a time-out may come after the
 * Pin was made. Look for it with `listBoardPins` before doing anything else.
 *
 * @throws PINTEREST_OUTCOME_UNSURE when it may have happened
 * @throws PINTEREST_TRIAL_ACCESS when the app may not publish at all
 * @personal none
 */
export const createPin = endpoint(
  'pins/create',
  (call, input: NewPin): Promise<Pin> =>
    ask(call, { query: { ad_account_id: input.adAccountId }, body: input.pin }, pinShape),
);
