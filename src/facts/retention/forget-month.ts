import type { Tx } from '../../foundation/db/index.ts';
import { addDays, type ClientId, type Day, monthOf } from '../../foundation/kit/index.ts';

/** Every table with days or months of a client, and what its rows are called in the audit trail. */
const dated = [
  { table: 'facts_ad_days', time: 'day', as: 'days' },
  { table: 'facts_ad_conversions', time: 'day', as: 'days' },
  { table: 'facts_ad_days_past', time: 'day', as: 'past' },
  { table: 'facts_ad_conversions_past', time: 'day', as: 'past' },
  { table: 'facts_account_days', time: 'day', as: 'sums' },
  { table: 'facts_account_conversions', time: 'day', as: 'sums' },
  { table: 'facts_entity_months', time: 'month', as: 'sums' },
  { table: 'facts_entity_conversion_months', time: 'month', as: 'sums' },
  { table: 'facts_day_states', time: 'day', as: 'states' },
  { table: 'facts_breakdown_days', time: 'day', as: 'parts' },
  { table: 'facts_breakdown_conversions', time: 'day', as: 'parts' },
  { table: 'facts_breakdown_days_past', time: 'day', as: 'parts' },
  { table: 'facts_breakdown_conversions_past', time: 'day', as: 'parts' },
  { table: 'facts_breakdown_states', time: 'day', as: 'states' },
  { table: 'facts_organic_days', time: 'day', as: 'organic' },
  { table: 'facts_organic_pin_days', time: 'day', as: 'organic' },
  { table: 'facts_organic_days_past', time: 'day', as: 'organic' },
  { table: 'facts_organic_pin_days_past', time: 'day', as: 'organic' },
] as const;

/**
 * The names of all tables that hold days or months of a client.
 * @internal tests only
 * @personal none
 */
export const datedTables: readonly string[] = dated.map(({ table }) => table);

/** How many rows went, by what they are. */
export type Forgotten = Readonly<Record<(typeof dated)[number]['as'], number>>;

const HELD = `select distinct date_trunc('month', d::timestamp)::date::text as month from (
  ${dated.map(({ table, time }) => `select distinct ${time} as d from ${table} where client_id = $1 and ${time} < $2`).join(' union ')}
) held order by 1`;

/** The months before a day of which a client holds anything, oldest first. @personal none */
export const monthsBefore = async (tx: Tx, clientId: ClientId, before: Day): Promise<Day[]> =>
  (await tx.sql<{ month: Day }>(HELD, [clientId, before])).map(({ month }) => month);

/**
 * Deletes a whole month of a client from every table. The facts and their sums go in one transaction, so that a sum is that of
 * its facts also while a longer term could bring the rest of the months back into sight.
 *
 * @personal none
 */
export const forgetMonth = async (tx: Tx, clientId: ClientId, month: Day): Promise<Forgotten> => {
  const last = addDays(monthOf(addDays(month, 32)), -1);
  const gone = { days: 0, past: 0, sums: 0, states: 0, parts: 0, organic: 0 };
  for (const { table, time, as } of dated) {
    await tx.renewClaim();
    const [row] = await tx.sql<{ count: number }>(
      `with gone as (delete from ${table} where client_id = $1 and ${time} between $2 and $3 returning 1)
       select count(*)::int4 as count from gone`,
      [clientId, month, last],
    );
    gone[as] += row?.count ?? 0;
  }
  return gone;
};
