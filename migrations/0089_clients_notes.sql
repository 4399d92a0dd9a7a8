-- What the team wants to remember of a client, bound to no day.
create table client_notes (
  client_id  int4 not null references client_ids (client_id),
  note_id    uuid not null,
  text       text not null check (length(text) between 1 and 2000),
  audience   text not null check (audience in ('internal', 'client')),
  -- Null when a program wrote it with a key.
  written_by uuid,
  written_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (client_id, note_id)
);
select tenant_table('client_notes', 'select,insert,update,delete', 'select,insert,update,delete');
