-- Views of a client's workspace that a person kept under a name: the search part of the page's address, and nothing else.
create table client_saved_views (
  client_id int4 not null references client_ids (client_id),
  view_id   uuid not null,
  owner     uuid not null,
  name      text not null check (length(name) between 1 and 60),
  address   text not null check (length(address) <= 2000),
  saved_at  timestamptz not null,
  primary key (client_id, view_id),
  unique (client_id, owner, name)
);
select tenant_table('client_saved_views', 'select,insert,update,delete', 'select,insert,update,delete');
