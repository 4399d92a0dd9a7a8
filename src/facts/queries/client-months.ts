import { type Context, withClients } from '../../foundation/db/index.ts';
import { type ClientId, type Day, monthOf } from '../../foundation/kit/index.ts';
import { reportTimeCode, windowCode } from '../derive/ledger-codes.ts';
import type { Sums } from '../metrics/evaluate.ts';
import type { Period } from '../metrics/periods.ts';
import { baseColumns, sumsOf } from './base-sums.ts';
import { TERMS } from './kept-days.ts';
import { type Attribution, checkRange, usualAttribution } from './selection.ts';

/** One month of one ad account, as far as its days have landed. Accounts may differ in currency. */
export type AccountMonth = {
  readonly clientId: ClientId;
  readonly account: string;
  /** The first day of the month. */
  readonly month: Day;
  readonly sums: Sums;
};

const columnsOf = (family: 'delivery' | 'conversion', t: string): string =>
  baseColumns[family].map(({ column }) => `coalesce(${t}.${column}, 0) as ${column}`).join(', ');

// An account's own row at level account is its sum, so a month is one row and not thirty.
const MONTHS = `
  with ${TERMS}
  select e.client_id, e.pinterest_id as account_id, m.month, ${columnsOf('delivery', 'd')}, ${columnsOf('conversion', 'c')}
    from facts_entities e
    join terms k on k.client_id = e.client_id
    join (select generate_series($2::timestamp, $3::timestamp, '1 month')::date as month) m on m.month >= k.kept_from
    left join facts_entity_months d on d.client_id = e.client_id and d.account = e.entity and d.level = 0
     and d.month = m.month and d.entity = e.entity
    left join facts_entity_conversion_months c on c.client_id = e.client_id and c.account = e.entity and c.level = 0
     and c.report_time = $4 and c.window_code = $5 and c.month = m.month and c.entity = e.entity
   where e.client_id = any ($1::int4[]) and e.level = 0 and (d.client_id is not null or c.client_id is not null)
   order by e.client_id, e.pinterest_id collate "C", m.month`;

const everyBit = 2n ** 62n - 1n;

/**
 * The figures of every ad account of many clients by month, from the month of the period's first day to that of its last;
 * sorted by client, account and month. A month without any delivery or conversion is absent.
 *
 * @unit sums counts, and micros of each account's own currency
 * @source facts_entity_months and facts_entity_conversion_months at level account
 * @throws FACTS_RANGE_TOO_LONG
 * @personal none
 */
export const clientMonths = async (
  ctx: Context,
  input: { clientIds: readonly ClientId[]; period: Period; attribution?: Attribution | undefined },
): Promise<AccountMonth[]> => {
  const { clientIds, period } = input;
  checkRange(period.from, period.to);
  const { window, reportTime } = input.attribution ?? usualAttribution;
  const values = [clientIds, monthOf(period.from), monthOf(period.to), reportTimeCode(reportTime), windowCode(window)];
  return withClients(ctx.db, { actor: ctx.actor, clientIds }, async (tx) => {
    const rows = await tx.sql<{ client_id: ClientId; account_id: string; month: Day } & Record<string, unknown>>(
      MONTHS,
      values,
    );
    return rows.map((row) => ({
      clientId: row.client_id,
      account: row.account_id,
      month: row.month,
      sums: { ...sumsOf('delivery', row, everyBit), ...sumsOf('conversion', row, everyBit) },
    }));
  });
};
