-- Pictures and videos of a client, as they are sent to Pinterest; the bytes lie in stored files (src/content/assets).
create table content_assets (
  client_id     int4 not null,
  asset_id      uuid not null,
  kind          text not null check (kind in ('picture', 'video')),
  name          text not null check (length(name) between 1 and 200),
  folder        text not null,
  tags          text[] not null,
  content_type  text not null check (content_type in ('image/jpeg', 'image/png', 'video/mp4', 'video/quicktime')),
  bytes         int8 not null,
  width         int4 not null,
  height        int4 not null,
  duration_ms   int4,
  -- What must stay in sight when the picture is cut, in thousandths of its width and height.
  focal_x       int4 not null check (focal_x between 0 and 1000),
  focal_y       int4 not null check (focal_y between 0 and 1000),
  file_id       uuid not null,
  thumb_file    uuid,
  -- Of the bytes that are sent.
  sha256        bytea not null,
  -- Of what came in, or of what a cut was made from and how: the same again makes nothing new.
  source_sha256 bytea not null,
  cut_from      uuid,
  added_by      uuid,
  added_at      timestamptz not null,
  removed_at    timestamptz,
  primary key (client_id, asset_id),
  check ((kind = 'video') = (duration_ms is not null))
);
create unique index content_assets_source on content_assets (client_id, source_sha256) where removed_at is null;
create index content_assets_added on content_assets (client_id, added_at, asset_id) where removed_at is null;
select tenant_table('content_assets', 'select,insert,update', 'select,insert');
