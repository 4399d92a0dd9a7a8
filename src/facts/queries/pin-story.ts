import { type Context, type Tx, withClient } from '../../foundation/db/index.ts';
import { type ClientId, type Day, eachDay } from '../../foundation/kit/index.ts';
import { levelCode } from '../derive/ledger-codes.ts';
import type { Family } from '../derive/ledger-columns.ts';
import { familyTables } from '../derive/ledger-scope.ts';
import type { Sums } from '../metrics/evaluate.ts';
import type { Period } from '../metrics/periods.ts';
import { baseColumns, summedColumns, sumsOf } from './base-sums.ts';
import { noFigures, type SeriesDay, statesOf } from './daily-series.ts';
import { type Asked, entityRows } from './entity-rows.ts';
import { keptPart } from './kept-days.ts';
import { type PeriodDays, pairOf, periodDays } from './period-days.ts';
import type { PinsQuestion } from './pin-table.ts';
import { checkRange, type Found, findSelection } from './selection.ts';

/** A thing by its name, as a step on the way down to an ad. */
type Step = { readonly id: string; readonly name: string | null };

/** One ad that shows a Pin: where it lies, and what came of it. */
export type PinAd = Step & {
  readonly status: string | null;
  /** Null while Pinterest has not told in what it lies. */
  readonly adGroup: Step | null;
  readonly campaign: Step | null;
  readonly sums: Sums;
  readonly before: Sums;
};

/** One Pin over a period and the one compared with: all its ads together, ad by ad, and day by day. */
export type PinStory = {
  readonly sums: Sums;
  readonly before: Sums;
  /** Those with the most spend first. */
  readonly ads: readonly PinAd[];
  /** Of the period, oldest first, every day present; of those compared with as well. */
  readonly series: readonly SeriesDay[];
  readonly seriesBefore: readonly SeriesDay[];
  readonly days: PeriodDays;
};

type AdRow = {
  entity: number;
  id: string;
  name: string | null;
  status: string | null;
  group_id: string | null;
  group_name: string | null;
  campaign_id: string | null;
  campaign_name: string | null;
};

const ADS = `
  select a.entity, a.pinterest_id as id, v.name, v.status,
         g.pinterest_id as group_id, gv.name as group_name, c.pinterest_id as campaign_id, cv.name as campaign_name
    from facts_entity_versions v
    join facts_entities a on a.client_id = $1 and a.entity = v.entity and a.level = $4 and a.account = $3
    left join facts_entities g on g.client_id = $1 and g.entity = a.parent
    left join facts_entity_versions gv on gv.client_id = $1 and gv.entity = g.entity and gv.known_to is null
    left join facts_entities c on c.client_id = $1 and c.entity = g.parent and c.level > 0
    left join facts_entity_versions cv on cv.client_id = $1 and cv.entity = c.entity and cv.known_to is null
   where v.client_id = $1 and v.pin_id = $2 and v.known_to is null
   order by a.entity`;

const families = ['delivery', 'conversion'] as const;

type Part = { readonly prefix: string; readonly period: Period };

/** Sums of some ads, a row each, with the columns of the period before under `before_`. */
const sumsSql = (asked: Asked, list: string, parts: readonly Part[]): string => {
  const joins = parts.flatMap(({ prefix, period }) =>
    families.map((family) => {
      const columns = baseColumns[family].map(({ column }) => column);
      const rows = entityRows(family, { ...asked, period }, { columns, only: ` and entity in (${list})` });
      const sums = columns.map((column) => `sum(r.${column})::int8 as ${prefix}${column}`).join(', ');
      return `left join (select entity, ${sums} from (${rows}) r group by entity) ${prefix}${family} using (entity)`;
    }),
  );
  const columns = parts.flatMap(({ prefix }) =>
    families.flatMap((family) => baseColumns[family].map(({ column }) => `${prefix}${column}`)),
  );
  return `select entity, ${columns.map((name) => `coalesce(${name}, 0) as ${name}`).join(', ')}
            from unnest(array[${list}]) entity ${joins.join(' ')}`;
};

const added = (rows: readonly Record<string, unknown>[]): Record<string, unknown> => {
  const total: Record<string, bigint> = {};
  for (const row of rows) {
    for (const [name, value] of Object.entries(row)) {
      if (typeof value === 'bigint') total[name] = (total[name] ?? 0n) + value;
    }
  }
  return total;
};

type Scope = Found & { readonly clientId: ClientId };

