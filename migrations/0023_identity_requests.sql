-- Writes that came with a key of the asker's own, for a day: who repeats one gets the first answer and nothing happens twice.
create table identity_requests (
  asker uuid not null,
  key_hash text not null,
  fingerprint text not null,
  started_at timestamptz not null,
  -- Absent until it is done. Sealed: an answer may hold what is shown only once.
  answer_sealed bytea,
  primary key (asker, key_hash)
);
create index identity_requests_started on identity_requests (started_at);
select agency_table('identity_requests', 'select,insert,update,delete', 'select,delete');
