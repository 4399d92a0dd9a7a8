import type { Tx } from '../../foundation/db/index.ts';
import { anyNonZero, familyTables, inScope, type LedgerScope, scopeKey } from '../derive/ledger-scope.ts';

/** Rows `(entity, day, figures…)` by which the ledger changed: what came new, or new minus old. */
export type LedgerChange = {
  readonly rows: string;
  readonly columns: readonly string[];
  /** True when figures may have gone down, so that a sum may have become zero. */
  readonly isSigned: boolean;
};

const summed = (columns: readonly string[]): string =>
  columns.map((name) => `sum(x.${name})::int8 as ${name}`).join(', ');

const added = (columns: readonly string[]): string =>
  columns.map((name) => `${name} = r.${name} + excluded.${name}`).join(', ');

const month = (day: string): string => `date_trunc('month', ${day}::timestamp)::date`;

const addToDays = (scope: LedgerScope, change: LedgerChange): string => {
  const key = scopeKey(scope);
  return `insert into ${familyTables[scope.family].accountDays} as r (${key.names}, day, ${change.columns.join(', ')})
     select ${key.values}, x.day, ${summed(change.columns)} from (${change.rows}) x group by x.day
     on conflict (${key.names}, day) do update set ${added(change.columns)}`;
};

const addToMonths = (scope: LedgerScope, change: LedgerChange): string => {
  const key = scopeKey(scope);
  return `insert into ${familyTables[scope.family].entityMonths} as r (${key.names}, month, entity, ${change.columns.join(', ')})
     select ${key.values}, ${month('x.day')}, x.entity, ${summed(change.columns)}
       from (${change.rows}) x group by ${month('x.day')}, x.entity
     on conflict (${key.names}, month, entity) do update set ${added(change.columns)}`;
};

/**
 * Adds a change of the ledger to its roll-ups, account and day, entity and month, in the statement that makes the change. Sums
 * of integers are exact, so adding the difference gives what summing everything again would give (a test does both) and
 * costs no more than the change is large.
 *
 * @param making the statement's own parts `name as (…)` before those of the roll-ups; `change.rows` may read from them
 * @param answer what the whole statement selects
 * @cost one statement; each row is summed twice from memory
 * @personal none
 */
export const addToRollups = async <Row>(
  tx: Tx,
  scope: LedgerScope,
  input: { change: LedgerChange; making: string; answer: string },
): Promise<Row[]> => {
  const { change, making, answer } = input;
  // The planner takes every row for a month of its own and would sort them all on disk; there are a few thousand.
  await tx.sql('set local enable_sort = off');
  const rows = await tx.sql<Row>(
    `with ${making}, to_days as (${addToDays(scope, change)}), to_months as (${addToMonths(scope, change)}) ${answer}`,
  );
  await tx.sql('set local enable_sort = on');
  if (change.isSigned) await removeZeros(tx, scope, change);
  return rows;
};

/** Removes sums that became zero, as the ledger keeps no rows of zeros either. */
const removeZeros = async (tx: Tx, scope: LedgerScope, change: LedgerChange): Promise<void> => {
  const { accountDays, entityMonths } = familyTables[scope.family];
  await tx.sql(`delete from ${accountDays} r where ${inScope(scope, 'r')} and not ${anyNonZero(change.columns, 'r.')}`);
  const key = scopeKey(scope);
  await tx.sql(
    `delete from ${entityMonths} r where (${key.names.replaceAll(/(\w+)/g, 'r.$1')}) = (${key.values})
       and (r.month, r.entity) in (select ${month('x.day')}, x.entity from (${change.rows}) x)
       and not ${anyNonZero(change.columns, 'r.')}`,
  );
};
