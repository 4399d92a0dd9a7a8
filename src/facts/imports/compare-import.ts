import { type Context, type Tx, withClient } from '../../foundation/db/index.ts';
import { addDays, type ClientId, type Day, earlierDay, laterDay, monthOf } from '../../foundation/kit/index.ts';
import type { LedgerLevel, ReportTime } from '../../pinterest/contract.ts';
import { type StateKind, stateCodes } from '../derive/day-states.ts';
import type { LandingHead } from '../derive/landing-reader.ts';
import { levelCode } from '../derive/ledger-codes.ts';
import { type LedgerColumn, ledgerColumns } from '../derive/ledger-columns.ts';
import { anyNonZero, familyTables, inScope, type LedgerScope } from '../derive/ledger-scope.ts';
import { stageReport } from '../derive/stage-report.ts';

/** The good rows of a file, month by month, as landing lines. */
export type ImportRows = {
  readonly account: string;
  readonly level: LedgerLevel;
  readonly reportTime: ReportTime | '';
  readonly window: string;
  readonly columns: readonly string[];
  readonly from: Day;
  readonly to: Day;
  readonly months: readonly Day[];
  readonly read: (tx: Tx, month: Day) => AsyncIterable<Uint8Array>;
};

/** What the rows of one family would change. */
export type ImportSide = {
  /** Days that are not in the ledger, are there from a file, or were told by Pinterest. */
  readonly closingDays: number;
  readonly importedDays: number;
  readonly pinterestDays: number;
  /** Rows on days that are not Pinterest's: not in the ledger, the same, another. */
  readonly added: number;
  readonly equal: number;
  readonly different: number;
  /** Rows of the ledger on those days that the file does not mention. */
  readonly unmentioned: number;
  /** The same on Pinterest's days. */
  readonly pinterestEqual: number;
  readonly pinterestDifferent: number;
  readonly pinterestUnmentioned: number;
};

/** A number that differs. Money in micros. */
export type ImportSample = {
  readonly day: string;
  readonly entity: string;
  readonly column: string;
  readonly ours: string;
  readonly file: string;
  readonly isPinterest: boolean;
};

/** What a file would change in the ledger. */
export type ImportComparison = {
  /** Things the ledger has no name of: history of what Pinterest lists no more. */
  readonly unknownThings: number;
  readonly delivery: ImportSide | null;
  readonly conversion: ImportSide | null;
  readonly samples: readonly ImportSample[];
};

// What a person reads before choosing; the counts tell the rest.
const SAMPLES_MAX = 50;

type Account = { readonly clientId: ClientId; readonly account: number };

const DAYS = `
  select count(*) filter (where s.day is null)::int4 as closing,
         count(*) filter (where s.imported)::int4 as imported,
         count(*) filter (where not s.imported)::int4 as pinterest
    from generate_series($6::timestamp, $7::timestamp, '1 day') d
    left join facts_day_states s on (s.client_id, s.account, s.level, s.report_time, s.window_code) = ($1, $2, $3, $4, $5)
     and s.day = d::date`;

const pairsSql = (scope: LedgerScope, carried: readonly LedgerColumn[]): string => {
  const names = carried.map(({ name }) => name);
  const isPinterest = `exists (select from facts_day_states d where d.client_id = ${scope.clientId}
      and d.account = ${scope.account} and d.level = ${scope.level} and d.report_time = ${scope.reportTime}
      and d.window_code = ${scope.window} and d.day = p.day and not d.imported)`;
  return `create temp table facts_compared on commit drop as
    select p.*, ${isPinterest} as is_pinterest from (
      select coalesce(s.id, c.pinterest_id) as id, coalesce(s.day, c.day) as day, s.id is not null as in_file,
             c.entity is not null as in_ledger, ${names.map((name) => `coalesce(s.${name}, 0) as ${name}`).join(', ')},
             ${names.map((name) => `coalesce(c.${name}, 0) as old_${name}`).join(', ')}
        from (select * from facts_stage x where ${anyNonZero(names, 'x.')}) s
        full join (select t.entity, t.day, i.pinterest_id, ${names.map((name) => `t.${name}`).join(', ')}
                     from ${familyTables[scope.family].facts} t
                     join facts_entities i on i.client_id = ${scope.clientId} and i.entity = t.entity
                    where ${inScope(scope, 't')} and ${anyNonZero(names, 't.')}) c
          on c.pinterest_id = s.id and c.day = s.day) p`;
};

const countsSql = (names: readonly string[]): string => {
  const same = names.map((name) => `${name} = old_${name}`).join(' and ');
  const count = (where: string): string => `count(*) filter (where ${where})::int4`;
  const both = 'in_file and in_ledger';
  return `select ${count(`not is_pinterest and in_file and not in_ledger`)} as added,
      ${count(`not is_pinterest and ${both} and ${same}`)} as equal,
      ${count(`not is_pinterest and ${both} and not (${same})`)} as different,
      ${count('not is_pinterest and not in_file')} as unmentioned,
      ${count(`is_pinterest and ${both} and ${same}`)} as "pinterestEqual",
      ${count(`is_pinterest and in_file and not (in_ledger and ${same})`)} as "pinterestDifferent",
      ${count('is_pinterest and not in_file')} as "pinterestUnmentioned"
    from facts_compared`;
};

