import { type Context, withClient } from '../../foundation/db/index.ts';
import type { ClientId, Day } from '../../foundation/kit/index.ts';
import type { LedgerLevel } from '../../pinterest/contract.ts';
import { levelOf } from '../derive/ledger-codes.ts';
import { type BaseKey, baseKeys, baseMetrics } from '../metrics/additive.ts';
import { isKept } from './kept-days.ts';
import { checkRange } from './selection.ts';

/** A day on which the sum of a level is not what the account reports. A deleted campaign leaves such a gap. */
export type LevelGap = {
  /** Pinterest's ad account id. */
  readonly account: string;
  readonly day: Day;
  readonly level: Exclude<LedgerLevel, 'account'>;
  readonly metric: BaseKey;
  readonly atAccount: bigint;
  readonly atLevel: bigint;
};

/** Delivery is what Pinterest adds up itself; conversions of one click may be credited to several ads, so they need not. */
const compared: readonly BaseKey[] = baseKeys.filter((key) => baseMetrics[key].family === 'delivery');

const columns = compared.map((key) => baseMetrics[key].column);

// Only days that both the level and the account were landed are compared: a gap is not a difference.
const RECONCILE = `
  with landed as (
    select l.account, l.level, l.day from facts_day_states l
      join facts_day_states a on a.client_id = l.client_id and a.account = l.account and a.level = 0 and a.report_time = 0
       and a.window_code = 0 and a.day = l.day
     where l.client_id = $1 and l.level > 0 and l.report_time = 0 and l.window_code = 0 and l.day between $2 and $3 and ${isKept('l.day')})
  select e.pinterest_id as account, d.day, d.level,
         array[${columns.map((name) => `coalesce(a.${name}, 0)`).join(', ')}]::text[] as at_account,
         array[${columns.map((name) => `coalesce(l.${name}, 0)`).join(', ')}]::text[] as at_level
    from landed d
    join facts_entities e on e.client_id = $1 and e.entity = d.account
    left join facts_account_days a on a.client_id = $1 and a.level = 0 and a.account = d.account and a.day = d.day
    left join facts_account_days l on l.client_id = $1 and l.level = d.level and l.account = d.account and l.day = d.day
   where (${columns.map((name) => `coalesce(a.${name}, 0)`).join(', ')})
      is distinct from (${columns.map((name) => `coalesce(l.${name}, 0)`).join(', ')})
   order by e.pinterest_id collate "C", d.day, d.level`;

/**
 * Where campaigns, ad groups or ads of a client do not add up to their account: one entry per account, day, level and
 * delivery figure that differs, sorted so. Days not landed at both levels are left out.
 *
 * @unit atAccount, atLevel counts, and micros of the account's currency
 * @source facts_account_days
 * @throws FACTS_RANGE_TOO_LONG
 * @personal none
 */
export const reconcile = async (
  ctx: Context,
  input: { clientId: ClientId; from: Day; to: Day },
): Promise<LevelGap[]> => {
  checkRange(input.from, input.to);
  return withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, async (tx) => {
    const rows = await tx.sql<{ account: string; day: Day; level: number; at_account: string[]; at_level: string[] }>(
      RECONCILE,
      [input.clientId, input.from, input.to],
    );
    return rows.flatMap((row) => {
      const level = levelOf(row.level);
      if (level === 'account') return [];
      return compared.flatMap((metric, place) => {
        const [atAccount, atLevel] = [BigInt(row.at_account[place] ?? 0), BigInt(row.at_level[place] ?? 0)];
        return atAccount === atLevel ? [] : [{ account: row.account, day: row.day, level, metric, atAccount, atLevel }];
      });
    });
  });
};
