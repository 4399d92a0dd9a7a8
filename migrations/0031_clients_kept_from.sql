-- The first day a client's figures are kept: the present UTC month and the months of the term before it, all of them whole.
-- Other rooms hold their days against it (src/clients/README.md names it as a door); it reads with the rights of who asks.
-- Of a client that is not there no term is known, so nothing is cut.
create function client_kept_from(client int4) returns date
language sql stable parallel safe set search_path = public, pg_catalog, pg_temp
as $$
  select coalesce(
    (select (date_trunc('month', clock_now() at time zone 'UTC') - make_interval(months => c.keep_months))::date
       from clients c where c.client_id = client), '0001-01-01')
$$;
revoke execute on function client_kept_from(int4) from public;
grant execute on function client_kept_from(int4) to {{app}}, {{job}};
