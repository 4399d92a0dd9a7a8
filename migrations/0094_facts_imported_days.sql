-- True while the numbers of a day are those of a file somebody brought in, and not Pinterest's own answer to us.
alter table facts_day_states add column imported bool not null default false;
