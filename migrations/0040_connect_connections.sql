-- Pinterest users and ad accounts that are taken, agency-wide. Both columns are HMACs: a row tells that something is
-- bound and whether it is bound by the one who asks, and to nobody else anything at all.
create table connect_bindings (
  binding_key text primary key,
  owner_key text not null,
  bound_at timestamptz not null
);
select agency_table('connect_bindings', 'select,insert,delete', 'select,insert,delete');

-- The states of OAuth round trips. The callback knows only the state, so this stands outside the clients' row security;
-- it holds hashes, an id, and times.
create table connect_states (
  state_hash text primary key,
  client_id int4 not null,
  asker_kind text not null check (asker_kind in ('session', 'run')),
  asker_hash text not null,
  actor text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  waiting_until timestamptz,
  used_at timestamptz,
  outcome text
);
create index connect_states_expires on connect_states (expires_at);
select agency_table('connect_states', 'select,insert,update,delete', 'select,insert,update,delete');

create table connect_connections (
  client_id int4 not null references clients (client_id),
  connection_id uuid not null,
  pinterest_user_id text not null,
  budget_key text not null,
  state text not null check (state in ('choosing', 'connected', 'reconnect', 'disconnected')),
  scopes text[] not null,
  access_sealed bytea,
  refresh_sealed bytea,
  refresh_previous_sealed bytea,
  token_version int4 not null,
  access_expires_at timestamptz,
  refresh_expires_at timestamptz,
  -- While one process asks for fresh tokens the others wait for it; by elapsed time, so that its death frees them.
  refresh_lease uuid,
  refresh_lease_until timestamptz,
  refreshed_at timestamptz,
  connected_at timestamptz not null,
  failed_code text,
  failed_at timestamptz,
  ended_at timestamptz,
  primary key (client_id, connection_id),
  -- A connection that has ended keeps no token, and one that lives has both.
  check ((state = 'disconnected') = (access_sealed is null and refresh_sealed is null)),
  check (state <> 'disconnected' or refresh_previous_sealed is null)
);
create unique index connect_connections_living on connect_connections (client_id) where state <> 'disconnected';
select tenant_table('connect_connections', 'select,insert,update', 'select,insert,update');

create table connect_ad_accounts (
  client_id int4 not null references clients (client_id),
  ad_account_id text not null,
  connection_id uuid not null,
  currency text not null,
  country text,
  permissions text[] not null,
  label text check (length(label) between 1 and 120),
  bound_at timestamptz not null,
  released_at timestamptz,
  primary key (client_id, ad_account_id),
  foreign key (client_id, connection_id) references connect_connections (client_id, connection_id)
);
create index connect_ad_accounts_connection on connect_ad_accounts (client_id, connection_id);
select tenant_table('connect_ad_accounts', 'select,insert,update', 'select,insert,update');
