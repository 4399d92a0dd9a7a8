import { type Context, withClients } from '../../foundation/db/index.ts';
import type { ClientId, Day } from '../../foundation/kit/index.ts';
import type { Period } from '../metrics/periods.ts';
import { joinTerms, TERMS } from './kept-days.ts';
import { checkRange } from './selection.ts';

const SPEND = `
  with ${TERMS}
  select s.client_id, e.pinterest_id as account, array_agg(coalesce(d.spend_micros, 0)::text order by s.day) as spend,
         array_agg(s.day::text order by s.day) as days,
         array_agg(s.ready_from is null and s.settled_from is null order by s.day) as provisional
    from facts_day_states s ${joinTerms('s')}
    join facts_entities e on e.client_id = s.client_id and e.entity = s.account
    left join facts_account_days d on d.client_id = s.client_id and d.account = s.account and d.level = 0 and d.day = s.day
      and d.client_id = any ($1::int4[]) and d.day between $2 and $3
   where s.client_id = any ($1::int4[]) and s.level = 0 and s.report_time = 0 and s.window_code = 0 and s.day between $2 and $3
   group by 1, 2`;

/** Spend of one ad account per collected day, in micros; a day that is absent has not been collected. */
export type SpendDays = {
  readonly clientId: ClientId;
  readonly account: string;
  readonly byDay: ReadonlyMap<Day, bigint>;
  /** The days among them that Pinterest has not called complete. */
  readonly provisional: ReadonlySet<Day>;
};

/**
 * What every ad account of many clients spent per day, in one query.
 *
 * @unit micros of each account's currency
 * @source facts_account_days, facts_day_states at level account
 * @throws FACTS_RANGE_TOO_LONG
 * @personal none
 */
export const spendByDay = async (
  ctx: Context,
  input: { clientIds: readonly ClientId[]; period: Period },
): Promise<SpendDays[]> => {
  checkRange(input.period.from, input.period.to);
  const rows = await withClients(ctx.db, { actor: ctx.actor, clientIds: input.clientIds }, (tx) =>
    tx.sql<{ client_id: ClientId; account: string; spend: string[]; days: Day[]; provisional: boolean[] }>(SPEND, [
      input.clientIds,
      input.period.from,
      input.period.to,
    ]),
  );
  return rows.map((row) => ({
    clientId: row.client_id,
    account: row.account,
    byDay: new Map(row.days.map((day, index) => [day, BigInt(row.spend[index] ?? 0)])),
    provisional: new Set(row.days.filter((_day, index) => row.provisional[index])),
  }));
};
