-- Work that is due at a calendar time: single due times and the timetable. The dispatcher of any worker claims what
-- clock_now() has passed and puts it in the queue for at once. Payloads are ids, numbers and days.
create table jobs_due (
  due_key       text primary key,
  job           text not null,
  payload       jsonb not null,
  priority      int4 not null default 0,
  singleton_key text,
  group_key     text,
  due_at        timestamptz not null,
  -- Null for a single due time; else when it recurs.
  rule          jsonb
);
create index jobs_due_due_at on jobs_due (due_at);
select agency_table('jobs_due', 'select,insert,update,delete', 'select,insert,update,delete');
