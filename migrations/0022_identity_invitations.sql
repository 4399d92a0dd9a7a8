-- An invitation is a link that works once: for a new person, for the first owner, or for somebody who lost their proofs. The
-- row is there until it was accepted, withdrawn or over; the trail keeps that it was.
create table identity_invitations (
  invitation_id uuid primary key,
  token_hash text not null,
  kind text not null check (kind in ('person', 'set-up', 'renewal')),
  -- Whose proofs are renewed.
  user_id uuid references identity_people (user_id),
  email text check (length(email) between 3 and 254),
  name text check (length(name) between 1 and 120),
  role text not null check (role in ('owner', 'admin', 'manager', 'marketer', 'creator', 'privacy', 'approver', 'viewer')),
  locale text not null check (locale in ('nl', 'en')),
  all_clients boolean not null,
  client_ids int4[] not null,
  invited_by uuid references identity_people (user_id),
  added_at timestamptz not null,
  expires_at timestamptz not null,
  check ((kind = 'person') = (email is not null) and (kind = 'person') = (name is not null)),
  check ((kind = 'renewal') = (user_id is not null))
);
create unique index identity_invitations_token on identity_invitations (token_hash);
create unique index identity_invitations_email on identity_invitations (lower(email)) where email is not null;
create unique index identity_invitations_renewal on identity_invitations (user_id) where user_id is not null;
select agency_table('identity_invitations', 'select,insert,delete', 'select,insert,delete');
grant select, delete on identity_invitations to {{sign_in}};

-- Codes for who has lost the authenticator; each works once and is gone.
create table identity_recovery_codes (
  user_id uuid not null references identity_people (user_id),
  code_hash text not null,
  added_at timestamptz not null,
  primary key (user_id, code_hash)
);
select agency_table('identity_recovery_codes', 'insert', 'insert');
grant select, insert, delete on identity_recovery_codes to {{sign_in}};

-- Whoever accepts an invitation is nobody yet: the sign-in role makes the person and their proofs.
grant insert on identity_people, identity_memberships, identity_passwords, identity_second_factors to {{sign_in}};

-- Thirty days after somebody was removed nothing of them is left but the random id in the trail.
grant delete on identity_people, identity_api_keys to {{job}};
grant select (user_id), delete on identity_passwords, identity_second_factors, identity_recovery_codes to {{job}};
