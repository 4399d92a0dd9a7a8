import type { ClientId } from '../foundation/kit/index.ts';
import { business, column, plain, table } from '../foundation/schema/index.ts';

const campaignData = business({ purpose: 'collection', keep: 'client-retention', onErase: 'keep' });
const body = business({ purpose: 'collection', keep: { days: 7, after: 'written' }, onErase: 'delete' });

/** What is asked of Pinterest, piece by piece; the states stand in `cursors/chunk-states.ts`. */
export const ingestChunks = table('ingest_chunks', ['client_id', 'chunk_id'], {
  client_id: column.int4<ClientId>(plain),
  chunk_id: column.uuid(plain),
  account: column.text(campaignData),
  kind: column.text<'report' | 'sync' | 'structure'>(plain),
  level: column.text<'account' | 'campaign' | 'adGroup' | 'ad'>(plain),
  report_time: column.text<'' | 'TIME_OF_AD_ACTION' | 'TIME_OF_CONVERSION'>(plain).defaulted(),
  conversion_window: column.text(plain).defaulted(),
  from_day: column.day(plain),
  to_day: column.day(plain),
  night_on: column.day(plain),
  priority: column.int2(plain),
  state: column.text<'planned' | 'asked' | 'landed' | 'failed'>(plain),
  report_token: column.text(plain).nullable(),
  bookmark: column.text(plain).nullable(),
  landing_id: column.uuid(plain).nullable(),
  pages: column.int4(plain).defaulted(),
  rows: column.int8(plain).defaulted(),
  attempts: column.int2(plain).defaulted(),
  fault_code: column.text(plain).nullable(),
  changed_at: column.instant(plain),
});

/** Days landed at least once, merged; what is not in here is a gap. */
export const ingestCoverage = table(
  'ingest_coverage',
  ['client_id', 'account', 'level', 'report_time', 'conversion_window', 'from_day'],
  {
    client_id: column.int4<ClientId>(plain),
    account: column.text(campaignData),
    level: column.text<'account' | 'campaign' | 'adGroup' | 'ad'>(plain),
    report_time: column.text<'TIME_OF_AD_ACTION' | 'TIME_OF_CONVERSION'>(plain),
    conversion_window: column.text(plain),
    from_day: column.day(plain),
    to_day: column.day(plain),
  },
);

/** Provenance: one row per answer that was kept. */
export const ingestLandings = table('ingest_landings', ['client_id', 'landing_id'], {
  client_id: column.int4<ClientId>(plain),
  landing_id: column.uuid(plain),
  chunk_id: column.uuid(plain),
  kind: column.text<'report' | 'sync' | 'structure'>(plain),
  account: column.text(campaignData),
  level: column.text<'account' | 'campaign' | 'adGroup' | 'ad'>(plain),
  report_time: column.text<'' | 'TIME_OF_AD_ACTION' | 'TIME_OF_CONVERSION'>(plain).defaulted(),
  conversion_window: column.text(plain).defaulted(),
  from_day: column.day(plain),
  to_day: column.day(plain),
  columns: column.textArray(plain),
  landed_on: column.day(plain),
  pulled_at: column.instant(plain),
  pieces: column.int4(plain),
  rows: column.int8(plain),
  derived_at: column.instant(plain).nullable(),
});

/** The stripped bodies, compressed, kept 7 days. */
export const ingestLandingPieces = table(
  'ingest_landing_pieces',
  ['client_id', 'landed_on', 'landing_id', 'piece'],
  {
    client_id: column.int4<ClientId>(plain),
    landed_on: column.day(plain),
    landing_id: column.uuid(plain),
    piece: column.int4(plain),
    body: column.bytea(body),
  },
  { partitions: 'day', keep: { days: 7, after: 'written' } },
);

/** Pinterest's word on whether a day's numbers are in; the same for every account. */
export const ingestReadyDays = table('ingest_ready_days', ['day'], {
  day: column.day(plain),
  delivery_ready_at: column.instant(plain).nullable(),
  conversions_ready_at: column.instant(plain).nullable(),
  asked_at: column.instant(plain),
});

/** All tables of this room. @personal none */
export const ingestTables = [
  ingestChunks,
  ingestCoverage,
  ingestLandings,
  ingestLandingPieces,
  ingestReadyDays,
] as const;
