import type { Tx } from '../../foundation/db/index.ts';
import { addToRollups } from '../rollups/add-to-rollups.ts';
import {
  anyNonZero,
  columnNames,
  familyTables,
  inScope,
  type LedgerScope,
  notStale,
  scopeKey,
} from './ledger-scope.ts';

/** How many rows of the ledger a derivation wrote. */
export type Written = { readonly added: number; readonly replaced: number; readonly gone: number };

/** What a derivation wrote: rows of the ledger, and days whose state or time of pull moved forward. */
export type Derived = Written & { readonly days: number };

/** The staged rows that are not all zero, with their entity; a row of zeros is the same as no row. */
const stagedRows = (scope: LedgerScope, columns: readonly string[]): string =>
  `select i.entity, s.day, ${columns.map((name) => `s.${name}`).join(', ')}
     from facts_stage s join facts_stage_ids i on i.id = s.id
    where ${anyNonZero(scope.carried, 's.')}${notStale(scope, 's')}`;

const insertInto = (scope: LedgerScope, columns: readonly string[]): string =>
  `insert into ${familyTables[scope.family].facts} (known_from, ${scopeKey(scope).names}, day, entity, ${columns.join(', ')})`;

/**
 * Writes a landing over days that have none yet: nothing to compare, nothing to keep. Rows go in by day and entity, the
 * order of the key: building the index in any other order takes half as long again. The roll-ups are fed with the rows as they
 * are written, so the staged ones are read, joined and sifted once.
 *
 * @personal none
 */
export const writeNew = async (tx: Tx, scope: LedgerScope): Promise<Written> => {
  const { carried: columns } = scope;
  const making = `added as (
       ${insertInto(scope, columns)}
       select '${scope.knownFrom}'::timestamptz, ${scopeKey(scope).values}, x.day, x.entity,
              ${columns.map((name) => `x.${name}`).join(', ')}
         from (${stagedRows(scope, columns)}) x order by x.day, x.entity
       returning day, entity, ${columns.join(', ')})`;
  const [row] = await addToRollups<{ added: number }>(tx, scope, {
    change: { rows: 'select * from added', columns, isSigned: false },
    making,
    answer: 'select count(*)::int4 as added from added',
  });
  return { added: row?.added ?? 0, replaced: 0, gone: 0 };
};

const changesTable = (scope: LedgerScope): string => `facts_changes_${scope.family}`;

/**
 * True when the scope has rows although none of its days has been landed: a file that spoke for some things only left them.
 *
 * @personal none
 */
export const hasRows = async (tx: Tx, scope: LedgerScope): Promise<boolean> => {
  const [row] = await tx.sql<{ has: boolean }>(
    `select exists (select from ${familyTables[scope.family].facts} t where ${inScope(scope, 't')}) as has`,
  );
  return row?.has === true;
};

/**
 * Finds what differs between the landing and the ledger: rows that are new, other, or gone (Pinterest leaves out rows of
 * zeros). Figures the landing does not carry keep their value.
 */
const findChanges = async (tx: Tx, scope: LedgerScope): Promise<number> => {
  const { family, carried } = scope;
  const all = columnNames(family);
  const isCarried = new Set(carried);
  const next = all.map((name) =>
    isCarried.has(name) ? `coalesce(s.${name}, 0) as ${name}` : `coalesce(c.${name}, 0) as ${name}`,
  );
  const old = all.map((name) => `coalesce(c.${name}, 0) as old_${name}`);
  await tx.sql(
    `create temp table ${changesTable(scope)} on commit drop as
     select coalesce(s.entity, c.entity) as entity, coalesce(s.day, c.day) as day, c.entity is not null as was,
            ${next.join(', ')}, ${old.join(', ')}
       from (${stagedRows(scope, carried)}) s
       ${scope.ownRowsOnly ? 'left' : 'full'} join (select entity, day, ${all.join(', ')} from ${familyTables[family].facts} t where ${inScope(scope, 't')}) c
         on c.entity = s.entity and c.day = s.day
      where case when c.entity is null then true
                 when s.entity is null then ${anyNonZero(carried, 'c.')}
                 else ${carried.map((name) => `s.${name} <> c.${name}`).join(' or ')} end`,
  );
  const [row] = await tx.sql<{ changes: number }>(`select count(*)::int4 as changes from ${changesTable(scope)}`);
  return row?.changes ?? 0;
};

/** Moves what was known to the past table and puts the landing's rows in its place. */
const movingRows = (scope: LedgerScope): string => {
  const { facts, past } = familyTables[scope.family];
  const all = columnNames(scope.family);
  const key = scopeKey(scope);
  const same = `${inScope(scope, 't')} and t.day = x.day and t.entity = x.entity`;
  const moment = `'${scope.knownFrom}'::timestamptz`;
  return `gone_or_other as (
       insert into ${past} (known_from, known_to, ${key.names}, day, entity, ${all.join(', ')})
       select t.known_from, ${moment}, ${key.values}, t.day, t.entity, ${all.map((name) => `t.${name}`).join(', ')}
         from ${facts} t join ${changesTable(scope)} x on ${same} where x.was
       returning 1),
     gone as (
       delete from ${facts} t using ${changesTable(scope)} x where ${same} and x.was and not ${anyNonZero(all, 'x.')}
       returning 1),
     present as (
       ${insertInto(scope, all)}
       select ${moment}, ${key.values}, x.day, x.entity, ${all.map((name) => `x.${name}`).join(', ')}
         from ${changesTable(scope)} x where ${anyNonZero(all, 'x.')} order by x.day, x.entity
       on conflict (${key.names}, day, entity) do update set known_from = excluded.known_from,
         ${all.map((name) => `${name} = excluded.${name}`).join(', ')}
       returning 1)`;
};

/**
 * Writes a landing over days that have been landed before: only rows that differ are touched, so a pull that brings
 * nothing new writes nothing. Facts, past and roll-ups move in one statement, so none is without the others.
 *
 * @personal none
 */
export const writeChanges = async (tx: Tx, scope: LedgerScope): Promise<Written> => {
  const changes = await findChanges(tx, scope);
  if (changes === 0) return { added: 0, replaced: 0, gone: 0 };
  await tx.sql(`analyze ${changesTable(scope)} (entity, day, was)`);
  await tx.renewClaim();
  const columns = columnNames(scope.family);
  const differences = columns.map((name) => `${name} - old_${name} as ${name}`).join(', ');
  const [row] = await addToRollups<Written>(tx, scope, {
    change: { rows: `select entity, day, ${differences} from ${changesTable(scope)}`, columns, isSigned: true },
    making: movingRows(scope),
    answer: `select (select count(*) from present)::int4 - (select count(*) from gone_or_other)::int4
                      + (select count(*) from gone)::int4 as added,
                    (select count(*) from gone_or_other)::int4 - (select count(*) from gone)::int4 as replaced,
                    (select count(*) from gone)::int4 as gone`,
  });
  return row ?? { added: 0, replaced: 0, gone: 0 };
};
