-- What is asked of Pinterest, piece by piece, and how far each piece has come (src/ingest/cursors/chunk-states.ts).
create table ingest_chunks (
  client_id    int4 not null,
  chunk_id     uuid not null,
  account      text not null,
  kind         text not null check (kind in ('report', 'sync', 'structure')),
  level        text not null check (level in ('account', 'campaign', 'adGroup', 'ad')),
  report_time  text not null default '' check (report_time in ('', 'TIME_OF_AD_ACTION', 'TIME_OF_CONVERSION')),
  conversion_window text not null default '',
  from_day     date not null,
  to_day       date not null,
  night_on     date not null,
  priority     int2 not null,
  state        text not null check (state in ('planned', 'asked', 'landed', 'failed')),
  report_token text,
  asked_at     timestamptz,
  bookmark     text,
  landing_id   uuid,
  pages        int4 not null default 0,
  rows         int8 not null default 0,
  attempts     int2 not null default 0,
  fault_code   text,
  changed_at   timestamptz not null,
  primary key (client_id, chunk_id),
  unique (client_id, account, kind, level, report_time, conversion_window, from_day, to_day, night_on)
);
create index ingest_chunks_open on ingest_chunks (client_id, night_on, state);
select tenant_table('ingest_chunks', 'select', 'select,insert,update,delete');

-- The days that have been landed at least once, as merged ranges: what is not in here is a gap.
create table ingest_coverage (
  client_id   int4 not null,
  account     text not null,
  level       text not null,
  report_time text not null,
  conversion_window text not null,
  from_day    date not null,
  to_day      date not null,
  primary key (client_id, account, level, report_time, conversion_window, from_day)
);
select tenant_table('ingest_coverage', 'select', 'select,insert,update,delete');
