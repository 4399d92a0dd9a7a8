-- What guards a table, said once: a migration makes a table and calls one of these; rights and policies follow.

create table db_tables (
  name text primary key,
  scope text not null check (scope in ('client', 'agency')),
  -- True for rows that live 24 hours at most: hourly unlogged partitions under the transient policy.
  transient boolean not null default false
);
grant select on db_tables to {{app}}, {{job}}, {{backup}};

-- The name a table goes by in db_tables and in a room's tables.ts: bare in public, with its schema elsewhere.
create function db_name(target regclass) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select case when n.nspname = 'public' then c.relname::text else n.nspname || '.' || c.relname end
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = target
$$;

-- Row security of one table or partition. Every expression with `select` runs once a statement and lets the index work.
create function db_guard(target regclass, is_transient boolean) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  live text := case when is_transient then
    ' and expires_at > (select public.clock_now())'
    ' and server_started_at = (select pg_postmaster_start_time())'
    ' and restore_marker = (select public.restore_marker())'
    else '' end;
  bound text := case when is_transient then
    ' and expires_at <= (select public.clock_now()) + interval ''24 hours''' else '' end;
  reads text := 'client_id = any ((select public.tx_clients())::integer[])' || live;
  writes text := 'client_id = (select public.tx_client())' || live;
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy client_select on %s for select to {{app}}, {{job}} using (%s)', target, reads);
  execute format('create policy client_insert on %s for insert to {{app}}, {{job}} with check (%s)', target, writes || bound);
  execute format('create policy client_update on %s for update to {{app}}, {{job}} using (%s) with check (%s)',
    target, writes, writes || bound);
  execute format('create policy client_delete on %s for delete to {{app}}, {{job}} using (%s)', target, writes);
  if not is_transient then
    execute format('create policy backup_select on %s for select to {{backup}} using (true)', target);
  end if;
end
$$;

-- Keys that do not begin with the client would tell one client what another has (by their conflicts).
create function db_check_keys(target regclass) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  wrong text;
begin
  select string_agg(i.indexrelid::regclass::text, ', ') into wrong
    from pg_index i
    left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
   where i.indrelid = target and i.indisunique and a.attname is distinct from 'client_id';
  if wrong is not null then
    raise exception 'unique keys of % must begin with client_id: %', target, wrong;
  end if;
  select string_agg(c.conname, ', ') into wrong
    from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
   where c.conrelid = target and c.contype = 'f' and a.attname <> 'client_id';
  if wrong is not null then
    raise exception 'foreign keys of % must begin with client_id: %', target, wrong;
  end if;
  if not exists (select from pg_attribute
                  where attrelid = target and attname = 'client_id' and atttypid = 'integer'::regtype and attnotnull) then
    raise exception '% needs client_id integer not null', target;
  end if;
end
$$;

create function db_grant(target regclass, receiver text, rights text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if rights is null or btrim(rights) = '' then
    return;
  end if;
  if exists (select from regexp_split_to_table(lower(rights), '\s*,\s*') as one(word)
              where btrim(word) not in ('select', 'insert', 'update', 'delete')) then
    raise exception 'rights on % are some of select, insert, update, delete; not: %', target, rights;
  end if;
  execute format('grant %s on %s to %s', rights, target, receiver);
end
$$;

-- A table with data of clients.
create function tenant_table(target regclass, app_rights text, job_rights text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform public.db_check_keys(target);
  perform public.db_guard(target, false);
  perform public.db_grant(target, '{{app}}', app_rights);
  perform public.db_grant(target, '{{job}}', job_rights);
  perform public.db_grant(target, '{{backup}}', 'select');
  insert into public.db_tables (name, scope) values (public.db_name(target), 'client');
end
$$;

-- A table without client data, or a dispatch table of ids, states and times (foundation/db/dispatch.ts): grants only.
create function agency_table(target regclass, app_rights text, job_rights text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform public.db_grant(target, '{{app}}', app_rights);
  perform public.db_grant(target, '{{job}}', job_rights);
  perform public.db_grant(target, '{{backup}}', 'select');
  insert into public.db_tables (name, scope) values (public.db_name(target), 'agency');
end
$$;
