-- Figures of accounts and campaigns divided by who was reached and where (src/facts/README.md, "breakdown"). Narrower than the
-- ledger: only what a page of parts shows. What a later landing replaced goes to the _past table in the same statement, as in
-- the ledger (docs/decisions/0019).

-- An integer per client for each value of a targeting type.
create table facts_breakdown_values (
  first_known_at timestamptz not null,
  client_id      int4 not null,
  value          int4 not null,
  kind           int2 not null,
  name           text not null check (length(name) between 1 and 500),
  primary key (client_id, value),
  unique (client_id, kind, name)
);
select tenant_table('facts_breakdown_values', 'select', 'select,insert,update,delete');

-- Which days of an account are in, per level, targeting type, report time and window, and by which pull: a day without a row
-- is not collected, and an older pull derived late must not undo a newer one.
create table facts_breakdown_states (
  landed_from timestamptz not null,
  pulled_at   timestamptz not null,
  client_id   int4 not null,
  account     int4 not null,
  day         date not null,
  level       int2 not null,
  kind        int2 not null,
  report_time int2 not null,
  window_code int2 not null,
  landing_id  uuid not null,
  primary key (client_id, account, level, kind, report_time, window_code, day)
);
select tenant_table('facts_breakdown_states', 'select', 'select,insert,update,delete');

-- The thing before the day: a page reads one thing over many days, and the months are apart already.
create table facts_breakdown_days (
  known_from             timestamptz not null,
  spend_micros           int8 not null default 0,
  client_id              int4 not null,
  account                int4 not null,
  day                    date not null,
  entity                 int4 not null,
  value                  int4 not null,
  paid_impressions       int4 not null default 0,
  earned_impressions     int4 not null default 0,
  paid_clicks            int4 not null default 0,
  earned_clicks          int4 not null default 0,
  paid_outbound_clicks   int4 not null default 0,
  earned_outbound_clicks int4 not null default 0,
  paid_saves             int4 not null default 0,
  earned_saves           int4 not null default 0,
  paid_engagements       int4 not null default 0,
  earned_engagements     int4 not null default 0,
  level                  int2 not null,
  kind                   int2 not null,
  primary key (client_id, account, level, kind, entity, day, value)
) partition by range (day);
select tenant_table('facts_breakdown_days', 'select', 'select,insert,update,delete');

create table facts_breakdown_days_past (
  known_from             timestamptz not null,
  known_to               timestamptz not null,
  spend_micros           int8 not null default 0,
  client_id              int4 not null,
  account                int4 not null,
  day                    date not null,
  entity                 int4 not null,
  value                  int4 not null,
  paid_impressions       int4 not null default 0,
  earned_impressions     int4 not null default 0,
  paid_clicks            int4 not null default 0,
  earned_clicks          int4 not null default 0,
  paid_outbound_clicks   int4 not null default 0,
  earned_outbound_clicks int4 not null default 0,
  paid_saves             int4 not null default 0,
  earned_saves           int4 not null default 0,
  paid_engagements       int4 not null default 0,
  earned_engagements     int4 not null default 0,
  level                  int2 not null,
  kind                   int2 not null,
  primary key (client_id, account, level, kind, entity, day, value, known_from)
) partition by range (day);
select tenant_table('facts_breakdown_days_past', 'select', 'select,insert,update,delete');

create table facts_breakdown_conversions (
  known_from                  timestamptz not null,
  checkout_value_micros       int8 not null default 0,
  click_checkout_value_micros int8 not null default 0,
  view_checkout_value_micros  int8 not null default 0,
  client_id                   int4 not null,
  account                     int4 not null,
  day                         date not null,
  entity                      int4 not null,
  value                       int4 not null,
  conversions                 int4 not null default 0,
  checkouts                   int4 not null default 0,
  click_checkouts             int4 not null default 0,
  view_checkouts              int4 not null default 0,
  add_to_carts                int4 not null default 0,
  leads                       int4 not null default 0,
  sign_ups                    int4 not null default 0,
  page_visits                 int4 not null default 0,
  level                       int2 not null,
  kind                        int2 not null,
  report_time                 int2 not null,
  window_code                 int2 not null,
  primary key (client_id, account, level, report_time, window_code, kind, entity, day, value)
) partition by range (day);
select tenant_table('facts_breakdown_conversions', 'select', 'select,insert,update,delete');

create table facts_breakdown_conversions_past (
  known_from                  timestamptz not null,
  known_to                    timestamptz not null,
  checkout_value_micros       int8 not null default 0,
  click_checkout_value_micros int8 not null default 0,
  view_checkout_value_micros  int8 not null default 0,
  client_id                   int4 not null,
  account                     int4 not null,
  day                         date not null,
  entity                      int4 not null,
  value                       int4 not null,
  conversions                 int4 not null default 0,
  checkouts                   int4 not null default 0,
  click_checkouts             int4 not null default 0,
  view_checkouts              int4 not null default 0,
  add_to_carts                int4 not null default 0,
  leads                       int4 not null default 0,
  sign_ups                    int4 not null default 0,
  page_visits                 int4 not null default 0,
  level                       int2 not null,
  kind                        int2 not null,
  report_time                 int2 not null,
  window_code                 int2 not null,
  primary key (client_id, account, level, report_time, window_code, kind, entity, day, value, known_from)
) partition by range (day);
select tenant_table('facts_breakdown_conversions_past', 'select', 'select,insert,update,delete');
