-- What has been spent of Pinterest's limits, one row per limit: a ring of slots that together span a little more than the
-- window. Shared by all processes. The key is an HMAC of the Pinterest user (or of the app), so nothing here is a client's.
create table connect_budget (
  budget_key text not null,
  category text not null,
  slot int8 not null,
  spent int4[] not null,
  paused_until timestamptz,
  primary key (budget_key, category)
) with (fillfactor = 50);
select agency_table('connect_budget', 'select,insert,update', 'select,insert,update,delete');

-- Takes up to `want` permits from all of the given limits at once, or none and says how long until some are free.
-- The caller gives the limits in one fixed order (by key and category): that order is the order of locking.
-- Elapsed time only: clock_timestamp(), read after the locks are held, so that a wait for a lock cannot move a call
-- into a slot that has passed.
create function connect_take(
  the_keys text[], the_categories text[], the_limits int4[], slot_lengths int4[], slot_counts int4[], want int4
) returns table (granted int4, wait_ms int8)
language plpgsql set search_path = pg_catalog, public as $$
declare
  now_ms int8;
  row_spent int4[];
  row_slot int8;
  row_paused timestamptz;
  current_slot int8;
  free int4;
  wait int8;
  passed int8;
  i int4;
  s int8;
begin
  granted := want;
  wait_ms := 0;
  for i in 1 .. cardinality(the_keys) loop
    insert into connect_budget as b (budget_key, category, slot, spent)
      values (the_keys[i], the_categories[i], 0, array_fill(0, array[slot_counts[i]]))
      on conflict (budget_key, category) do nothing;
    perform 1 from connect_budget b
      where b.budget_key = the_keys[i] and b.category = the_categories[i] for update;
  end loop;
  now_ms := floor(extract(epoch from clock_timestamp()) * 1000);
  for i in 1 .. cardinality(the_keys) loop
    select b.slot, b.spent, b.paused_until into row_slot, row_spent, row_paused from connect_budget b
      where b.budget_key = the_keys[i] and b.category = the_categories[i];
    -- A machine clock set back must not open the ring again, so the slot never goes back either.
    current_slot := greatest(now_ms / slot_lengths[i], row_slot);
    passed := current_slot - row_slot;
    if passed >= slot_counts[i] or cardinality(row_spent) <> slot_counts[i] then
      row_spent := array_fill(0, array[slot_counts[i]]);
    else
      -- A loop variable is an int4, and slot numbers are larger: count the distance.
      for back in 0 .. passed - 1 loop
        row_spent[(current_slot - back) % slot_counts[i] + 1] := 0;
      end loop;
    end if;
    free := the_limits[i];
    wait := 0;
    -- Oldest first: the first slot with calls in it is the first to fall out of the ring.
    for back in reverse slot_counts[i] - 1 .. 0 loop
      s := current_slot - back;
      if row_spent[s % slot_counts[i] + 1] > 0 then
        free := free - row_spent[s % slot_counts[i] + 1];
        if wait = 0 then wait := (s + slot_counts[i]) * slot_lengths[i] - now_ms; end if;
      end if;
    end loop;
    if row_paused is not null and row_paused > clock_timestamp() then
      free := 0;
      wait := greatest(wait, ceil(extract(epoch from row_paused - clock_timestamp()) * 1000));
    end if;
    if free < 1 then
      granted := 0;
      wait_ms := greatest(wait_ms, wait, 1);
    else
      granted := least(granted, free);
    end if;
    update connect_budget b set slot = current_slot, spent = row_spent
      where b.budget_key = the_keys[i] and b.category = the_categories[i] and passed > 0;
  end loop;
  if granted > 0 then
    for i in 1 .. cardinality(the_keys) loop
      update connect_budget b
        set spent[b.slot % slot_counts[i] + 1] = b.spent[b.slot % slot_counts[i] + 1] + granted
        where b.budget_key = the_keys[i] and b.category = the_categories[i];
    end loop;
  end if;
  return next;
end
$$;
revoke all on function connect_take(text[], text[], int4[], int4[], int4[], int4) from public;
grant execute on function connect_take(text[], text[], int4[], int4[], int4[], int4) to {{app}}, {{job}};

-- The journal of our own calls: what was asked, how it ended, how long it took. No bodies, no ids of clients.
create table connect_requests (
  entry_id uuid primary key,
  requested_at timestamptz not null,
  budget_key text not null,
  operation text not null,
  status int4 not null,
  code int4,
  duration_ms int4 not null,
  attempt int2 not null,
  request_id text
);
create index connect_requests_at on connect_requests (requested_at);
create index connect_requests_key on connect_requests (budget_key, requested_at);
select agency_table('connect_requests', 'select,insert', 'select,insert,delete');
