import { keptFrom, listClients } from '../../clients/index.ts';
import { record } from '../../foundation/audit/index.ts';
import { type Context, withoutClient } from '../../foundation/db/index.ts';
import { asFault, type Day, dayOf, earlierDay } from '../../foundation/kit/index.ts';
import { factsTables } from '../tables.ts';

/** The first day that some client still keeps; undefined while there are no clients. */
const firstKept = async (ctx: Context): Promise<Day | undefined> => {
  const today = dayOf(ctx.clock.now());
  const clients = await listClients(ctx);
  return clients
    .map(({ settings }) => keptFrom(settings.keepMonths, today))
    .reduce<Day | undefined>((first, day) => (first === undefined ? day : earlierDay(first, day)), undefined);
};

/**
 * Drops the months that lie before every client's term, whole and of all clients at once: a file less instead of rows to
 * delete and to clear up after. A table that is being read is left for the next night; its rows are deleted by client
 * meanwhile.
 *
 * @returns how many partitions went
 * @personal none
 */
export const dropMonths = async (ctx: Context): Promise<number> => {
  const before = await firstKept(ctx);
  if (before === undefined) return 0;
  let total = 0;
  for (const { name, partitions } of factsTables) {
    if (partitions !== 'month') continue;
    try {
      total += await withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
        const [row] = await tx.sql<{ count: number }>(
          "select drop_partitions($1::regclass, $2::timestamp at time zone 'UTC') as count",
          [name, before],
        );
        const count = row?.count ?? 0;
        if (count > 0) {
          await record(tx, { action: 'facts.months-dropped', actor: ctx.actor, facts: { table: name, before, count } });
        }
        return count;
      });
    } catch (error) {
      ctx.log.warn('facts.months-not-dropped', { table: name, code: asFault(error).code });
    }
  }
  return total;
};
