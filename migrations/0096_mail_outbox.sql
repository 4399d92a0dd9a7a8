-- Letters on their way out. What a letter says, and to whom, is sealed and gone as soon as the mail server has decided about
-- it; what became of it stays a month, so that a page can tell.
create table mail_outbox (
  mail_id uuid primary key,
  kind text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'refused', 'unsure')),
  fault_code text,
  letter_sealed bytea,
  added_at timestamptz not null,
  check ((letter_sealed is not null) = (state in ('waiting', 'sending')))
);
create index mail_outbox_added on mail_outbox (added_at);
select agency_table('mail_outbox', 'select,insert', 'select,update,delete');

alter table identity_invitations add column mail_id uuid;
