import { roomDb, type Tx } from '../../foundation/db/index.ts';
import type { Day } from '../../foundation/kit/index.ts';
import { ingestTables } from '../tables.ts';

/** When Pinterest said that a day's numbers were in; null while it has not. The same for every account. */
export type ReadyDay = {
  readonly day: Day;
  readonly deliveryReadyAt: Date | null;
  readonly conversionsReadyAt: Date | null;
  readonly askedAt: Date;
};

/**
 * Pinterest's word on each day from one on, oldest first; days never asked about are absent.
 * @source ingest_ready_days, asked once a night per day not yet ready (openapi op metrics_ready_state/get)
 * @personal none
 */
export const listReadyDays = async (tx: Tx, from: Day): Promise<ReadyDay[]> => {
  const rows = await roomDb(tx, ingestTables)
    .selectFrom('ingest_ready_days')
    .selectAll()
    .where('day', '>=', from)
    .orderBy('day')
    .execute();
  return rows.map((row) => ({
    day: row.day,
    deliveryReadyAt: row.delivery_ready_at,
    conversionsReadyAt: row.conversions_ready_at,
    askedAt: row.asked_at,
  }));
};

/** Notes Pinterest's word on a day; the moment it first said "ready" stays. Tells whether something became ready. */
export const noteReadyDay = async (
  tx: Tx,
  input: { day: Day; delivery: boolean; conversions: boolean; now: Date },
): Promise<boolean> => {
  const { day, now } = input;
  const [row] = await tx.sql<{ news: boolean }>(
    `insert into ingest_ready_days as known (day, delivery_ready_at, conversions_ready_at, asked_at)
     values ($1, case when $2 then $4::timestamptz end, case when $3 then $4::timestamptz end, $4)
     on conflict (day) do update set
       delivery_ready_at = coalesce(known.delivery_ready_at, excluded.delivery_ready_at),
       conversions_ready_at = coalesce(known.conversions_ready_at, excluded.conversions_ready_at),
       asked_at = excluded.asked_at
     returning (delivery_ready_at = $4 or conversions_ready_at = $4) is true as news`,
    [day, input.delivery, input.conversions, now],
  );
  return row?.news ?? false;
};
