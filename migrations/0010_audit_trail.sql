-- The audit trail. An entry is inserted in the transaction of what it records (audit_pending); one sequencer gives it its
-- number, links it to the one before by SHA-256 and signs the head. Ids and numbers only; no table of clients, since it is
-- read by staff and auditors over all clients, and `client_id` is a reference to whom an entry concerns.

create table audit_pending (
  entry_id    uuid primary key,
  recorded_at timestamptz not null default clock_now(),
  action      text not null check (action ~ '^[a-z]+\.[a-z]+(-[a-z]+)*$'),
  actor       text not null,
  client_id   int4,
  subject     text check (subject ~ '^[A-Za-z0-9][A-Za-z0-9_.:/+-]{0,119}$'),
  facts       jsonb not null default '{}' check (jsonb_typeof(facts) = 'object' and octet_length(facts::text) <= 4000)
);
select agency_table('audit_pending', 'insert', 'select,insert');

-- Time and name come from the clock and the sealed claim: nobody records for another moment or in another's name.
create function audit_stamp() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.actor is distinct from public.tx_actor() then
    raise exception 'an audit entry is recorded by who acts' using errcode = 'PB013';
  end if;
  new.recorded_at := public.clock_now();
  return new;
end
$$;
create trigger audit_pending_stamp before insert on audit_pending for each row execute function audit_stamp();

create table audit_entries (
  seq         int8 primary key check (seq > 0),
  entry_id    uuid not null unique,
  recorded_at timestamptz not null,
  action      text not null,
  actor       text not null,
  client_id   int4,
  subject     text,
  facts       jsonb not null,
  hash        bytea not null check (octet_length(hash) = 32)
);
create index audit_entries_client on audit_entries (client_id, seq) where client_id is not null;
select agency_table('audit_entries', '', 'select');

-- One signature for each batch of entries: it says that the chain ran to `seq` with this hash, and which seal came before.
create table audit_seals (
  seq       int8 primary key,
  prev_seq  int8 not null,
  hash      bytea not null check (octet_length(hash) = 32),
  signature bytea not null check (octet_length(signature) = 64),
  sealed_at timestamptz not null default clock_now()
);
select agency_table('audit_seals', '', 'select');

create function audit_refuse_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception 'the audit trail is append-only' using errcode = 'PB010';
end
$$;
create trigger audit_entries_append_only before update or delete or truncate on audit_entries
  for each statement execute function audit_refuse_change();
create trigger audit_seals_append_only before update or delete or truncate on audit_seals
  for each statement execute function audit_refuse_change();

-- The sequencer's one write: moves pending entries to the end of the trail with the hashes it computed, and seals them.
create function audit_link(prev int8, ids uuid[], hashes bytea[], seal bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  linked int8;
begin
  if prev <> (select coalesce(max(seq), 0) from public.audit_entries) then
    raise exception 'the audit trail does not end at %', prev using errcode = 'PB011';
  end if;
  insert into public.audit_entries (seq, entry_id, recorded_at, action, actor, client_id, subject, facts, hash)
  select prev + given.ordinal, p.entry_id, p.recorded_at, p.action, p.actor, p.client_id, p.subject, p.facts, given.hash
    from unnest(ids, hashes) with ordinality as given(entry_id, hash, ordinal)
    join public.audit_pending p on p.entry_id = given.entry_id
   order by given.ordinal;
  get diagnostics linked = row_count;
  if linked <> cardinality(ids) or linked <> cardinality(hashes) or linked = 0 then
    raise exception 'some entries to link are not pending' using errcode = 'PB012';
  end if;
  insert into public.audit_seals (seq, prev_seq, hash, signature)
  values (prev + linked, prev, hashes[linked], seal);
  delete from public.audit_pending where entry_id = any (ids);
end
$$;
grant execute on function audit_link(int8, uuid[], bytea[], bytea) to {{job}};
