-- What the agency asks for its work on an ad account, apart from what Pinterest asks for media: from a month on, until the
-- next line of the account. A line with nothing in both ends it.
create table client_fees (
  client_id        int4 not null references client_ids (client_id),
  account          text not null check (account ~ '^[0-9]{1,20}$'),
  from_month       date not null check (extract(day from from_month) = 1),
  -- Millionths of media cost: 150000 is fifteen percent.
  share_millionths int4 not null check (share_millionths between 0 and 1000000),
  -- A month, in the account's currency.
  fixed_micros     int8 not null check (fixed_micros between 0 and 1000000000000000),
  changed_at       timestamptz not null,
  primary key (client_id, account, from_month)
);
select tenant_table('client_fees', 'select,insert,update,delete', 'select,insert,update,delete');
