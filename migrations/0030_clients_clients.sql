-- The ids of all clients, without anything about them: work that goes over all clients (timetables, the list of the
-- command line) starts here and then enters each client by itself.
create table client_ids (
  client_id int4 primary key,
  added_at timestamptz not null
);
select agency_table('client_ids', 'select,insert', 'select,insert');

create table clients (
  client_id int4 not null references client_ids (client_id),
  name text not null check (length(name) between 1 and 120),
  kind text not null check (kind in ('legal_person', 'natural_person')),
  locale text not null check (locale in ('nl', 'en')),
  zone text not null check (length(zone) between 1 and 64),
  organic_history bool not null,
  organic_ground text check (length(organic_ground) between 1 and 80),
  windows text[] not null check (cardinality(windows) between 1 and 4),
  report_times text[] not null check (cardinality(report_times) between 1 and 2),
  keep_months int2 not null check (keep_months between 1 and 120),
  terms_accepted_at timestamptz,
  terms_accepted_by uuid,
  added_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (client_id),
  -- Storing organic history is an exception to Pinterest's guidelines that needs a ground each time.
  check (not organic_history or organic_ground is not null)
);
select tenant_table('clients', 'select,insert,update', 'select,insert,update');
