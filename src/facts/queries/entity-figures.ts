import { type Context, type Tx, withClient } from '../../foundation/db/index.ts';
import { addDays, type ClientId, type Day, monthOf } from '../../foundation/kit/index.ts';
import type { LedgerLevel } from '../../pinterest/contract.ts';
import { levelOf } from '../derive/ledger-codes.ts';
import { familyTables } from '../derive/ledger-scope.ts';
import type { Sums } from '../metrics/evaluate.ts';
import type { Period } from '../metrics/periods.ts';
import { baseColumns, sumsOf } from './base-sums.ts';
import { type Asked, entityRows } from './entity-rows.ts';
import { type PeriodDays, pairOf, periodDays } from './period-days.ts';
import { type Attribution, checkRange, findSelection } from './selection.ts';

/** A thing by name, as it is called now. */
export type NamedThing = {
  readonly level: LedgerLevel;
  readonly entity: string;
  readonly name: string | null;
  readonly status: string | null;
  /** The Pin an ad shows, where Pinterest told. */
  readonly pin: string | null;
};

/** One calendar month of one thing. */
export type EntityMonth = {
  /** Its first day. */
  readonly month: Day;
  /** Days of it that have landed; 0 makes its figures unknown, and less than the month has makes them part of it. */
  readonly collected: number;
  readonly sums: Sums;
};

/** One thing over a period, over the one compared with, and month by month. */
export type EntityFiguresOverTime = {
  /** From the account down to the thing itself. */
  readonly path: readonly NamedThing[];
  readonly sums: Sums;
  readonly before: Sums;
  readonly days: PeriodDays;
  /** Oldest first; the last is the month the period ends in. */
  readonly months: readonly EntityMonth[];
};

const families = ['delivery', 'conversion'] as const;

const periodSql = (asked: Asked, periods: { current: Period; before: Period | undefined }): string => {
  const part = (prefix: string, period: Period) =>
    families.map((family) => {
      const columns = baseColumns[family].map(({ column }) => column);
      const rows = entityRows(family, { ...asked, period }, { columns, only: ` and entity = ${asked.entity}` });
      const sums = columns.map((column) => `coalesce(sum(r.${column}), 0)::int8 as ${prefix}${column}`).join(', ');
      return `(select ${sums} from (${rows}) r) ${prefix}${family}`;
    });
  const parts = [
    ...part('', periods.current),
    ...(periods.before === undefined ? [] : part('before_', periods.before)),
  ];
  return `select * from ${parts.join(' cross join ')}`;
};

const monthsSql = (asked: Asked): string => {
  const sums = families
    .flatMap((family) => baseColumns[family].map(({ column }) => `coalesce(${family}.${column}, 0) as ${column}`))
    .join(', ');
  const key = (t: string) =>
    `${t}.client_id = ${asked.clientId} and ${t}.account = ${asked.account} and ${t}.level = ${asked.level}`;
  const kept = `m.month >= '${asked.keptFrom}'`;
  const conversions = `conversion.report_time = ${asked.reportTime} and conversion.window_code = ${asked.window}`;
  return `
    select m.month, ${sums}, coalesce(s.collected, 0) as collected,
           coalesce(s.delivery_known, 0) as delivery_known, coalesce(s.conversion_known, 0) as conversion_known
      from (select generate_series($1::timestamp, $2::timestamp, '1 month')::date as month) m
      left join ${familyTables.delivery.entityMonths} delivery
        on ${key('delivery')} and delivery.entity = ${asked.entity} and delivery.month = m.month and ${kept}
      left join ${familyTables.conversion.entityMonths} conversion
        on ${key('conversion')} and ${conversions} and conversion.entity = ${asked.entity} and conversion.month = m.month and ${kept}
      left join (
        select date_trunc('month', day::timestamp)::date as month, count(*) filter (where report_time = 0)::int4 as collected,
               bit_and(known_columns) filter (where report_time = 0) as delivery_known,
               bit_and(known_columns) filter (where report_time <> 0) as conversion_known
          from facts_day_states t
         where ${key('t')} and (report_time, window_code) in ((0, 0), (${asked.reportTime}, ${asked.window}))
           and day >= $1::timestamp and day < $2::timestamp + interval '1 month'
         group by 1) s on s.month = m.month and ${kept}
     order by m.month`;
};

type MonthRow = Record<string, unknown> & {
  month: Day;
  collected: number;
  delivery_known: bigint;
  conversion_known: bigint;
};

const PATH = `
  with recursive up as (
    select entity, parent, level, pinterest_id from facts_entities where client_id = $1 and entity = $2
    union all
    select e.entity, e.parent, e.level, e.pinterest_id from up join facts_entities e on e.client_id = $1 and e.entity = up.parent)
  select up.level, up.pinterest_id as entity, v.name, v.status, v.pin_id as pin
    from up left join facts_entity_versions v on v.client_id = $1 and v.entity = up.entity and v.known_to is null
   order by up.level`;

const pathTo = async (tx: Tx, clientId: ClientId, entity: number): Promise<NamedThing[]> => {
  const rows = await tx.sql<Omit<NamedThing, 'level'> & { level: number }>(PATH, [clientId, entity]);
  return rows.map((row) => ({ ...row, level: levelOf(row.level) }));
};

/**
 * Every figure of one account, campaign, ad group or ad over a period and the one compared with, and over the calendar
 * months up to the one the period ends in; with its name and what it lies in.
 *
 * @unit sums counts, and micros of the account's currency
 * @cost five small queries: a thing is one row a month, and one a day at the edges of the period
 * @source facts_entity_months and its conversions, facts_ad_days and facts_ad_conversions for edge days, facts_day_states
 * @throws FACTS_RANGE_TOO_LONG, FACTS_ENTITY_MISSING
 * @personal none
 */
export const entityFigures = async (
  ctx: Context,
  input: {
    clientId: ClientId;
    account: string;
    level: LedgerLevel;
    entity: string;
    period: Period;
    before?: Period | undefined;
    attribution?: Attribution | undefined;
    months: number;
  },
): Promise<EntityFiguresOverTime> => {
  const { clientId, period, before } = input;
  checkRange(period.from, period.to);
  if (before !== undefined) checkRange(before.from, before.to);
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const found = await findSelection(tx, input);
    const entity = found.entity ?? found.account;
    const asked = { ...found, entity, clientId, period };
    const days = await periodDays(tx, asked, { current: period, before });
    const [row] = await tx.sql(periodSql(asked, { current: period, before }));
    const last = monthOf(period.to);
    let first = last;
    for (let count = 1; count < input.months; count += 1) first = monthOf(addDays(first, -1));
    const months = await tx.sql<MonthRow>(monthsSql(asked), [first, last]);
    return {
      path: await pathTo(tx, clientId, entity),
      ...pairOf(row ?? {}, days),
      days,
      months: months.map((each) => ({
        month: each.month,
        collected: each.collected,
        sums: {
          ...sumsOf('delivery', each, each.delivery_known),
          ...sumsOf('conversion', each, each.conversion_known),
        },
      })),
    };
  });
};
