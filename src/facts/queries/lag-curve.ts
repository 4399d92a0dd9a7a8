import { type Context, withClient } from '../../foundation/db/index.ts';
import { type ClientId, Fault } from '../../foundation/kit/index.ts';
import { windowLength } from '../derive/ledger-codes.ts';
import { type BaseKey, baseMetrics } from '../metrics/additive.ts';
import { isKept } from './kept-days.ts';
import { type Attribution, findSelection, usualAttribution } from './selection.ts';

/** Which share of what a day came to in the end was known when the day was this old. */
export type LagPoint = {
  /** Whole days since the end of the day. */
  readonly age: number;
  /** Sum over sum of the days seen at this age; above 1 when conversions were taken back later. */
  readonly share: number;
  /** How many settled days the share rests on. */
  readonly days: number;
};

const curveSql = (column: string): string => `
  with settled as (
    select s.day, s.landed_from, coalesce(f.${column}, 0) as final
      from facts_day_states s
      left join facts_ad_conversions f on f.client_id = $1 and f.account = $2 and f.level = 0 and f.report_time = $3
       and f.window_code = $4 and f.day = s.day
     where s.client_id = $1 and ${isKept('s.day')} and s.account = $2 and s.level = 0 and s.report_time = $3 and s.window_code = $4
       and s.settled_from is not null),
  versions as (
    select day, ${column} as value, known_from, 'infinity'::timestamptz as known_to from facts_ad_conversions
     where client_id = $1 and ${isKept('day')} and account = $2 and level = 0 and report_time = $3 and window_code = $4
    union all
    select day, ${column}, known_from, known_to from facts_ad_conversions_past
     where client_id = $1 and ${isKept('day')} and account = $2 and level = 0 and report_time = $3 and window_code = $4),
  seen as (
    select a.age, s.final, coalesce(sum(v.value), 0) as value
      from settled s
      join generate_series(0, $5::int4) a(age) on (s.day + 1 + a.age)::timestamp at time zone 'UTC' >= s.landed_from
      left join versions v on v.day = s.day and v.known_from <= (s.day + 1 + a.age)::timestamp at time zone 'UTC'
       and v.known_to > (s.day + 1 + a.age)::timestamp at time zone 'UTC'
     group by a.age, s.day, s.final)
  select age, (sum(value) / nullif(sum(final), 0))::float8 as share, count(*)::int4 as days
    from seen group by age having sum(final) > 0 order by age`;

/**
 * How conversions of one account come in late: for each age of a day the share of its final value that was known by then,
 * learnt from the ledger's own restatements. Ages at which no settled day was being watched are absent, so a history that
 * was fetched in one go teaches nothing.
 *
 * @unit age days since the end of the UTC day; share a fraction
 * @source facts_ad_conversions and its past at level account, settled days only
 * @throws FACTS_METRIC_UNKNOWN for a figure that is not a conversion; FACTS_ENTITY_MISSING
 * @personal none
 */
export const lagCurve = async (
  ctx: Context,
  input: { clientId: ClientId; account: string; metric: BaseKey; attribution?: Attribution | undefined },
): Promise<LagPoint[]> => {
  const { column, family } = baseMetrics[input.metric];
  if (family !== 'conversion') {
    throw new Fault('FACTS_METRIC_UNKNOWN', 'invalid', 'Only conversions come in late.', {
      facts: { metric: input.metric },
    });
  }
  const { window } = input.attribution ?? usualAttribution;
  return withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, async (tx) => {
    const found = await findSelection(tx, { ...input, level: 'account' });
    // A window and the three days of corrections after it: from then on the share is 1 by definition.
    const oldest = windowLength(window) + 3;
    const values = [input.clientId, found.account, found.reportTime, found.window, oldest];
    return tx.sql<LagPoint>(curveSql(column), values);
  });
};
