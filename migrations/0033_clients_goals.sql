-- What was agreed with a client about an ad account: a budget for some days, or a result to reach or to stay under.
-- Which metrics there are is known above this room, so their names are only held against a pattern here.
create table client_goals (
  client_id         int4 not null references client_ids (client_id),
  goal_id           uuid not null,
  account           text not null check (account ~ '^[0-9]{1,20}$'),
  metric            text not null check (metric ~ '^[a-z0-9-]{1,60}$'),
  kind              text not null check (kind in ('budget', 'at-least', 'at-most')),
  from_day          date not null,
  to_day            date not null,
  -- In millionths of the metric's unit: micros of the account's currency for money, 2500000 for a ratio of 2.5.
  target_millionths int8 not null check (target_millionths > 0),
  added_at          timestamptz not null,
  changed_at        timestamptz not null,
  primary key (client_id, goal_id),
  check (to_day >= from_day and to_day - from_day < 1100)
);
select tenant_table('client_goals', 'select,insert,update,delete', 'select,insert,update,delete');
