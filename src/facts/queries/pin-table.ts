import { type Context, type Tx, withClient } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import { levelCode } from '../derive/ledger-codes.ts';
import type { MetricKey } from '../metrics/catalogue.ts';
import type { Sums } from '../metrics/evaluate.ts';
import type { Period } from '../metrics/periods.ts';
import { sumNames, type TableAsked, thingsSql } from './entity-table-sql.ts';
import { type PeriodDays, pairOf, periodDays } from './period-days.ts';
import { type Attribution, checkRange, findSelection } from './selection.ts';

/** Which Pins are asked: those the ads of an account show, with which figures. */
export type PinsQuestion = {
  readonly clientId: ClientId;
  /** Pinterest's ad account id. */
  readonly account: string;
  readonly period: Period;
  readonly before?: Period | undefined;
  readonly attribution?: Attribution | undefined;
  /** The metrics wanted; only what they are made of is read. */
  readonly metrics: readonly MetricKey[];
};

/** One Pin, over all ads that show it. */
export type PinRow = {
  /** Pinterest's id. */
  readonly pin: string;
  /** Ads that show it, archived ones too, and how many of them are active. */
  readonly ads: number;
  readonly activeAds: number;
  /** What its newest ad is called; null when none has a name. */
  readonly adName: string | null;
  /** True when an ad of it delivered or converted in the period or the one compared with. */
  readonly moved: boolean;
  readonly sums: Sums;
  readonly before: Sums;
};

type Row = Record<string, unknown> & {
  pin_id: string;
  ads: number;
  active_ads: number;
  ad_name: string | null;
  moved: boolean;
};

type Pair = Pick<PinRow, 'sums' | 'before'>;

const rowOf = (row: Row, pair: Pair): PinRow => ({
  pin: row.pin_id,
  ads: row.ads,
  activeAds: row.active_ads,
  adName: row.ad_name,
  moved: row.moved,
  ...pair,
});

// As in the table of things: without statistics of a ledger filled a moment ago the planner would go through it again for
// every row of another.
const SCAN_ONCE = "select set_config('enable_nestloop', 'off', true)";

const pinsSql = (table: TableAsked): string => {
  const names = sumNames(table);
  const sums = names.map((name) => `, sum(${name})::int8 as ${name}`).join('');
  // Zeros are never kept, and a correction is no movement of nothing: a Pin moved when any figure of it is not zero.
  const moved = names.length === 0 ? 'false' : `bool_or(${names.map((name) => `${name} <> 0`).join(' or ')})`;
  // An account of 40,000 ads has delivered with a few of them: of the others no figure makes the way here.
  const told = names.map((name) => `, case when moved then ${name} end as ${name}`).join('');
  return `${thingsSql(table)}, pins as (
      select pin_id, count(*)::int4 as ads, count(*) filter (where status = 'ACTIVE')::int4 as active_ads,
             (array_agg(name order by entity desc) filter (where name is not null))[1] as ad_name, ${moved} as moved${sums}
        from things where pin_id is not null group by pin_id)
    select pin_id, ads, active_ads, ad_name, moved${told} from pins order by pin_id collate "C"`;
};

const lookUp = async (tx: Tx, question: PinsQuestion): Promise<{ table: TableAsked; days: PeriodDays }> => {
  const { clientId, account, attribution, period, before, metrics } = question;
  const found = await findSelection(tx, { clientId, account, level: 'account', attribution });
  const asked = { ...found, clientId, period, entity: undefined, level: levelCode('ad') };
  await tx.sql(SCAN_ONCE);
  return {
    table: {
      asked,
      before,
      within: undefined,
      metrics,
      order: { by: 'name', direction: 'up' },
      idle: true,
      search: false,
    },
    days: await periodDays(tx, asked, { current: period, before }),
  };
};

/**
 * The Pins that the ads of an account show, each with the sums over all its ads: one Pin in three campaigns is one row. Pins
 * whose ads lay still are there too (`moved` false). An ad whose Pin Pinterest has not told is in none of them.
 *
 * @unit sums counts, and micros of the account's currency
 * @cost three small queries and one over the months and edge days of the account's ads; a row for every Pin that was ever
 *   advertised, in memory at once
 * @source facts_entity_months and its conversions for whole months, facts_ad_days and facts_ad_conversions for the days
 *   around them, at the level of ads; which ad shows which Pin as it is known now
 * @throws FACTS_RANGE_TOO_LONG, FACTS_ENTITY_MISSING
 * @personal none
 */
export const pinTable = async (
  ctx: Context,
  input: PinsQuestion,
): Promise<{ readonly pins: readonly PinRow[]; readonly days: PeriodDays }> => {
  checkRange(input.period.from, input.period.to);
  if (input.before !== undefined) checkRange(input.before.from, input.before.to);
  return withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, async (tx) => {
    const { table, days } = await lookUp(tx, input);
    const rows = await tx.sql<Row>(pinsSql(table));
    // Of Pins with which nothing happened the figures are the same: zero where the days are in, unknown where they are not.
    const still = pairOf(Object.fromEntries(sumNames(table).map((name) => [name, 0n])), days);
    return { pins: rows.map((row) => rowOf(row, row.moved ? pairOf(row, days) : still)), days };
  });
};

/**
 * Whether a Pin is known to be this client's from its own figures: an ad shows it, or organic figures of it are stored.
 *
 * @cost one query over the present versions of the client's things
 * @source facts_entity_versions, facts_organic_pins
 * @personal none
 */
export const isPinKnown = (ctx: Context, input: { clientId: ClientId; pin: string }): Promise<boolean> =>
  withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, async (tx) => {
    const rows = await tx.sql(
      `select from facts_entity_versions where client_id = $1 and pin_id = $2 and known_to is null
       union all select from facts_organic_pins where client_id = $1 and pin_id = $2 limit 1`,
      [input.clientId, input.pin],
    );
    return rows.length > 0;
  });
