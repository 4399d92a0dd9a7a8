-- The ground every table stands on: what this database is, the calendar clock, and the sealed claim of a transaction.
-- Written for PostgreSQL 15 and newer. Functions are owned by the owner role, see everything it may see, and fix their
-- search_path so that nobody can put an object of their own in the way.

create table db_installation (
  one boolean primary key default true check (one),
  installation_id text not null,
  mode text not null check (mode in ('demo', 'real')),
  created_at timestamptz not null default clock_timestamp(),
  -- Changed by every restore: transient rows written before it stay invisible.
  restore_marker uuid not null default gen_random_uuid(),
  -- The server start and marker for which the transient tables were last emptied.
  emptied_for_start timestamptz,
  emptied_for_marker uuid,
  -- The number of the first transaction of ours after that start. A crash may give lost numbers away again, so a number
  -- from before it that is not smaller than this one belongs to somebody else now.
  first_transaction bigint
);
grant select on db_installation to {{app}}, {{job}}, {{sign_in}}, {{backup}};

-- Calendar time only moves forward: an offset for demos and tests, and the latest moment ever seen.
create table db_clock (
  one boolean primary key default true check (one),
  offset_ms bigint not null default 0 check (offset_ms >= 0),
  mark timestamptz not null default clock_timestamp()
);
insert into db_clock default values;

create function clock_now() returns timestamptz
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
as $$
  select greatest(clock_timestamp() + offset_ms * interval '1 millisecond', mark) from public.db_clock
$$;
grant execute on function clock_now() to {{app}}, {{job}}, {{sign_in}}, {{backup}};

-- Moves the mark along, and the offset up to what is asked; never back. Writes at most once in four seconds, so that any
-- number of processes may call it every second.
create function clock_tick(asked interval default null) returns timestamptz
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
declare
  at timestamptz := clock_timestamp();
  asked_ms bigint := greatest(0, coalesce(extract(epoch from (at + asked) - at) * 1000, 0)::bigint);
begin
  update public.db_clock
     set offset_ms = greatest(offset_ms, asked_ms),
         mark = greatest(mark, at + greatest(offset_ms, asked_ms) * interval '1 millisecond')
   where asked_ms > offset_ms or at + offset_ms * interval '1 millisecond' > mark + interval '4 seconds';
  return public.clock_now();
end
$$;
grant execute on function clock_tick(interval) to {{app}}, {{job}};

-- The key of claims as the two padded blocks of HMAC-SHA-256 (RFC 2104). `migrate` fills it from the key file. Nobody but
-- the owner may read it.
create table db_claim_key (
  one boolean primary key default true check (one),
  inner_pad bytea not null check (length(inner_pad) = 64),
  outer_pad bytea not null check (length(outer_pad) = 64)
);

-- The claim of the running transaction, actor|mode|clients|expiry in ms|hmac, when its seal is true; null when there is
-- none or it is forged. The seal covers the backend's pid too, so a claim read elsewhere opens nothing here. An expired one
-- raises: silence would look like a client without data.
create function db_claim() returns text[]
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
  claim text := current_setting('prikbord.claim', true);
  parts text[];
  key public.db_claim_key;
  sealed text;
  left_ms bigint;
begin
  if claim is null or claim = '' then
    return null;
  end if;
  parts := string_to_array(claim, '|');
  if cardinality(parts) <> 5 or parts[4] !~ '^[0-9]{1,15}$' then
    return null;
  end if;
  select * into key from public.db_claim_key;
  sealed := encode(sha256(key.outer_pad || sha256(key.inner_pad || convert_to(
    pg_backend_pid() || '|' || parts[1] || '|' || parts[2] || '|' || parts[3] || '|' || parts[4], 'UTF8'))), 'hex');
  if sealed <> parts[5] then
    return null;
  end if;
  left_ms := parts[4]::bigint - (extract(epoch from clock_timestamp()) * 1000)::bigint;
  if left_ms < 0 then
    raise exception 'the claim of this transaction has expired' using errcode = 'PB001';
  end if;
  if left_ms > 60000 then
    raise exception 'the claim of this transaction is valid for longer than a minute' using errcode = 'PB002';
  end if;
  return parts;
end
$$;

-- The clients the running transaction may read; null, so no rows, without a true claim.
create function tx_clients() returns integer[]
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
  parts text[] := public.db_claim();
begin
  if parts[2] in ('one', 'many') then
    return string_to_array(parts[3], ',')::integer[];
  end if;
  return null;
end
$$;

-- The one client the running transaction may write; null, so no rows, without a true claim of exactly one.
create function tx_client() returns integer
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
  parts text[] := public.db_claim();
begin
  if parts[2] = 'one' then
    return parts[3]::integer;
  end if;
  return null;
end
$$;

-- Who the running transaction acts for, as in `user:<uuid>`; null without a true claim.
create function tx_actor() returns text
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return (public.db_claim())[1];
end
$$;
grant execute on function tx_clients(), tx_client(), tx_actor() to {{app}}, {{job}}, {{sign_in}}, {{backup}};
