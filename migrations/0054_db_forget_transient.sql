-- Takes the one lock under which a client's transient rows are kept or forgotten, until the end of the transaction: an
-- answer that comes in while the client is being forgotten is either gone with the rest or not written at all.
create function transient_lock() returns void
language plpgsql volatile set search_path = public, pg_catalog, pg_temp
as $$
begin
  if public.tx_client() is null then
    raise exception 'transient rows belong to one client: this transaction has none';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('prikbord:transient:' || public.tx_client(), 0));
end
$$;

-- Forgets everything transient of the running transaction's client, in every table that is registered as transient, so that a
-- room can do it in a transaction of its own without knowing who keeps such rows. It runs with the caller's rights: which rows
-- go is decided by the policy for deleting, which knows this client's rows that can still be read. Rows past their time can
-- be read by nobody and go with their partition.
create function forget_transient() returns void
language plpgsql volatile set search_path = public, pg_catalog, pg_temp
as $$
declare
  each regclass;
begin
  perform public.transient_lock();
  for each in select to_regclass(name) from public.db_tables where transient and scope = 'client' order by name loop
    execute format('delete from %s', each);
  end loop;
end
$$;
grant execute on function transient_lock(), forget_transient() to {{app}}, {{job}};
