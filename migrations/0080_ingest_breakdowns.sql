-- Figures divided by who was reached and where are asked by chunks of their own kind; `breakdown` has the targeting types of a
-- chunk or landing, separated by commas, and one type in a row of coverage. Empty for everything else.
alter table ingest_chunks add column breakdown text not null default '';
alter table ingest_chunks drop constraint ingest_chunks_kind_check;
alter table ingest_chunks add constraint ingest_chunks_kind_check
  check (kind in ('report', 'sync', 'structure', 'organic', 'breakdown'));
do $$
declare name text;
begin
  select conname into strict name from pg_constraint where conrelid = 'ingest_chunks'::regclass and contype = 'u';
  execute format('alter table ingest_chunks drop constraint %I', name);
end $$;
alter table ingest_chunks add constraint ingest_chunks_planned_once
  unique (client_id, account, kind, level, report_time, conversion_window, breakdown, from_day, to_day, night_on);

alter table ingest_landings add column breakdown text not null default '';
alter table ingest_landings drop constraint ingest_landings_kind_check;
alter table ingest_landings add constraint ingest_landings_kind_check
  check (kind in ('report', 'sync', 'structure', 'organic', 'breakdown'));

alter table ingest_coverage add column breakdown text not null default '';
alter table ingest_coverage drop constraint ingest_coverage_pkey;
alter table ingest_coverage add primary key (client_id, account, level, report_time, conversion_window, breakdown, from_day);
