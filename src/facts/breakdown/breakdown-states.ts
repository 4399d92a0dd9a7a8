import type { Tx } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import type { LandingHead } from '../derive/landing-reader.ts';

/** The days of some targeting types that one landing is about. */
export type BreakdownDays = {
  readonly head: LandingHead;
  readonly clientId: ClientId;
  readonly account: number;
  readonly level: number;
  readonly reportTime: number;
  readonly window: number;
  readonly kinds: readonly number[];
  readonly knownFrom: string;
};

const keyOf = (days: BreakdownDays): unknown[] => [
  days.clientId,
  days.account,
  days.level,
  days.reportTime,
  days.window,
  days.kinds,
];

/** Leaves the days this landing may speak for in the temp table `facts_breakdown_open (kind, day)`: those no later pull has spoken for. */
export const openDays = async (tx: Tx, days: BreakdownDays): Promise<void> => {
  const { head } = days;
  await tx.sql('drop table if exists facts_breakdown_open');
  await tx.sql('create temp table facts_breakdown_open (kind int2, day date) on commit drop');
  await tx.sql(
    `insert into facts_breakdown_open
     select k, d::date from unnest($6::int2[]) k, generate_series($7::timestamp, $8::timestamp, '1 day') d
      where not exists (
        select from facts_breakdown_states s
         where (s.client_id, s.account, s.level, s.report_time, s.window_code) = ($1, $2, $3, $4, $5)
           and s.kind = k and s.day = d::date and s.pulled_at > $9)`,
    [...keyOf(days), head.from, head.to, head.pulledAt],
  );
  await tx.sql('analyze facts_breakdown_open');
};

/** Writes down that the landing's days are in; tells how many are newly in or were pulled later than before. */
export const keepStates = async (tx: Tx, days: BreakdownDays): Promise<number> => {
  const { head } = days;
  const rows = await tx.sql(
    `insert into facts_breakdown_states as s (client_id, account, level, report_time, window_code, kind, day, landed_from,
       pulled_at, landing_id)
     select $1, $2, $3, $4, $5, o.kind, o.day, $7::timestamptz, $8, $9
       from facts_breakdown_open o where o.kind = any ($6::int2[])
     on conflict (client_id, account, level, kind, report_time, window_code, day) do update set
       pulled_at = excluded.pulled_at, landing_id = excluded.landing_id
       where s.pulled_at < excluded.pulled_at
     returning day`,
    [...keyOf(days), days.knownFrom, head.pulledAt, head.landingId],
  );
  return rows.length;
};
