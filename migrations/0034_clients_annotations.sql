-- What happened on a day or some days, in a sentence of a person's own, beside the figures of those days.
create table client_annotations (
  client_id     int4 not null references client_ids (client_id),
  annotation_id uuid not null,
  from_day      date not null,
  to_day        date not null,
  text          text not null check (length(text) between 1 and 280),
  audience      text not null check (audience in ('internal', 'client')),
  -- Null when a program wrote it with a key.
  written_by    uuid,
  written_at    timestamptz not null,
  changed_at    timestamptz not null,
  primary key (client_id, annotation_id),
  check (to_day >= from_day and to_day - from_day < 1100)
);
create index client_annotations_by_day on client_annotations (client_id, from_day);
select tenant_table('client_annotations', 'select,insert,update,delete', 'select,insert,update,delete');
