-- Organic numbers of clients whose contract stores them are asked by a chunk of their own kind.
alter table ingest_chunks drop constraint ingest_chunks_kind_check;
alter table ingest_chunks add constraint ingest_chunks_kind_check check (kind in ('report', 'sync', 'structure', 'organic'));
alter table ingest_landings drop constraint ingest_landings_kind_check;
alter table ingest_landings add constraint ingest_landings_kind_check check (kind in ('report', 'sync', 'structure', 'organic'));
