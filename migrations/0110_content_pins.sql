-- How a client's Pins are planned, approved and published; a client without a row has the usual terms (src/content/settings).
create table content_settings (
  client_id      int4 not null,
  client_review  bool not null,
  utm            jsonb not null,
  mark_place     text not null check (mark_place in ('query', 'fragment')),
  overdue        text not null check (overdue in ('late', 'next-slot', 'hold')),
  late_hours     int4 not null check (late_hours between 0 and 720),
  window_days    int4 not null check (window_days between 1 and 90),
  spacing_days   int4 not null check (spacing_days between 0 and 365),
  day_cap        int4 not null check (day_cap between 1 and 1000),
  reminder_hours int4 not null check (reminder_hours between 1 and 720),
  changed_at     timestamptz not null,
  primary key (client_id)
);
select tenant_table('content_settings', 'select,insert,update', 'select');

-- Pins as people plan them (src/content/pins/states.ts has the moves). The id is the publication's own: it travels in the
-- Pin's final link, and the ledger of changes knows the Pin by it.
create table content_pins (
  client_id    int4 not null,
  pin_id       uuid not null,
  state        text not null check (state in
    ('draft', 'in-review', 'at-client', 'changes-asked', 'rejected', 'approved', 'live', 'failed', 'removed')),
  version      int4 not null,
  board_id     text,
  section_id   text,
  -- What a file called the board, until somebody says which one that is.
  board_wish   text,
  title        text not null,
  description  text not null,
  alt_text     text not null,
  link         text,
  disclosure   text,
  media        jsonb,
  labels       text[] not null,
  utm_campaign text,
  -- The clock on the client's wall, '2026-11-25T09:00'; the moment follows from it and from the client's zone.
  planned_for  text,
  due_at       timestamptz,
  origin       text not null check (origin in ('composer', 'import', 'feed', 'interval', 'evergreen')),
  origin_key   text,
  series_id    uuid,
  made_by      uuid,
  made_at      timestamptz not null,
  changed_at   timestamptz not null,
  live_pin_id  text,
  live_at      timestamptz,
  fault_code   text,
  primary key (client_id, pin_id),
  check ((planned_for is null) = (due_at is null)),
  check (state not in ('live') or live_pin_id is not null)
);
create index content_pins_due on content_pins (client_id, due_at) where state <> 'removed';
create index content_pins_changed on content_pins (client_id, changed_at) where state <> 'removed';
create unique index content_pins_origin on content_pins (client_id, origin, origin_key) where origin_key is not null;
create index content_pins_series on content_pins (client_id, series_id) where series_id is not null;
select tenant_table('content_pins', 'select,insert,update', 'select,insert,update');

-- What a Pin was at each of its versions: so that whoever approves sees what changed.
create table content_pin_versions (
  client_id  int4 not null,
  pin_id     uuid not null,
  version    int4 not null,
  content    jsonb not null,
  changed_by uuid,
  changed_at timestamptz not null,
  primary key (client_id, pin_id, version)
);
select tenant_table('content_pin_versions', 'select,insert', 'select,insert');

create table content_comments (
  client_id   int4 not null,
  comment_id  uuid not null,
  pin_id      uuid not null,
  version     int4 not null,
  audience    text not null check (audience in ('internal', 'client')),
  body        text not null check (length(body) between 1 and 2000),
  written_by  uuid,
  written_link uuid,
  written_at  timestamptz not null,
  primary key (client_id, comment_id)
);
create index content_comments_pin on content_comments (client_id, pin_id, written_at);
select tenant_table('content_comments', 'select,insert', 'select');

-- What persons said of a Pin, and of which version.
create table content_decisions (
  client_id   int4 not null,
  decision_id uuid not null,
  pin_id      uuid not null,
  version     int4 not null,
  stage       text not null check (stage in ('agency', 'client')),
  say         text not null check (say in ('approve', 'ask-changes', 'reject')),
  content_hash bytea,
  said_by     uuid,
  said_link   uuid,
  said_at     timestamptz not null,
  primary key (client_id, decision_id)
);
create index content_decisions_pin on content_decisions (client_id, pin_id, said_at);
select tenant_table('content_decisions', 'select,insert', 'select');

-- A link for one named person to look at some Pins and say what they think, without an account. Only its hash is here.
create table content_review_links (
  client_id   int4 not null,
  link_id     uuid not null,
  token_hash  bytea not null,
  reader_name text not null,
  reader_email text,
  locale      text not null check (locale in ('nl', 'en')),
  pin_ids     uuid[] not null,
  made_by     uuid,
  made_at     timestamptz not null,
  expires_at  timestamptz not null,
  opened_at   timestamptz,
  revoked_at  timestamptz,
  mail_id     uuid,
  primary key (client_id, link_id)
);
create unique index content_review_links_token on content_review_links (client_id, token_hash);
select tenant_table('content_review_links', 'select,insert,update', 'select,update');
