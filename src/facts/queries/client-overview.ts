import { type Context, withClients } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import { reportTimeCode, windowCode } from '../derive/ledger-codes.ts';
import type { Family } from '../derive/ledger-columns.ts';
import { basesOf } from '../metrics/bases.ts';
import type { MetricKey } from '../metrics/catalogue.ts';
import type { Sums } from '../metrics/evaluate.ts';
import { comparedWith, type Period } from '../metrics/periods.ts';
import { type BaseColumn, baseColumns, summedColumns, sumsOf } from './base-sums.ts';
import { joinTerms, TERMS } from './kept-days.ts';
import { type Attribution, checkRange, usualAttribution } from './selection.ts';

/** What one account did in a period. `collected` counts the days that have landed; the others are unknown, not zero. */
export type PeriodFigures = {
  readonly sums: Sums;
  readonly delivery: { readonly collected: number; readonly provisional: number };
  readonly conversions: { readonly collected: number; readonly provisional: number };
};

/** One ad account of one client in the period asked and in the days before it. Accounts may differ in currency. */
export type AccountFigures = {
  readonly clientId: ClientId;
  readonly account: string;
  readonly current: PeriodFigures;
  readonly before: PeriodFigures;
};

type Row = {
  client_id: ClientId;
  account_id: string;
  is_current: boolean;
  delivery_days: number;
  delivery_known: bigint;
  delivery_provisional: number;
  conversion_days: number;
  conversion_known: bigint;
  conversion_provisional: number;
} & Record<string, unknown>;

const period = 't.client_id = any ($1::int4[]) and level = 0 and day between $3 and $4';

/** The columns a question needs, of each family. */
type Wanted = Readonly<Record<Family, readonly BaseColumn[]>>;

const wantedOf = (metrics: readonly MetricKey[] | undefined): Wanted => {
  if (metrics === undefined) return baseColumns;
  const bases = new Set(metrics.flatMap(basesOf));
  const of = (family: Family) => baseColumns[family].filter(({ key }) => bases.has(key));
  return { delivery: of('delivery'), conversion: of('conversion') };
};

// A question about delivery alone has no columns of conversions.
const listed = (...columns: readonly string[]): string => columns.filter((text) => text !== '').join(', ');

const familySums = (family: Family, wanted: Wanted): string => {
  const table = family === 'delivery' ? 'facts_account_days' : 'facts_account_conversions';
  const window = family === 'delivery' ? '' : ' and report_time = $5 and window_code = $6';
  return `select t.client_id, account, ${listed('day >= $2 as is_current', summedColumns(wanted[family], 't'))}
            from ${table} t ${joinTerms('t')} where ${period}${window} group by 1, 2, 3`;
};

const stateSums = (name: string, kind: string): string =>
  `select t.client_id, account, day >= $2 as is_current, count(*)::int4 as ${name}_days,
          count(*) filter (where ready_from is null and settled_from is null)::int4 as ${name}_provisional,
          bit_and(known_columns) as ${name}_known
     from facts_day_states t ${joinTerms('t')} where ${period} and ${kind} group by 1, 2, 3`;

const counted = (name: string, t: string): string =>
  ['days', 'provisional', 'known'].map((what) => `coalesce(${t}.${name}_${what}, 0) as ${name}_${what}`).join(', ');

// A collected period without delivery has no row in the roll-up, and that is zero.
const orZero = (columns: readonly BaseColumn[], t: string): string =>
  columns.map(({ column }) => `coalesce(${t}.${column}, 0) as ${column}`).join(', ');

const joined = (name: string, t: string): string =>
  `left join ${name} ${t} on (${t}.client_id, ${t}.account, ${t}.is_current) = (e.client_id, e.entity, p.is_current)`;

const overviewSql = (wanted: Wanted): string => `
  with ${TERMS}, delivery as (${familySums('delivery', wanted)}), conversion as (${familySums('conversion', wanted)}),
       delivery_states as (${stateSums('delivery', 'report_time = 0 and window_code = 0')}),
       conversion_states as (${stateSums('conversion', 'report_time = $5 and window_code = $6')})
  select e.client_id, e.pinterest_id as account_id, 
         ${listed('p.is_current', orZero(wanted.delivery, 'd'), orZero(wanted.conversion, 'c'))},
         ${counted('delivery', 'ds')}, ${counted('conversion', 'cs')}
    from facts_entities e cross join (values (true), (false)) p(is_current)
    ${joined('delivery', 'd')} ${joined('conversion', 'c')}
    ${joined('delivery_states', 'ds')} ${joined('conversion_states', 'cs')}
   where e.client_id = any ($1::int4[]) and e.level = 0
   order by e.client_id, e.pinterest_id collate "C"`;

const figuresOf = (row: Row): PeriodFigures => ({
  sums: {
    ...sumsOf('delivery', row, row.delivery_known),
    ...sumsOf('conversion', row, row.conversion_known),
  },
  delivery: { collected: row.delivery_days, provisional: row.delivery_provisional },
  conversions: { collected: row.conversion_days, provisional: row.conversion_provisional },
});

const nothing: PeriodFigures = {
  sums: {},
  delivery: { collected: 0, provisional: 0 },
  conversions: { collected: 0, provisional: 0 },
};

/**
 * The figures of every ad account of many clients in a period and in as many days right before it, in one query: sorted by
 * client and account, an account without a collected day with empty sums. One row per account, never a total over clients
 * or currencies.
 *
 * @param input.metrics what is wanted of each; everything when left out, which costs about twice as much
 * @unit sums counts, and micros of each account's own currency
 * @source facts_account_days, facts_account_conversions, facts_day_states at level account
 * @throws FACTS_RANGE_TOO_LONG
 * @personal none
 */
export const clientOverview = async (
  ctx: Context,
  input: {
    clientIds: readonly ClientId[];
    period: Period;
    attribution?: Attribution | undefined;
    metrics?: readonly [MetricKey, ...MetricKey[]];
  },
): Promise<AccountFigures[]> => {
  const { clientIds } = input;
  const before = comparedWith(input.period, 'previous');
  checkRange(before.from, input.period.to);
  const { window, reportTime } = input.attribution ?? usualAttribution;
  return withClients(ctx.db, { actor: ctx.actor, clientIds }, async (tx) => {
    const values = [clientIds, input.period.from, before.from, input.period.to, reportTimeCode(reportTime)];
    const rows = await tx.sql<Row>(overviewSql(wantedOf(input.metrics)), [...values, windowCode(window)]);
    const accounts = new Map<string, AccountFigures>();
    for (const row of rows) {
      const key = `${row.client_id}/${row.account_id}`;
      const about = { clientId: row.client_id, account: row.account_id, current: nothing, before: nothing };
      const sofar = accounts.get(key) ?? about;
      accounts.set(key, { ...sofar, [row.is_current ? 'current' : 'before']: figuresOf(row) });
    }
    return [...accounts.values()];
  });
};