const samplesSql = (carried: readonly LedgerColumn[]): string =>
  `select c.day::text as day, c.id as entity, v.name as column, v.old::text as ours, v.new::text as file,
          c.is_pinterest as "isPinterest"
     from facts_compared c,
          lateral (values ${carried.map(({ name, pinterest }) => `('${pinterest}', c.${name}::int8, c.old_${name}::int8)`).join(', ')}) v(name, new, old)
    where c.in_file and v.new <> v.old and (c.in_ledger or c.is_pinterest)
    order by c.day desc, c.id, v.name limit $1`;

const accountOf = async (tx: Tx, clientId: ClientId, account: string): Promise<number> => {
  const [row] = await tx.sql<{ entity: number }>(
    'select entity from facts_entities where client_id = $1 and level = 0 and pinterest_id = $2',
    [clientId, account],
  );
  // An account the ledger does not know has no rows and no days: nobody's number is 0.
  return row?.entity ?? 0;
};

const compareFamily = async (
  tx: Tx,
  kind: StateKind,
  columns: readonly LedgerColumn[],
): Promise<{ side: ImportSide; samples: ImportSample[] } | undefined> => {
  const { family, head, clientId, account } = kind;
  const own = new Set(ledgerColumns[family].map(({ name }) => name));
  const carried = columns.filter(({ name }) => own.has(name));
  if (carried.length === 0) return undefined;
  const names = carried.map(({ name }) => name);
  const codes = stateCodes(kind);
  const scope: LedgerScope = {
    ...{ family, clientId, account, carried: names, knownFrom: '', staleDays: [], ownRowsOnly: false },
    ...{ level: levelCode(head.level), from: head.from, to: head.to, ...codes },
  };
  await tx.sql('drop table if exists facts_compared');
  await tx.sql(pairsSql(scope, carried));
  const [days] = await tx.sql<{ closing: number; imported: number; pinterest: number }>(DAYS, [
    ...[clientId, account, scope.level, codes.reportTime, codes.window, head.from, head.to],
  ]);
  const [counts] = await tx.sql<Omit<ImportSide, 'closingDays' | 'importedDays' | 'pinterestDays'>>(countsSql(names));
  if (days === undefined || counts === undefined) return undefined;
  const samples = await tx.sql<ImportSample>(samplesSql(carried), [SAMPLES_MAX]);
  return {
    side: { closingDays: days.closing, importedDays: days.imported, pinterestDays: days.pinterest, ...counts },
    samples,
  };
};

const sum = (one: ImportSide | null, other: ImportSide | undefined): ImportSide | null => {
  if (one === null || other === undefined) return other ?? one;
  const keys = Object.keys(one) as (keyof ImportSide)[];
  return Object.fromEntries(keys.map((key) => [key, one[key] + other[key]])) as ImportSide;
};

type MonthFound = Omit<ImportComparison, 'unknownThings'> & { readonly unknown: readonly string[] };

const compareMonth = async (
  tx: Tx,
  clientId: ClientId,
  head: LandingHead,
  body: AsyncIterable<Uint8Array>,
): Promise<MonthFound> => {
  const columns = await stageReport(tx, head, body);
  await tx.renewClaim();
  const account: Account = { clientId, account: await accountOf(tx, clientId, head.account) };
  const delivery = await compareFamily(tx, { family: 'delivery', ...account, head }, columns);
  await tx.renewClaim();
  const conversion = await compareFamily(tx, { family: 'conversion', ...account, head }, columns);
  const unknown = await tx.sql<{ id: string }>(
    `select s.id from facts_stage_seen s where not exists (
       select from facts_entities e join facts_entity_versions v on v.client_id = $1 and v.entity = e.entity
        where e.client_id = $1 and e.level = $2 and e.pinterest_id = s.id) and $2 <> 0`,
    [clientId, levelCode(head.level)],
  );
  return {
    unknown: unknown.map(({ id }) => id),
    delivery: delivery?.side ?? null,
    conversion: conversion?.side ?? null,
    samples: [...(delivery?.samples ?? []), ...(conversion?.samples ?? [])],
  };
};

/**
 * What the good rows of a file would change in the ledger, if it may: days that are not in, rows that are new, the same or
 * another, apart for days Pinterest itself has told about. Writes nothing.
 *
 * @unit samples money in micros of the account's currency
 * @cost a transaction for each month, with its rows staged in it
 * @personal none
 */
export const compareImport = async (
  ctx: Context,
  { clientId, rows }: { clientId: ClientId; rows: ImportRows },
): Promise<ImportComparison> => {
  const unknown = new Set<string>();
  let [delivery, conversion]: [ImportSide | null, ImportSide | null] = [null, null];
  const samples: ImportSample[] = [];
  for (let month = monthOf(rows.from); month <= rows.to; month = monthOf(addDays(month, 31))) {
    const head: LandingHead = {
      ...{ landingId: '', kind: 'report', account: rows.account, level: rows.level, columns: rows.columns },
      ...{ reportTime: rows.reportTime, window: rows.window, pulledAt: ctx.clock.now() },
      from: laterDay(month, rows.from),
      to: earlierDay(addDays(monthOf(addDays(month, 31)), -1), rows.to),
    };
    const found = await withClient(ctx.db, { actor: ctx.actor, clientId }, (tx) =>
      compareMonth(tx, clientId, head, rows.read(tx, month)),
    );
    for (const id of found.unknown) unknown.add(id);
    delivery = sum(delivery, found.delivery ?? undefined);
    conversion = sum(conversion, found.conversion ?? undefined);
    samples.push(...found.samples.slice(0, SAMPLES_MAX - samples.length));
  }
  return { unknownThings: unknown.size, delivery, conversion, samples };
};
