-- What was read from Pinterest for a person, a plan or a rule: 24 hours at most (0003, "Transient tables"). A reading is one
-- question; it shows once it is done, and everything of it expires at one moment.
create table ingest_live_reads (
  client_id         int4 not null,
  read_id           uuid not null,
  what              text not null check (what in ('boards', 'sections', 'pins', 'organic', 'organic-pin')),
  -- The ids and days the question is about.
  scope             text not null,
  asked_at          timestamptz not null,
  done_at           timestamptz,
  -- By elapsed time: a process that dies while it asks holds up nobody for longer.
  lease_until       timestamptz not null,
  items             int4 not null default 0,
  expires_at        timestamptz not null,
  server_started_at timestamptz not null default pg_postmaster_start_time(),
  restore_marker    uuid not null default restore_marker(),
  primary key (client_id, what, scope, read_id, expires_at)
) partition by range (expires_at);
select transient_table('ingest_live_reads', 'select,insert,update,delete', 'select,insert,update,delete');

create table ingest_live_boards (
  client_id         int4 not null,
  read_id           uuid not null,
  place             int4 not null,
  item              jsonb not null,
  expires_at        timestamptz not null,
  server_started_at timestamptz not null default pg_postmaster_start_time(),
  restore_marker    uuid not null default restore_marker(),
  primary key (client_id, read_id, place, expires_at)
) partition by range (expires_at);
select transient_table('ingest_live_boards', 'select,insert,delete', 'select,insert,delete');

create table ingest_live_sections (
  client_id         int4 not null,
  read_id           uuid not null,
  place             int4 not null,
  item              jsonb not null,
  expires_at        timestamptz not null,
  server_started_at timestamptz not null default pg_postmaster_start_time(),
  restore_marker    uuid not null default restore_marker(),
  primary key (client_id, read_id, place, expires_at)
) partition by range (expires_at);
select transient_table('ingest_live_sections', 'select,insert,delete', 'select,insert,delete');

create table ingest_live_pins (
  client_id         int4 not null,
  read_id           uuid not null,
  place             int4 not null,
  item              jsonb not null,
  expires_at        timestamptz not null,
  server_started_at timestamptz not null default pg_postmaster_start_time(),
  restore_marker    uuid not null default restore_marker(),
  primary key (client_id, read_id, place, expires_at)
) partition by range (expires_at);
select transient_table('ingest_live_pins', 'select,insert,delete', 'select,insert,delete');

create table ingest_live_figures (
  client_id         int4 not null,
  read_id           uuid not null,
  place             int4 not null,
  item              jsonb not null,
  expires_at        timestamptz not null,
  server_started_at timestamptz not null default pg_postmaster_start_time(),
  restore_marker    uuid not null default restore_marker(),
  primary key (client_id, read_id, place, expires_at)
) partition by range (expires_at);
select transient_table('ingest_live_figures', 'select,insert,delete', 'select,insert,delete');

-- The partitions for what is read now. The upkeep makes them ahead; this serves when it is behind, and the process that shows
-- pages, which may make no other partition.
create function ingest_live_room() returns void
language plpgsql security definer set search_path = public, pg_catalog, pg_temp set lock_timeout = '5s'
as $$
begin
  perform public.hour_partition(name::regclass, public.clock_now() + n * interval '1 hour')
    from unnest(array['ingest_live_reads', 'ingest_live_boards', 'ingest_live_sections', 'ingest_live_pins',
                      'ingest_live_figures']) name, generate_series(23, 24) n;
end
$$;
grant execute on function ingest_live_room() to {{app}}, {{job}};
