-- When a client's Pins usually go out: weekday (1 is Monday) and time on the client's wall, in queues of their own
-- (src/content/calendar/slots.ts). The queue without a name is the usual one.
create table content_slots (
  client_id int4 not null,
  queue     text not null check (length(queue) <= 60),
  weekday   int4 not null check (weekday between 1 and 7),
  at        text not null check (at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  primary key (client_id, queue, weekday, at)
);
select tenant_table('content_slots', 'select,insert,delete', 'select');
