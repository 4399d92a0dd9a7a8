-- A named person of a client may approve by the link that was made for them, without an account of their own.
alter table act_approvals add column approved_link uuid;
