-- What is kept as bytes on disk (logos, pictures, rendered reports): the bytes lie below the data folder under client and id, a
-- row here says what they are, who keeps them and until when. Bytes without a row are nobody's and are swept away.
create table stored_files (
  client_id  int4 not null,
  file_id    uuid not null,
  owner      text not null check (owner ~ '^[a-z]+\.[a-z-]+$'),
  media_type text not null check (length(media_type) between 3 and 80),
  bytes      int8 not null check (bytes >= 0),
  sha256     bytea not null check (length(sha256) = 32),
  keep_until timestamptz,
  added_at   timestamptz not null,
  primary key (client_id, file_id)
);
select tenant_table('stored_files', 'select,insert,update,delete', 'select,insert,update,delete');
