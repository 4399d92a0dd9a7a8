import type { ClientId, UserId } from '../foundation/kit/index.ts';
import { business, type Column, column, personal, plain, table, transient } from '../foundation/schema/index.ts';

const campaignData = business({ purpose: 'collection', keep: 'client-retention', onErase: 'keep' });
const body = business({ purpose: 'collection', keep: { days: 7, after: 'written' }, onErase: 'delete' });

/** What is asked of Pinterest, piece by piece; the states stand in `cursors/chunk-states.ts`. */
export const ingestChunks = table('ingest_chunks', ['client_id', 'chunk_id'], {
  client_id: column.int4<ClientId>(plain),
  chunk_id: column.uuid(plain),
  account: column.text(campaignData),
  kind: column.text<'report' | 'sync' | 'structure' | 'organic' | 'breakdown'>(plain),
  level: column.text<'account' | 'campaign' | 'adGroup' | 'ad'>(plain),
  report_time: column.text<'' | 'TIME_OF_AD_ACTION' | 'TIME_OF_CONVERSION'>(plain).defaulted(),
  conversion_window: column.text(plain).defaulted(),
  from_day: column.day(plain),
  to_day: column.day(plain),
  night_on: column.day(plain),
  priority: column.int2(plain),
  state: column.text<'planned' | 'asked' | 'landed' | 'failed'>(plain),
  report_token: column.text(plain).nullable(),
  asked_at: column.instant(plain).nullable(),
  bookmark: column.text(plain).nullable(),
  landing_id: column.uuid(plain).nullable(),
  pages: column.int4(plain).defaulted(),
  breakdown: column.text(plain).defaulted(),
  rows: column.int8(plain).defaulted(),
  attempts: column.int2(plain).defaulted(),
  fault_code: column.text(plain).nullable(),
  changed_at: column.instant(plain),
});

/** Days landed at least once, merged; what is not in here is a gap. */
export const ingestCoverage = table(
  'ingest_coverage',
  ['client_id', 'account', 'level', 'report_time', 'conversion_window', 'breakdown', 'from_day'],
  {
    client_id: column.int4<ClientId>(plain),
    account: column.text(campaignData),
    level: column.text<'account' | 'campaign' | 'adGroup' | 'ad'>(plain),
    report_time: column.text<'TIME_OF_AD_ACTION' | 'TIME_OF_CONVERSION'>(plain),
    conversion_window: column.text(plain),
    breakdown: column.text(plain).defaulted(),
    from_day: column.day(plain),
    to_day: column.day(plain),
  },
);

