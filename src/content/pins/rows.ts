import type { ClientId, UserId } from '../../foundation/kit/index.ts';
import type { PinContent, PinMedia, PinOrigin, PinState, PlannedPin } from '../shapes.ts';

/** A planned Pin as SQL gives it. */
export type PinRow = {
  client_id: ClientId;
  pin_id: string;
  state: PinState;
  version: number;
  board_id: string | null;
  section_id: string | null;
  board_wish: string | null;
  title: string;
  description: string;
  alt_text: string;
  link: string | null;
  disclosure: string | null;
  media: PinMedia | null;
  labels: string[];
  utm_campaign: string | null;
  planned_for: string | null;
  due_at: Date | null;
  origin: PinOrigin;
  origin_key: string | null;
  series_id: string | null;
  made_by: UserId | null;
  made_at: Date;
  changed_at: Date;
  live_pin_id: string | null;
  live_at: Date | null;
  fault_code: string | null;
};

/** The columns of `PinRow`, of a table called p. */
export const pinColumns = `p.client_id, p.pin_id, p.state, p.version, p.board_id, p.section_id, p.board_wish, p.title,
  p.description, p.alt_text, p.link, p.disclosure, p.media, p.labels, p.utm_campaign, p.planned_for, p.due_at, p.origin,
  p.origin_key, p.series_id, p.made_by, p.made_at, p.changed_at, p.live_pin_id, p.live_at, p.fault_code`;

/** What the author wrote. */
export const contentOf = (row: PinRow): PinContent => ({
  boardId: row.board_id,
  sectionId: row.section_id,
  boardWish: row.board_wish,
  title: row.title,
  description: row.description,
  altText: row.alt_text,
  link: row.link,
  disclosure: row.disclosure,
  media: row.media,
  labels: row.labels,
  utmCampaign: row.utm_campaign,
});

/** A planned Pin as other rooms see it. */
export const pinOf = (row: PinRow): PlannedPin => ({
  clientId: row.client_id,
  pinId: row.pin_id,
  state: row.state,
  version: row.version,
  content: contentOf(row),
  plannedFor: row.planned_for,
  dueAt: row.due_at,
  origin: row.origin,
  originKey: row.origin_key,
  seriesId: row.series_id,
  madeBy: row.made_by,
  madeAt: row.made_at,
  changedAt: row.changed_at,
  livePinId: row.live_pin_id,
  liveAt: row.live_at,
  faultCode: row.fault_code,
});

/** The columns that content fills, for statements that write many Pins from one JSON list. */
export const contentFields = `board_id text, section_id text, board_wish text, title text, description text, alt_text text,
  link text, disclosure text, media jsonb, labels text[], utm_campaign text`;

/** Content as such a list holds it. */
export const contentRecord = (content: PinContent) => ({
  board_id: content.boardId,
  section_id: content.sectionId,
  board_wish: content.boardWish,
  title: content.title,
  description: content.description,
  alt_text: content.altText,
  link: content.link,
  disclosure: content.disclosure,
  media: content.media,
  labels: content.labels,
  utm_campaign: content.utmCampaign,
});
