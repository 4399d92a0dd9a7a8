import { column, plain, table } from '../schema/index.ts';
import { engineTables } from './engine-schema/engine-tables.ts';

const due = table('jobs_due', ['due_key'], {
  due_key: column.text(plain),
  job: column.text(plain),
  // Ids, numbers and days, checked when it is planned.
  payload: column.json(plain),
  priority: column.int4(plain).defaulted(),
  singleton_key: column.text(plain).nullable(),
  group_key: column.text(plain).nullable(),
  due_at: column.instant(plain),
  rule: column.json(plain).nullable(),
});

/** The tables of this room, those of the queue library included. */
export const jobsTables = [due, ...engineTables] as const;