/** Provenance: one row per answer that was kept. */
export const ingestLandings = table('ingest_landings', ['client_id', 'landing_id'], {
  client_id: column.int4<ClientId>(plain),
  landing_id: column.uuid(plain),
  chunk_id: column.uuid(plain),
  kind: column.text<'report' | 'sync' | 'structure' | 'organic' | 'breakdown'>(plain),
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
  whole_days: column.bool(plain).nullable(),
  over_pinterest: column.bool(plain).nullable(),
  derived_at: column.instant(plain).nullable(),
  breakdown: column.text(plain).defaulted(),
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

const brought = business({ purpose: 'collection', keep: { days: 7, after: 'written' }, onErase: 'delete' });

/** Exports of Ads Manager that people bring in; the states stand in `imports/import-states.ts`. */
export const ingestImports = table('ingest_imports', ['client_id', 'import_id'], {
  client_id: column.int4<ClientId>(plain),
  import_id: column.uuid(plain),
  account: column.text(campaignData),
  state: column.text<'uploading' | 'uploaded' | 'checked' | 'refused' | 'landing' | 'landed'>(plain),
  uploaded_at: column.instant(plain),
  expires_at: column.instant(plain),
  changed_at: column.instant(plain),
  landed_at: column.instant(plain).nullable(),
  uploaded_by: column
    .uuid<UserId>(
      personal({
        purpose: 'accountability',
        keep: { days: 30, after: 'contract-end' },
        category: 'person.id',
        subject: 'uploaded_by',
        onErase: 'blank',
      }),
    )
    .nullable(),
  bytes: column.int8(plain).defaulted(),
  sha256: column.text(plain).nullable(),
  rows: column.int4(plain).defaulted(),
  rows_done: column.int4(plain).defaulted(),
  file: column.json(campaignData),
  stated: column.json(campaignData),
  outcome: column.json(campaignData).nullable(),
  choice: column.json(plain).nullable(),
  fault_code: column.text(plain).nullable(),
});

/** Their content, stripped and compressed, until they have landed or expired. */
export const ingestImportPieces = table(
  'ingest_import_pieces',
  ['client_id', 'import_id', 'part', 'piece'],
  {
    client_id: column.int4<ClientId>(plain),
    import_id: column.uuid(plain),
    part: column.text(plain),
    piece: column.int4(plain),
    written_at: column.instant(plain),
    body: column.bytea(brought),
  },
  { keep: { days: 7, after: 'written' } },
);

/** Pinterest's word on whether a day's numbers are in; the same for every account. */
export const ingestReadyDays = table('ingest_ready_days', ['day'], {
  day: column.day(plain),
  delivery_ready_at: column.instant(plain).nullable(),
  conversions_ready_at: column.instant(plain).nullable(),
  asked_at: column.instant(plain),
});

// Content of Pinterest stays 24 hours at most (Pinterest's developer guidelines; policy.txt).
const content = transient({ purpose: 'publishing', category: 'pinterest.content' });
const liveFigures = transient({ purpose: 'organic-reporting' });
const live = { partitions: 'hour', unlogged: true, keep: { hours: 24, after: 'read' } } as const;
const liveKey = ['client_id', 'read_id', 'place', 'expires_at'] as const;

const shortLife = {
  expires_at: column.instant(plain),
  server_started_at: column.instant(plain).defaulted(),
  restore_marker: column.uuid(plain).defaulted(),
};

const liveItems = <Item extends Column>(item: Item) => ({
  client_id: column.int4<ClientId>(plain),
  read_id: column.uuid(plain),
  place: column.int4(plain),
  item,
  ...shortLife,
});

/** What was asked of Pinterest for a person, a plan or a rule; its answer shows once it is done. */
export const ingestLiveReads = table(
  'ingest_live_reads',
  ['client_id', 'what', 'scope', 'read_id', 'expires_at'],
  {
    client_id: column.int4<ClientId>(plain),
    read_id: column.uuid(plain),
    what: column.text<'boards' | 'sections' | 'pins' | 'organic' | 'organic-pin'>(plain),
    scope: column.text(plain),
    asked_at: column.instant(plain),
    done_at: column.instant(plain).nullable(),
    lease_until: column.instant(plain),
    items: column.int4(plain).defaulted(),
    ...shortLife,
  },
  live,
);

/** Boards as Pinterest listed them, without their owners. */
export const ingestLiveBoards = table('ingest_live_boards', liveKey, liveItems(column.json(content)), live);

/** Sections of boards. */
export const ingestLiveSections = table('ingest_live_sections', liveKey, liveItems(column.json(content)), live);

/** Pins: texts, links and addresses of pictures. */
export const ingestLivePins = table('ingest_live_pins', liveKey, liveItems(column.json(content)), live);

/** Organic numbers of clients that do not store them. */
export const ingestLiveFigures = table('ingest_live_figures', liveKey, liveItems(column.json(liveFigures)), live);

/** All tables of this room. @personal none */
export const ingestTables = [
  ingestChunks,
  ingestCoverage,
  ingestLandings,
  ingestLandingPieces,
  ingestImports,
  ingestImportPieces,
  ingestReadyDays,
  ingestLiveReads,
  ingestLiveBoards,
  ingestLiveSections,
  ingestLivePins,
  ingestLiveFigures,
] as const;
