-- Who signs in. The web server reads people, memberships and sessions at every request; what proves a person (password,
-- second factor) can be read by the sign-in role alone.
create table identity_people (
  user_id uuid primary key,
  email text not null check (length(email) between 3 and 254),
  name text not null check (length(name) between 1 and 120),
  locale text not null check (locale in ('nl', 'en')),
  role text not null check (role in ('admin', 'manager', 'marketer', 'creator', 'privacy', 'approver', 'viewer')),
  added_at timestamptz not null,
  disabled_at timestamptz
);
create unique index identity_people_email on identity_people (lower(email));
select agency_table('identity_people', 'select,insert,update', 'select,insert,update');
grant select on identity_people to {{sign_in}};

-- Which clients a person may see. Admins and privacy officers see all and have no rows here.
create table identity_memberships (
  user_id uuid not null references identity_people (user_id),
  client_id int4 not null,
  added_at timestamptz not null,
  primary key (user_id, client_id)
);
create index identity_memberships_client on identity_memberships (client_id);
select agency_table('identity_memberships', 'select,insert,delete', 'select,insert,delete');
grant select on identity_memberships to {{sign_in}};

create table identity_passwords (
  user_id uuid primary key references identity_people (user_id),
  hash text not null,
  changed_at timestamptz not null,
  failures int2 not null,
  locked_until timestamptz
);
-- Adding a person writes a hash; nobody but the sign-in role can read one.
select agency_table('identity_passwords', 'insert', 'insert');
grant select, update on identity_passwords to {{sign_in}};

create table identity_second_factors (
  user_id uuid primary key references identity_people (user_id),
  secret_sealed bytea not null,
  last_step int8 not null,
  added_at timestamptz not null
);
select agency_table('identity_second_factors', 'insert', 'insert');
grant select, update on identity_second_factors to {{sign_in}};

-- The token of a session is 256 random bits that only the browser has; this is its hash. The web server may see that a
-- session exists and move its last use, but cannot make one.
create table identity_sessions (
  session_id uuid primary key,
  token_hash text not null,
  user_id uuid not null references identity_people (user_id),
  started_at timestamptz not null,
  seen_at timestamptz not null,
  -- All proofs that were asked have been given; the second factor among them, where it was asked.
  completed_at timestamptz,
  second_factor_at timestamptz,
  expires_at timestamptz not null
);
create unique index identity_sessions_token on identity_sessions (token_hash);
create index identity_sessions_user on identity_sessions (user_id);
select agency_table('identity_sessions', 'select', 'select,delete');
grant update (seen_at) on identity_sessions to {{app}};
grant select, insert, update, delete on identity_sessions to {{sign_in}};

create table identity_api_keys (
  key_id uuid primary key,
  key_hash text not null,
  label text not null check (length(label) between 1 and 60),
  scopes text[] not null check (cardinality(scopes) >= 1),
  client_ids int4[],
  added_at timestamptz not null,
  used_on date,
  revoked_at timestamptz
);
create unique index identity_api_keys_hash on identity_api_keys (key_hash);
select agency_table('identity_api_keys', 'select,insert,update', 'select,insert,update');

-- Signing in, and failing to, is in the audit trail.
grant insert on audit_pending to {{sign_in}};
