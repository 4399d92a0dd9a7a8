import { type Context, withClient } from '../../foundation/db/index.ts';
import type { ClientId, Day } from '../../foundation/kit/index.ts';
import type { LedgerLevel, ReportTime } from '../../pinterest/contract.ts';
import { levelCode, reportTimeCode, windowCode } from '../derive/ledger-codes.ts';
import { KEPT_FROM } from './kept-days.ts';

/** Days that ought to be in the ledger, and what is known of why they might not be; `ingest` knows both. */
export type ExpectedDays = {
  readonly account: string;
  readonly level: LedgerLevel;
  readonly reportTime: ReportTime;
  readonly window: string;
  readonly from: Day;
  readonly to: Day;
  /** A code of the room that expects the days: `planned`, `PINTEREST_RATE_LIMITED`, … */
  readonly reason: string;
};

/** A stretch of days that is not in the ledger. Delivery comes with conversions by ad action, so it has no gaps of its own. */
export type Gap = ExpectedDays;

const GAPS = `
  with expected as (
    select x.place, d::date as day
      from unnest($2::text[], $3::int2[], $4::int2[], $5::int2[], $6::date[], $7::date[])
           with ordinality x(account, level, report_time, window_code, from_day, to_day, place),
           generate_series(greatest(x.from_day, ${KEPT_FROM})::timestamp, x.to_day::timestamp, '1 day') d
     where not exists (
       select from facts_day_states s join facts_entities a on a.client_id = $1 and a.entity = s.account
        where s.client_id = $1 and a.level = 0 and a.pinterest_id = x.account and s.level = x.level
          and s.report_time = x.report_time and s.window_code = x.window_code and s.day = d::date))
  select place::int4, min(day) as from_day, max(day) as to_day
    from (select place, day, day - (row_number() over (partition by place order by day))::int4 as stretch from expected) e
   group by place, stretch order by place, min(day)`;

/**
 * Every stretch of expected days that is not in the ledger, with the reason given for it; in the order of `expected`, oldest
 * first. A day past the client's term is no gap: nothing ought to be there.
 *
 * @source facts_day_states
 * @personal none
 */
export const listGaps = (
  ctx: Context,
  input: { clientId: ClientId; expected: readonly ExpectedDays[] },
): Promise<Gap[]> =>
  withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, async (tx) => {
    const { expected } = input;
    const rows = await tx.sql<{ place: number; from_day: Day; to_day: Day }>(GAPS, [
      input.clientId,
      expected.map((each) => each.account),
      expected.map((each) => levelCode(each.level)),
      expected.map((each) => reportTimeCode(each.reportTime)),
      expected.map((each) => windowCode(each.window)),
      expected.map((each) => each.from),
      expected.map((each) => each.to),
    ]);
    return rows.flatMap((row) => {
      const about = expected[row.place - 1];
      return about === undefined ? [] : [{ ...about, from: row.from_day, to: row.to_day }];
    });
  });
