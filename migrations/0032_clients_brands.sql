-- How a client looks in its own window and reports: the name it goes by, one colour, a logo.
create table client_brands (
  client_id    int4 not null references client_ids (client_id),
  display_name text check (length(display_name) between 1 and 80),
  colour       text check (colour ~ '^#[0-9a-f]{6}$'),
  logo_file    uuid,
  changed_at   timestamptz not null,
  primary key (client_id),
  foreign key (client_id, logo_file) references stored_files (client_id, file_id)
);
select tenant_table('client_brands', 'select,insert,update', 'select,insert,update');
