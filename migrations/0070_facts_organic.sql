-- Organic numbers of clients whose contract stores them (src/facts/README.md), apart from the paid ledger: never added to it.
-- A number Pinterest did not give is null, which is not zero; a day without a row was never given at all.

-- An integer for each Pin, as facts_entities does for ads.
create table facts_organic_pins (
  first_known_at timestamptz not null,
  client_id      int4 not null,
  pin            int4 not null,
  pin_id         text not null check (length(pin_id) between 1 and 24),
  primary key (client_id, pin),
  unique (client_id, pin_id)
);
select tenant_table('facts_organic_pins', 'select', 'select,insert,update,delete');

-- When organic numbers were last pulled; an older pull derived late must not undo a newer one.
create table facts_organic_pulls (
  pulled_at  timestamptz not null,
  client_id  int4 not null,
  landing_id uuid not null,
  primary key (client_id)
);
select tenant_table('facts_organic_pulls', 'select', 'select,insert,update,delete');

create table facts_organic_days (
  known_from      timestamptz not null,
  impressions     int8,
  engagements     int8,
  pin_clicks      int8,
  outbound_clicks int8,
  saves           int8,
  client_id       int4 not null,
  day             date not null,
  data_status     text not null,
  primary key (client_id, day)
) partition by range (day);
select tenant_table('facts_organic_days', 'select', 'select,insert,update,delete');

create table facts_organic_days_past (
  known_from      timestamptz not null,
  known_to        timestamptz not null,
  impressions     int8,
  engagements     int8,
  pin_clicks      int8,
  outbound_clicks int8,
  saves           int8,
  client_id       int4 not null,
  day             date not null,
  data_status     text not null,
  primary key (client_id, day, known_from)
) partition by range (day);
select tenant_table('facts_organic_days_past', 'select', 'select,insert,update,delete');

create table facts_organic_pin_days (
  known_from      timestamptz not null,
  impressions     int8,
  pin_clicks      int8,
  outbound_clicks int8,
  saves           int8,
  profile_visits  int8,
  user_follows    int8,
  client_id       int4 not null,
  pin             int4 not null,
  day             date not null,
  data_status     text not null,
  primary key (client_id, day, pin)
) partition by range (day);
select tenant_table('facts_organic_pin_days', 'select', 'select,insert,update,delete');

create table facts_organic_pin_days_past (
  known_from      timestamptz not null,
  known_to        timestamptz not null,
  impressions     int8,
  pin_clicks      int8,
  outbound_clicks int8,
  saves           int8,
  profile_visits  int8,
  user_follows    int8,
  client_id       int4 not null,
  pin             int4 not null,
  day             date not null,
  data_status     text not null,
  primary key (client_id, day, pin, known_from)
) partition by range (day);
select tenant_table('facts_organic_pin_days_past', 'select', 'select,insert,update,delete');
