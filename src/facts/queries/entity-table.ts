import { type Context, type Tx, withClient } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import type { LedgerLevel } from '../../pinterest/contract.ts';
import { levelCode } from '../derive/ledger-codes.ts';
import type { MetricKey } from '../metrics/catalogue.ts';
import type { Sums } from '../metrics/evaluate.ts';
import type { Period } from '../metrics/periods.ts';
import { type EntityOrder, orderSql, sumNames, type TableAsked, thingsSql } from './entity-table-sql.ts';
import { type PeriodDays, pairOf, periodDays, prefixed } from './period-days.ts';
import { type Attribution, checkRange, findSelection } from './selection.ts';
import { streamBatches } from './stream-batches.ts';

/** A thing of an account and its level. */
export type Thing = { readonly level: LedgerLevel; readonly entity: string };

/** Which things are asked, with which figures. */
export type EntityQuestion = {
  readonly clientId: ClientId;
  /** Pinterest's ad account id. */
  readonly account: string;
  /** The level of the rows. */
  readonly level: Exclude<LedgerLevel, 'account'>;
  /** Only what lies within this thing: the ads of an ad group, or those of a whole campaign. */
  readonly within?: Thing | undefined;
  readonly period: Period;
  /** The days compared with, if any. */
  readonly before?: Period | undefined;
  readonly attribution?: Attribution | undefined;
  /** The metrics wanted; only what they are made of is read. */
  readonly metrics: readonly MetricKey[];
  readonly order: EntityOrder;
  /** Part of a name, or a whole Pinterest id. */
  readonly search?: string | undefined;
  /** True for what neither delivered nor converted in these days too. */
  readonly idle?: boolean | undefined;
};

/** One thing in the period and in the days it is compared with; a figure that is not known everywhere is absent. */
export type EntityRow = {
  /** Pinterest's id. */
  readonly entity: string;
  readonly name: string | null;
  readonly status: string | null;
  /** The Pin an ad shows, where Pinterest told. */
  readonly pin: string | null;
  readonly sums: Sums;
  readonly before: Sums;
};

/** A stretch of a table, with the sums over all its rows. */
export type EntityTable = {
  /** How many rows there are in all. */
  readonly count: number;
  readonly total: { readonly sums: Sums; readonly before: Sums };
  readonly rows: readonly EntityRow[];
  /** Which days stand behind the sums. */
  readonly days: PeriodDays;
};

type Row = Record<string, unknown> & {
  pinterest_id: string | null;
  name: string | null;
  status: string | null;
  pin_id: string | null;
};

const rowOf = (row: Row, days: PeriodDays): EntityRow => ({
  entity: row.pinterest_id ?? '',
  name: row.name,
  status: row.status,
  pin: row.pin_id,
  ...pairOf(row, days),
});

// Things, their names and their sums are each scanned once and joined by hash. Without statistics of a ledger that was
// filled a moment ago the planner would take one of them to be tiny and go through it again for every row of another.
const SCAN_ONCE = "select set_config('enable_nestloop', 'off', true)";

const lookUp = async (tx: Tx, question: EntityQuestion): Promise<{ table: TableAsked; days: PeriodDays }> => {
  const { clientId, period, before, within } = question;
  const found = await findSelection(tx, {
    clientId,
    account: question.account,
    level: within?.level ?? 'account',
    entity: within?.entity,
    attribution: question.attribution,
  });
  const asked = { ...found, clientId, period, entity: undefined, level: levelCode(question.level) };
  await tx.sql(SCAN_ONCE);
  return {
    table: {
      asked,
      before,
      within: found.entity === undefined ? undefined : { entity: found.entity, level: found.level },
      metrics: question.metrics,
      order: question.order,
      idle: question.idle ?? false,
      search: question.search !== undefined,
    },
    days: await periodDays(tx, asked, { current: period, before }),
  };
};

// A percent sign or underline that somebody types is meant as such.
const searchValues = ({ search }: EntityQuestion): string[] =>
  search === undefined ? [] : [`%${search.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`, search];

const checkQuestion = ({ period, before }: EntityQuestion): void => {
  checkRange(period.from, period.to);
  if (before !== undefined) checkRange(before.from, before.to);
};

/**
 * The campaigns, ad groups or ads of an account, or of one thing in it, with their figures over a period and over the one
 * compared with: sorted, a stretch at a time, with the sums over all of them, so that a ratio of the whole is sum over sum.
 *
 * @unit sums counts, and micros of the account's currency
 * @cost four small queries and one over the months and edge days of the level asked, whatever the number of rows
 * @source facts_entity_months and its conversions for whole months, facts_ad_days and facts_ad_conversions for the days
 *   around them; names as they are now
 * @throws FACTS_RANGE_TOO_LONG, FACTS_ENTITY_MISSING
 * @personal none
 */
export const entityTable = async (
  ctx: Context,
  input: EntityQuestion & { limit: number; offset: number },
): Promise<EntityTable> => {
  checkQuestion(input);
  return withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, async (tx) => {
    const { table, days } = await lookUp(tx, input);
    const values = searchValues(input);
    const names = sumNames(table);
    const totals = names.map((name) => `, coalesce(sum(${name}), 0)::int8 as total_${name}`).join('');
    const rows = await tx.sql<Row & { things: number }>(
      `${thingsSql(table)}, total as (select count(*)::int4 as things${totals} from things),
       page as (select *, row_number() over (${orderSql(table.order)}) as place from things
                 ${orderSql(table.order)} limit $${values.length + 1} offset $${values.length + 2})
       select total.*, page.* from total left join page on true order by page.place`,
      [...values, input.limit, input.offset],
    );
    const [first] = rows;
    return {
      count: first?.things ?? 0,
      total: pairOf(prefixed(first ?? {}, 'total_'), days),
      rows: rows.flatMap((row) => (row.pinterest_id === null ? [] : [rowOf(row, days)])),
      days,
    };
  });
};

// Some thousands of rows in memory at a time: a few megabytes.
const FETCH_ROWS = 2000;

/**
 * All rows of the same question, in its order, one by one: for an export, however long the table.
 *
 * @unit sums counts, and micros of the account's currency
 * @cost as `entityTable`, read by a cursor in one transaction
 * @source as `entityTable`
 * @throws FACTS_RANGE_TOO_LONG, FACTS_ENTITY_MISSING
 * @personal none
 */
export const streamEntities = (
  ctx: Context,
  input: EntityQuestion,
): AsyncGenerator<EntityRow & { days: PeriodDays }> => {
  checkQuestion(input);
  return streamBatches(ctx, input.clientId, async function* (tx) {
    const { table, days } = await lookUp(tx, input);
    await tx.sql(
      `declare facts_things no scroll cursor for ${thingsSql(table)} select * from things ${orderSql(table.order)}`,
      searchValues(input),
    );
    for (;;) {
      await tx.renewClaim();
      const rows = await tx.sql<Row>(`fetch forward ${FETCH_ROWS} from facts_things`);
      if (rows.length > 0) yield rows.map((row) => ({ ...rowOf(row, days), days }));
      if (rows.length < FETCH_ROWS) return;
    }
  });
};
