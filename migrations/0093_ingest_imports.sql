-- Exports of Ads Manager that people bring in: history from before (src/ingest/imports/import-states.ts has the states). What a
-- person stated about a file and what was found in it stand beside each other; the row of one that became facts stays, as
-- their provenance.
create table ingest_imports (
  client_id   int4 not null,
  import_id   uuid not null,
  account     text not null,
  state       text not null check (state in ('uploading', 'uploaded', 'checked', 'refused', 'landing', 'landed')),
  uploaded_at timestamptz not null,
  expires_at  timestamptz not null,
  changed_at  timestamptz not null,
  landed_at   timestamptz,
  uploaded_by uuid,
  bytes       int8 not null default 0,
  sha256      text,
  rows        int4 not null default 0,
  rows_done   int4 not null default 0,
  file        jsonb not null,
  stated      jsonb not null,
  outcome     jsonb,
  choice      jsonb,
  fault_code  text,
  primary key (client_id, import_id)
);
select tenant_table('ingest_imports', 'select,insert,update,delete', 'select,insert,update,delete');

-- Its content, compressed, in pieces: the file stripped of what we do not keep, its good rows by month as landing lines, and a
-- verdict for each bad row. All of it goes when the import has landed, is discarded or expires.
create table ingest_import_pieces (
  client_id  int4 not null,
  import_id  uuid not null,
  part       text not null,
  piece      int4 not null,
  written_at timestamptz not null,
  body       bytea not null,
  primary key (client_id, import_id, part, piece)
);
alter table ingest_import_pieces alter column body set storage external;
select tenant_table('ingest_import_pieces', 'select,insert,update,delete', 'select,insert,update,delete');

-- A landing made from a file: whether the file speaks for whole days or for its own rows only, and whether it may go over what
-- Pinterest itself has told. Null for Pinterest's own answers.
alter table ingest_landings add column whole_days bool;
alter table ingest_landings add column over_pinterest bool;
