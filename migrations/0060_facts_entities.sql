-- One row per client: the last moment its ledger was changed and the last entity number given out. `known_from` of every
-- change is later than this, so that "as of" a moment up to here always gives the same rows.
create table facts_ledgers (
  last_known_from timestamptz not null,
  client_id       int4 not null,
  last_entity     int4 not null,
  primary key (client_id)
);
select tenant_table('facts_ledgers', 'select', 'select,insert,update,delete');

-- An integer per client for each Pinterest id: the ledger has millions of rows, and an id of 18 digits as text is 4 to 5
-- times as wide. `account` is the entity of the ad account it lies in; an account's is its own.
create table facts_entities (
  first_known_at timestamptz not null,
  client_id      int4 not null,
  entity         int4 not null,
  account        int4 not null,
  parent         int4,
  level          int2 not null check (level between 0 and 3),
  pinterest_id   text not null check (length(pinterest_id) between 1 and 24),
  primary key (client_id, entity),
  unique (client_id, level, pinterest_id)
);
select tenant_table('facts_entities', 'select', 'select,insert,update,delete');

-- What an entity was called and how it was set, from when until when; `known_to` is null in the present one.
create table facts_entity_versions (
  known_from     timestamptz not null,
  known_to       timestamptz,
  changed_at     timestamptz,
  created_at     timestamptz,
  starts_at      timestamptz,
  ends_at        timestamptz,
  budget_micros  int8,
  bid_micros     int8,
  client_id      int4 not null,
  entity         int4 not null,
  listed         bool not null,
  name           text,
  status         text,
  summary_status text,
  objective      text,
  budget_kind    text check (budget_kind in ('daily', 'lifetime', 'campaign')),
  pin_id         text,
  details        jsonb not null,
  primary key (client_id, entity, known_from)
);
create unique index facts_entity_versions_present on facts_entity_versions (client_id, entity) where known_to is null;
select tenant_table('facts_entity_versions', 'select', 'select,insert,update,delete');

-- When the campaigns, ad groups and ads of an account were last read; an older walk derived late must not undo a newer one.
create table facts_structures (
  pulled_at  timestamptz not null,
  client_id  int4 not null,
  account    int4 not null,
  level      int2 not null,
  landing_id uuid not null,
  primary key (client_id, account, level)
);
select tenant_table('facts_structures', 'select', 'select,insert,update,delete');
