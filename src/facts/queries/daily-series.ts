import { type Context, type Tx, withClient } from '../../foundation/db/index.ts';
import { type Day, eachDay } from '../../foundation/kit/index.ts';
import type { DayState } from '../derive/day-states.ts';
import type { Family } from '../derive/ledger-columns.ts';
import type { Sums } from '../metrics/evaluate.ts';
import { baseColumns, sumsOf } from './base-sums.ts';
import { keptPart } from './kept-days.ts';
import { checkRange, type Found, findSelection, type Selection } from './selection.ts';

/** One day of a series. A family that was not collected that day has state `gap` and no figures: unknown, not zero. */
export type SeriesDay = {
  readonly day: Day;
  readonly sums: Sums;
  readonly delivery: DayState | 'gap';
  readonly conversions: DayState | 'gap';
};

type StateRow = { day: Day; state: DayState; known_columns: bigint };

/** How final each collected day of a level is, and which columns it carries. @personal none */
export const statesOf = async (
  tx: Tx,
  selection: Pick<Selection, 'clientId' | 'from' | 'to'>,
  key: Found & { family: Family },
): Promise<Map<Day, StateRow>> => {
  const isDelivery = key.family === 'delivery';
  const rows = await tx.sql<StateRow>(
    `select day, known_columns,
            case when settled_from is not null then 'settled' when ready_from is not null then 'ready' else 'provisional' end as state
       from facts_day_states
      where client_id = $1 and account = $2 and level = $3 and report_time = $4 and window_code = $5 and day between $6 and $7`,
    [
      ...[selection.clientId, key.account, key.level, isDelivery ? 0 : key.reportTime, isDelivery ? 0 : key.window],
      ...[selection.from, selection.to],
    ],
  );
  return new Map(rows.map((row) => [row.day, row]));
};

const figuresOf = async (
  tx: Tx,
  selection: Selection,
  key: Found & { family: Family },
): Promise<Map<Day, Record<string, unknown>>> => {
  const isDelivery = key.family === 'delivery';
  const columns = baseColumns[key.family].map(({ column }) => `${column}::int8 as ${column}`).join(', ');
  const sums = isDelivery ? 'facts_account_days' : 'facts_account_conversions';
  const facts = isDelivery ? 'facts_ad_days' : 'facts_ad_conversions';
  const values: unknown[] = [selection.clientId, key.account, key.level, selection.from, selection.to];
  const conditions = ['client_id = $1', 'account = $2', 'level = $3', 'day between $4 and $5'];
  if (!isDelivery) conditions.push(`report_time = ${key.reportTime}`, `window_code = ${key.window}`);
  if (key.entity !== undefined) {
    values.push(key.entity, eachDay(selection.from, selection.to));
    // With the days named one by one each is a single probe of the key, which ends in the entity.
    conditions.push('entity = $6', 'day = any ($7::date[])');
  }
  const rows = await tx.sql<{ day: Day } & Record<string, unknown>>(
    `select day, ${columns} from ${key.entity === undefined ? sums : facts} where ${conditions.join(' and ')}`,
    values,
  );
  return new Map(rows.map((row) => [row.day, row]));
};

/** The columns of a collected day without delivery. */
export const noFigures: Readonly<Record<string, unknown>> = Object.fromEntries(
  [...baseColumns.delivery, ...baseColumns.conversion].map(({ column }) => [column, 0n]),
);

/**
 * Every figure of an account's level, or of one thing, per day from `from` to `to`, oldest first, every day present. A
 * collected day without delivery has zeros; a day not collected, or past the client's term, has state `gap` and no figures.
 *
 * @unit sums counts, and micros of the account's currency
 * @source facts_account_days and facts_account_conversions; facts_ad_days and facts_ad_conversions for one thing
 * @throws FACTS_RANGE_TOO_LONG, FACTS_ENTITY_MISSING
 * @personal none
 */
export const dailySeries = async (ctx: Context, selection: Selection): Promise<SeriesDay[]> => {
  checkRange(selection.from, selection.to);
  return withClient(ctx.db, { actor: ctx.actor, clientId: selection.clientId }, async (tx) => {
    const found = await findSelection(tx, selection);
    const kept = { ...selection, ...keptPart(selection, found) };
    const delivery = { ...found, family: 'delivery' as const };
    const conversion = { ...found, family: 'conversion' as const };
    const states = [await statesOf(tx, kept, delivery), await statesOf(tx, kept, conversion)] as const;
    const figures = [await figuresOf(tx, kept, delivery), await figuresOf(tx, kept, conversion)] as const;
    return eachDay(selection.from, selection.to).map((day) => ({
      day,
      sums: {
        ...sumsOf('delivery', figures[0].get(day) ?? noFigures, states[0].get(day)?.known_columns ?? 0n),
        ...sumsOf('conversion', figures[1].get(day) ?? noFigures, states[1].get(day)?.known_columns ?? 0n),
      },
      delivery: states[0].get(day)?.state ?? 'gap',
      conversions: states[1].get(day)?.state ?? 'gap',
    }));
  });
};
