import { z } from 'zod';
import { type Context, withoutClient } from '../../db/index.ts';
import { defineJob } from '../../jobs/index.ts';
import { asFault } from '../../kit/index.ts';
import type { Table } from '../../schema/index.ts';

const actor = { kind: 'system', name: 'privacy-upkeep' } as const;

/** Makes the next partitions and drops the expired ones: `keepPartitions` as a job, for the timetable. @personal none */
export const privacyUpkeep = defineJob({
  name: 'privacy-upkeep',
  payload: z.object({}),
  atOnce: 1,
  timeoutMinutes: 10,
});

// Rows of an hourly table are filed under the hour in which they expire, at most 24 hours ahead; one more for the hour that
// begins while we work. Days and months are made two ahead, so that a worker that is down for a day costs nothing.
const AHEAD = { hour: 25, day: 2, month: 2 } as const;

const MAKE = {
  hour: `select hour_partition($1::regclass, clock_now() + n * interval '1 hour') from generate_series(0, ${AHEAD.hour}) n`,
  day: `select day_partition($1::regclass, (clock_now() at time zone 'UTC')::date + n) from generate_series(-1, ${AHEAD.day}) n`,
  month: `select month_partition($1::regclass, (date_trunc('month', clock_now() at time zone 'UTC') + n * interval '1 month')::date)
            from generate_series(0, ${AHEAD.month}) n`,
} as const;

/**
 * How many hours after its end a partition may stay; undefined where the table's term is a client's contract. An hourly
 * partition holds what expires within the hour, so it goes as soon as the hour is over.
 */
const graceHours = (table: Table): number | undefined => {
  if (table.partitions === 'hour') return 0;
  if (typeof table.keep !== 'object') return undefined;
  return 'hours' in table.keep ? table.keep.hours : table.keep.days * 24;
};

/** What an upkeep did, for the log and `privacy status`. */
export type UpkeepReport = {
  readonly dropped: number;
  /** Tables whose partitions could not be kept this time: another transaction held them. */
  readonly failed: readonly string[];
};

const keepTable = async (ctx: Context, table: Table): Promise<number> => {
  const { partitions } = table;
  if (partitions === undefined) return 0;
  const hours = graceHours(table);
  // Dropped first and apart: what must go does not wait for what must come.
  const dropped =
    hours === undefined
      ? 0
      : await withoutClient(ctx.db, { actor }, async (tx) => {
          const [row] = await tx.sql<{ dropped: number }>(
            `select drop_partitions($1::regclass, clock_now() - $2 * interval '1 hour') as dropped`,
            [table.name, hours],
          );
          return row?.dropped ?? 0;
        });
  await withoutClient(ctx.db, { actor }, (tx) => tx.sql(MAKE[partitions], [table.name]));
  return dropped;
};

/**
 * Keeps the partitions of all tables that have them: drops what is past its term and makes what comes next. Any process may
 * call it at any time; doing it twice changes nothing. One table's trouble does not hold up the others.
 *
 * @personal none
 */
export const keepPartitions = async (ctx: Context, tables: readonly Table[]): Promise<UpkeepReport> => {
  const failed: string[] = [];
  let dropped = 0;
  for (const table of tables) {
    try {
      dropped += await keepTable(ctx, table);
    } catch (error) {
      ctx.log.warn('privacy.upkeep-failed', { table: table.name, code: asFault(error).code });
      failed.push(table.name);
    }
  }
  if (dropped > 0) ctx.log.info('privacy.partitions-dropped', { count: dropped });
  return { dropped, failed };
};