const dailySums = async (
  tx: Tx,
  scope: Scope,
  ads: { readonly list: string; readonly family: Family; readonly period: Period },
): Promise<Map<Day, Record<string, unknown>>> => {
  const { family, list, period } = ads;
  const window =
    family === 'delivery' ? '' : ` and t.report_time = ${scope.reportTime} and t.window_code = ${scope.window}`;
  const rows = await tx.sql<{ day: Day } & Record<string, unknown>>(
    `select t.day, ${summedColumns(baseColumns[family], 't')} from ${familyTables[family].facts} t
      where t.client_id = $1 and t.account = $2 and t.level = $3 and t.day between $4 and $5 and t.entity in (${list})${window}
      group by t.day`,
    [scope.clientId, scope.account, scope.level, period.from, period.to],
  );
  return new Map(rows.map((row) => [row.day, row]));
};

/** Every day of a period with the sums over some ads; what was not collected has state `gap` and no figures. */
const seriesOf = async (tx: Tx, scope: Scope, ads: { list: string; period: Period }): Promise<SeriesDay[]> => {
  const kept = keptPart(ads.period, scope);
  const days = { clientId: scope.clientId, ...kept };
  const of = async (family: Family) => ({
    states: await statesOf(tx, days, { ...scope, family }),
    figures: await dailySums(tx, scope, { list: ads.list, family, period: kept }),
  });
  const [delivery, conversion] = [await of('delivery'), await of('conversion')];
  return eachDay(ads.period.from, ads.period.to).map((day) => ({
    day,
    sums: {
      ...sumsOf('delivery', delivery.figures.get(day) ?? noFigures, delivery.states.get(day)?.known_columns ?? 0n),
      ...sumsOf(
        'conversion',
        conversion.figures.get(day) ?? noFigures,
        conversion.states.get(day)?.known_columns ?? 0n,
      ),
    },
    delivery: delivery.states.get(day)?.state ?? 'gap',
    conversions: conversion.states.get(day)?.state ?? 'gap',
  }));
};

const stepOf = (id: string | null, name: string | null): Step | null => (id === null ? null : { id, name });

const adOf = (row: AdRow, sums: Record<string, unknown> | undefined, days: PeriodDays): PinAd => ({
  id: row.id,
  name: row.name,
  status: row.status,
  adGroup: stepOf(row.group_id, row.group_name),
  campaign: stepOf(row.campaign_id, row.campaign_name),
  ...pairOf(sums ?? {}, days),
});

const bySpend = (one: PinAd, other: PinAd): number => {
  const [a, b] = [one.sums.spend ?? -1n, other.sums.spend ?? -1n];
  return a === b ? 0 : a > b ? -1 : 1;
};

/**
 * What all ads of an account that show one Pin did: together, ad by ad and day by day. Without any ad the list is empty and the
 * sums are those of nothing: whoever shows them says that the Pin is not advertised.
 *
 * @unit sums counts, and micros of the account's currency
 * @cost eight small queries, or twelve with a comparison: a Pin has some ads, and each a row a day
 * @source facts_entity_versions for which ads; facts_ad_days and facts_ad_conversions, their months for whole months
 * @throws FACTS_RANGE_TOO_LONG, FACTS_ENTITY_MISSING
 * @personal none
 */
export const pinStory = async (
  ctx: Context,
  input: Omit<PinsQuestion, 'metrics'> & { readonly pin: string },
): Promise<PinStory> => {
  const { clientId, account, attribution, period, before, pin } = input;
  checkRange(period.from, period.to);
  if (before !== undefined) checkRange(before.from, before.to);
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const found = await findSelection(tx, { clientId, account, level: 'account', attribution });
    const scope = { ...found, clientId, level: levelCode('ad') };
    const rows = await tx.sql<AdRow>(ADS, [clientId, pin, found.account, scope.level]);
    const days = await periodDays(tx, scope, { current: period, before });
    // No thing has number 0: for a Pin without ads every day is collected and empty.
    const list = rows.length === 0 ? '0' : rows.map(({ entity }) => entity).join(', ');
    const parts = [{ prefix: '', period }, ...(before === undefined ? [] : [{ prefix: 'before_', period: before }])];
    const sums = await tx.sql<{ entity: number } & Record<string, unknown>>(
      sumsSql({ ...scope, entity: undefined, period }, list, parts),
    );
    const byAd = new Map(sums.map((row) => [row.entity, row]));
    return {
      ...pairOf(added(sums), days),
      ads: rows.map((row) => adOf(row, byAd.get(row.entity), days)).sort(bySpend),
      series: await seriesOf(tx, scope, { list, period }),
      seriesBefore: before === undefined ? [] : await seriesOf(tx, scope, { list, period: before }),
      days,
    };
  });
};
