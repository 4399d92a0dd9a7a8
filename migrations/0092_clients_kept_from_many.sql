-- The first days kept of many clients at once. `client_kept_from` asked for each of a hundred verifies the claim a hundred times,
-- which takes longer than the question that needs the answer.
create function clients_kept_from(wanted int4[]) returns table (client_id int4, kept_from date)
language sql stable parallel safe set search_path = public, pg_catalog, pg_temp
as $$
  select id, coalesce(
    (date_trunc('month', clock_now() at time zone 'UTC') - make_interval(months => c.keep_months))::date, '0001-01-01')
    from unnest(wanted) id left join clients c on c.client_id = id
$$;
revoke execute on function clients_kept_from(int4[]) from public;
grant execute on function clients_kept_from(int4[]) to {{app}}, {{job}};
