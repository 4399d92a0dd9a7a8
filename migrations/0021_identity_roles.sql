-- An owner stands above admins; staff of other roles see all clients or those they were given. The address of who was removed
-- is free again: their row stays for the term of its label.
alter table identity_people drop constraint identity_people_role_check;
alter table identity_people add constraint identity_people_role_check
  check (role in ('owner', 'admin', 'manager', 'marketer', 'creator', 'privacy', 'approver', 'viewer'));
alter table identity_people add column all_clients boolean;
update identity_people set all_clients = role in ('admin', 'privacy');
alter table identity_people alter column all_clients set not null;
drop index identity_people_email;
create unique index identity_people_email on identity_people (lower(email)) where disabled_at is null;

-- A key ends on its day, and with the person who made it; keys of the command line have no maker.
alter table identity_api_keys add column expires_at timestamptz;
alter table identity_api_keys add column made_by uuid references identity_people (user_id);
create index identity_api_keys_maker on identity_api_keys (made_by);
