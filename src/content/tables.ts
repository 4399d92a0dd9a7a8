import type { ClientId, Locale, UserId } from '../foundation/kit/index.ts';
import { business, column, personal, plain, secretData, table } from '../foundation/schema/index.ts';
import type {
  AssetKind,
  Audience,
  MarkPlace,
  OverduePolicy,
  PinMedia,
  PinOrigin,
  PinState,
  Say,
  Stage,
  UtmPattern,
} from './shapes.ts';

const setting = business({
  purpose: 'client-administration',
  keep: { days: 30, after: 'contract-end' },
  onErase: 'keep',
});

// Pins are written here, for the client; they and what was said of them go with the client.
const authored = business({ purpose: 'publishing', keep: { days: 30, after: 'contract-end' }, onErase: 'delete' });

const who = (subject: string) =>
  personal({
    category: 'person.id',
    purpose: 'accountability',
    keep: { days: 30, after: 'contract-end' },
    onErase: 'blank',
    subject,
  });

const said = (subject: string) =>
  personal({
    category: 'free-text',
    purpose: 'publishing',
    keep: { days: 30, after: 'contract-end' },
    onErase: 'delete',
    subject,
  });

const ofReader = (category: 'person.name' | 'contact.email' | 'person.preference') =>
  personal({
    category,
    purpose: 'publishing',
    keep: { days: 30, after: 'contract-end' },
    onErase: 'pseudonym',
    subject: 'self',
  });

/** How a client's Pins are planned and approved. */
export const contentSettings = table('content_settings', ['client_id'], {
  client_id: column.int4<ClientId>(plain),
  client_review: column.bool(setting),
  utm: column.json<UtmPattern>(setting),
  mark_place: column.text<MarkPlace>(setting),
  overdue: column.text<OverduePolicy>(setting),
  late_hours: column.int4(setting),
  window_days: column.int4(setting),
  spacing_days: column.int4(setting),
  day_cap: column.int4(setting),
  reminder_hours: column.int4(setting),
  changed_at: column.instant(plain),
});

/** Pins as people plan them. */
export const contentPins = table('content_pins', ['client_id', 'pin_id'], {
  client_id: column.int4<ClientId>(plain),
  pin_id: column.uuid(plain),
  state: column.text<PinState>(plain),
  version: column.int4(plain),
  board_id: column.text(authored).nullable(),
  section_id: column.text(authored).nullable(),
  board_wish: column.text(authored).nullable(),
  title: column.text(authored),
  description: column.text(authored),
  alt_text: column.text(authored),
  link: column.text(authored).nullable(),
  disclosure: column.text(authored).nullable(),
  media: column.json<PinMedia | null>(authored).nullable(),
  labels: column.textArray(authored),
  utm_campaign: column.text(authored).nullable(),
  planned_for: column.text(authored).nullable(),
  due_at: column.instant(authored).nullable(),
  origin: column.text<PinOrigin>(plain),
  origin_key: column.text(authored).nullable(),
  series_id: column.uuid(plain).nullable(),
  made_by: column.uuid<UserId>(who('made_by')).nullable(),
  made_at: column.instant(plain),
  changed_at: column.instant(plain),
  live_pin_id: column.text(authored).nullable(),
  live_at: column.instant(authored).nullable(),
  fault_code: column.text(plain).nullable(),
});

/** What a Pin was at each of its versions. */
export const contentPinVersions = table('content_pin_versions', ['client_id', 'pin_id', 'version'], {
  client_id: column.int4<ClientId>(plain),
  pin_id: column.uuid(plain),
  version: column.int4(plain),
  content: column.json(authored),
  changed_by: column.uuid<UserId>(who('changed_by')).nullable(),
  changed_at: column.instant(plain),
});

/** What people wrote about a Pin, for each other or for the client too. */
export const contentComments = table('content_comments', ['client_id', 'comment_id'], {
  client_id: column.int4<ClientId>(plain),
  comment_id: column.uuid(plain),
  pin_id: column.uuid(plain),
  version: column.int4(plain),
  audience: column.text<Audience>(plain),
  body: column.text(said('written_by')),
  written_by: column.uuid<UserId>(who('written_by')).nullable(),
  written_link: column.uuid(plain).nullable(),
  written_at: column.instant(plain),
});

/** What persons said of a version of a Pin. */
export const contentDecisions = table('content_decisions', ['client_id', 'decision_id'], {
  client_id: column.int4<ClientId>(plain),
  decision_id: column.uuid(plain),
  pin_id: column.uuid(plain),
  version: column.int4(plain),
  stage: column.text<Stage>(plain),
  say: column.text<Say>(plain),
  content_hash: column.bytea(plain).nullable(),
  said_by: column.uuid<UserId>(who('said_by')).nullable(),
  said_link: column.uuid(plain).nullable(),
  said_at: column.instant(plain),
});

/** Links made for one named person to look at some Pins and say what they think. */
export const contentReviewLinks = table('content_review_links', ['client_id', 'link_id'], {
  client_id: column.int4<ClientId>(plain),
  link_id: column.uuid(plain),
  token_hash: column.bytea(
    secretData({
      purpose: 'publishing',
      keep: { days: 30, after: 'expiry' },
      onErase: 'delete',
      category: 'credential',
    }),
  ),
  reader_name: column.text(ofReader('person.name')),
  reader_email: column.text(ofReader('contact.email')).nullable(),
  locale: column.text<Locale>(ofReader('person.preference')),
  pin_ids: column.uuidArray(plain),
  made_by: column.uuid<UserId>(who('made_by')).nullable(),
  made_at: column.instant(plain),
  expires_at: column.instant(plain),
  opened_at: column.instant(plain).nullable(),
  revoked_at: column.instant(plain).nullable(),
  mail_id: column.uuid(plain).nullable(),
});

/** Pictures and videos of a client, as they are sent to Pinterest. */
export const contentAssets = table('content_assets', ['client_id', 'asset_id'], {
  client_id: column.int4<ClientId>(plain),
  asset_id: column.uuid(plain),
  kind: column.text<AssetKind>(plain),
  name: column.text(authored),
  folder: column.text(authored),
  tags: column.textArray(authored),
  content_type: column.text(plain),
  bytes: column.int8(plain),
  width: column.int4(plain),
  height: column.int4(plain),
  duration_ms: column.int4(plain).nullable(),
  focal_x: column.int4(plain),
  focal_y: column.int4(plain),
  file_id: column.uuid(plain),
  thumb_file: column.uuid(plain).nullable(),
  sha256: column.bytea(plain),
  source_sha256: column.bytea(plain),
  cut_from: column.uuid(plain).nullable(),
  added_by: column.uuid<UserId>(who('added_by')).nullable(),
  added_at: column.instant(plain),
  removed_at: column.instant(plain).nullable(),
});

/** When a client's Pins usually go out. */
export const contentSlots = table('content_slots', ['client_id', 'queue', 'weekday', 'at'], {
  client_id: column.int4<ClientId>(plain),
  queue: column.text(setting),
  weekday: column.int4(setting),
  at: column.text(setting),
});

export const contentTables = [
  contentSlots,
  contentAssets,
  contentSettings,
  contentPins,
  contentPinVersions,
  contentComments,
  contentDecisions,
  contentReviewLinks,
] as const;
