-- Partitions are made and dropped by owner-owned functions: the job role has no right on any table's structure. Nobody has
-- a right on a partition itself, and each carries the row security of its parent, since a parent's does not reach a query
-- that names the partition.

create function db_make_partition(parent regclass, suffix text, from_at timestamptz, to_at timestamptz) returns void
language plpgsql set search_path = pg_catalog, pg_temp set timezone = 'UTC' set datestyle = 'ISO'
as $$
declare
  registered public.db_tables;
  parent_name text;
  schema_name text;
  child text;
  key_type regtype;
  is_hourly boolean := length(suffix) = 10;
begin
  select * into registered from public.db_tables where name = public.db_name(parent);
  if registered.name is null then
    raise exception '% is not a registered table', parent;
  end if;
  select c.relname, n.nspname, a.atttypid::regtype into parent_name, schema_name, key_type
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_partitioned_table p on p.partrelid = c.oid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = p.partattrs[0]
   where c.oid = parent and p.partstrat = 'r' and p.partnatts = 1;
  if parent_name is null then
    raise exception '% is not partitioned by one range column', parent;
  end if;
  child := format('%I.%I', schema_name, parent_name || '_p' || suffix);
  if to_regclass(child) is not null then
    return;
  end if;
  -- One maker at a time for a parent: a second one waits, sees the partition and returns.
  perform pg_advisory_xact_lock(hashtextextended('prikbord:partition:' || parent_name, 0));
  -- Asked of the table itself: the cache behind to_regclass may still hold the answer from before the wait.
  if exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where n.nspname = schema_name and c.relname = parent_name || '_p' || suffix) then
    return;
  end if;
  -- `like` and `attach` take lighter locks on the parent than `partition of`: readers go on.
  execute format('create %s table %s (like %s including all excluding indexes excluding identity)',
    case when is_hourly then 'unlogged' else '' end, child, parent);
  if registered.scope = 'client' then
    perform public.db_guard(child::regclass, registered.transient);
  end if;
  execute format('alter table %s attach partition %s for values from (%L) to (%L)', parent, child,
    case when key_type = 'date'::regtype then to_char(from_at, 'YYYY-MM-DD') else from_at::text end,
    case when key_type = 'date'::regtype then to_char(to_at, 'YYYY-MM-DD') else to_at::text end);
end
$$;

create function month_partition(parent regclass, day date) returns void
language plpgsql security definer set search_path = public, pg_catalog, pg_temp set timezone = 'UTC' set lock_timeout = '5s'
as $$
begin
  perform public.db_make_partition(parent, to_char(day, 'YYYYMM'),
    date_trunc('month', day)::timestamptz, (date_trunc('month', day) + interval '1 month')::timestamptz);
end
$$;

create function day_partition(parent regclass, day date) returns void
language plpgsql security definer set search_path = public, pg_catalog, pg_temp set timezone = 'UTC' set lock_timeout = '5s'
as $$
begin
  perform public.db_make_partition(parent, to_char(day, 'YYYYMMDD'), day::timestamptz, (day + 1)::timestamptz);
end
$$;

-- Hourly partitions are for transient rows and therefore unlogged: their content never enters the write-ahead log.
create function hour_partition(parent regclass, at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_catalog, pg_temp set timezone = 'UTC' set lock_timeout = '5s'
as $$
begin
  perform public.db_make_partition(parent, to_char(at, 'YYYYMMDDHH24'),
    date_trunc('hour', at), date_trunc('hour', at) + interval '1 hour');
end
$$;

-- Drops the partitions that end at or before a moment, oldest first, and returns how many. Day and month partitions count
-- in UTC days.
create function drop_partitions(parent regclass, before timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_catalog, pg_temp
  set timezone = 'UTC' set datestyle = 'ISO' set lock_timeout = '5s'
as $$
declare
  child record;
  dropped integer := 0;
begin
  if not exists (select from public.db_tables where name = public.db_name(parent)) then
    raise exception '% is not a registered table', parent;
  end if;
  for child in
    select c.oid::regclass as name,
           (regexp_match(pg_get_expr(c.relpartbound, c.oid), 'TO \(''([^'']+)''\)'))[1]::timestamptz as ends_at
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = parent
     order by 2
  loop
    exit when child.ends_at > before;
    execute format('drop table %s', child.name);
    dropped := dropped + 1;
  end loop;
  return dropped;
end
$$;
grant execute on function month_partition(regclass, date), day_partition(regclass, date),
  hour_partition(regclass, timestamptz), drop_partitions(regclass, timestamptz) to {{job}};

-- Transient tables: content read from Pinterest. The table is partitioned by range (expires_at) and has the columns
--   client_id integer not null, expires_at timestamptz not null,
--   server_started_at timestamptz not null default pg_postmaster_start_time(),
--   restore_marker uuid not null default restore_marker()
-- Its rows show only before expiry, on the server start and restore they were written under.
create function restore_marker() returns uuid
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
  select restore_marker from public.db_installation
$$;
grant execute on function restore_marker() to {{app}}, {{job}};

create function transient_table(target regclass, app_rights text, job_rights text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if (select count(*) from pg_attribute where attrelid = target and attnotnull
        and (attname, atttypid::regtype::text) in (('expires_at', 'timestamp with time zone'),
          ('server_started_at', 'timestamp with time zone'), ('restore_marker', 'uuid'))) <> 3 then
    raise exception '% needs expires_at, server_started_at and restore_marker, not null', target;
  end if;
  if not exists (select from pg_partitioned_table p
                   join pg_attribute a on a.attrelid = p.partrelid and a.attnum = p.partattrs[0]
                  where p.partrelid = target and p.partstrat = 'r' and p.partnatts = 1 and a.attname = 'expires_at') then
    raise exception '% must be partitioned by range (expires_at)', target;
  end if;
  perform public.db_check_keys(target);
  perform public.db_guard(target, true);
  perform public.db_grant(target, '{{app}}', app_rights);
  perform public.db_grant(target, '{{job}}', job_rights);
  insert into public.db_tables (name, scope, transient) values (public.db_name(target), 'client', true);
end
$$;

-- Empties the transient tables once after a restart or restore of the server. Called at start and on every reconnect;
-- costs one row read when nothing changed. Returns true when it emptied.
create function empty_transient() returns boolean
language plpgsql security definer set search_path = public, pg_catalog, pg_temp set lock_timeout = '10s'
as $$
declare
  child regclass;
begin
  if exists (select from public.db_installation
              where emptied_for_start = pg_postmaster_start_time() and emptied_for_marker = restore_marker) then
    return false;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('prikbord:empty-transient', 0));
  if exists (select from public.db_installation
              where emptied_for_start = pg_postmaster_start_time() and emptied_for_marker = restore_marker) then
    return false;
  end if;
  for child in
    select i.inhrelid::regclass from public.db_tables t
      join pg_inherits i on i.inhparent = to_regclass(t.name)
     where t.transient
  loop
    execute format('truncate table %s', child);
  end loop;
  update public.db_installation
     set emptied_for_start = pg_postmaster_start_time(), emptied_for_marker = restore_marker,
         first_transaction = pg_current_xact_id()::text::bigint;
  return true;
end
$$;
grant execute on function empty_transient() to {{app}}, {{job}}, {{sign_in}}, {{backup}};
