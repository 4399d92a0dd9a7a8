-- How final a day is, per account, level and kind of number (report_time 0 is delivery; conversions by report time and
-- window). A state only moves forward, so the moments at which it moved are its whole history: "as of" needs no past table.
create table facts_day_states (
  landed_from   timestamptz not null,
  ready_from    timestamptz,
  settled_from  timestamptz,
  pulled_at     timestamptz not null,
  -- One bit per column of the ledger that a landing carried for this day: the others are unknown, which is not zero.
  known_columns int8 not null,
  client_id     int4 not null,
  account       int4 not null,
  day           date not null,
  level         int2 not null,
  report_time   int2 not null,
  window_code   int2 not null,
  landing_id    uuid not null,
  primary key (client_id, account, level, report_time, window_code, day)
);
select tenant_table('facts_day_states', 'select', 'select,insert,update,delete');
