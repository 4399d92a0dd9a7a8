-- The ledger of everything that changes something at Pinterest (src/act/ledger/states.ts has the moves).
create table act_effects (
  client_id   int4 not null,
  effect_id   uuid not null,
  lane        text not null check (length(lane) between 1 and 64),
  -- The order of asking: of two that are due at the same moment the earlier asked goes first.
  place       int8 generated always as identity,
  effect      text not null,
  params      jsonb not null,
  state       text not null check (state in ('asked', 'armed', 'unsure', 'done', 'refused', 'held', 'dropped')),
  due_at      timestamptz not null,
  until_at    timestamptz,
  fence       int8 not null default 0,
  sends       int2 not null default 0,
  tries       int2 not null default 0,
  looks       int2 not null default 0,
  -- Calendar time: it is compared with what Pinterest says of when a thing was made.
  armed_at    timestamptz,
  -- Elapsed time of the database's machine, as are all waits: what the calendar does must not shorten them.
  ended_at    timestamptz,
  outcome_id  text,
  found_by    text check (found_by in ('answer', 'witness', 'person')),
  fault_code  text,
  asked_at    timestamptz not null,
  changed_at  timestamptz not null,
  primary key (client_id, effect_id),
  check ((state = 'done') = (found_by is not null)),
  check (state not in ('armed', 'unsure') or armed_at is not null),
  check (state not in ('refused', 'held') or fault_code is not null)
);
create index act_effects_waiting on act_effects (client_id, lane, due_at, place) where state = 'asked';
-- At most one in flight per lane, and PostgreSQL sees to it.
create unique index act_effects_in_flight on act_effects (client_id, lane) where state in ('armed', 'unsure');
create index act_effects_with_a_person on act_effects (client_id, changed_at) where state in ('refused', 'held');
select tenant_table('act_effects', 'select,insert,update', 'select,insert,update');

-- A person's word that exactly this may be published, within these times.
create table act_approvals (
  client_id    int4 not null,
  effect_id    uuid not null,
  content_hash bytea not null check (length(content_hash) = 32),
  approved_by  uuid,
  approved_at  timestamptz not null,
  from_at      timestamptz not null,
  until_at     timestamptz not null check (until_at > from_at),
  withdrawn_at timestamptz,
  primary key (client_id, effect_id)
);
select tenant_table('act_approvals', 'select,insert,update', 'select');

-- What the hands of all workers choose from: which lanes have something due, and who holds them. Ids, states and times.
create table act_lanes (
  client_id    int4 not null,
  lane         text not null,
  -- Calendar time of the first thing to do; null when there is none.
  due_at       timestamptz,
  -- Elapsed time before which nothing is tried.
  wake_at      timestamptz,
  paused_code  text,
  fence        int8 not null default 0,
  leased_until timestamptz,
  primary key (client_id, lane)
);
create index act_lanes_due on act_lanes (due_at) where due_at is not null and paused_code is null;
select agency_table('act_lanes', 'select,insert,update', 'select,insert,update');
