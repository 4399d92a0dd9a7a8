-- Where a number came from. The head stays as provenance, the body is kept 7 days so that facts can be derived again.
create table ingest_landings (
  client_id   int4 not null,
  landing_id  uuid not null,
  chunk_id    uuid not null,
  kind        text not null check (kind in ('report', 'sync', 'structure')),
  account     text not null,
  level       text not null,
  report_time text not null default '',
  conversion_window text not null default '',
  from_day    date not null,
  to_day      date not null,
  columns     text[] not null,
  landed_on   date not null,
  pulled_at   timestamptz not null,
  pieces      int4 not null,
  rows        int8 not null,
  derived_at  timestamptz,
  primary key (client_id, landing_id)
);
-- What still has to be derived, which is almost nothing almost always.
create index ingest_landings_underived on ingest_landings (client_id) where derived_at is null;
select tenant_table('ingest_landings', 'select', 'select,insert,update,delete');

create table ingest_landing_pieces (
  client_id  int4 not null,
  landed_on  date not null,
  landing_id uuid not null,
  piece      int4 not null,
  body       bytea not null,
  primary key (client_id, landed_on, landing_id, piece)
) partition by range (landed_on);
alter table ingest_landing_pieces alter column body set storage external;
select tenant_table('ingest_landing_pieces', 'select', 'select,insert,update,delete');

-- Pinterest's word on whether a day's numbers are in, the same for every account, so it holds no client data.
create table ingest_ready_days (
  day                  date primary key,
  delivery_ready_at    timestamptz,
  conversions_ready_at timestamptz,
  asked_at             timestamptz not null
);
select agency_table('ingest_ready_days', 'select', 'select,insert,update');
