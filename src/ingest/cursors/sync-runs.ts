import { type Context, withClients } from '../../foundation/db/index.ts';
import type { ClientId, Day } from '../../foundation/kit/index.ts';

/** What was asked of Pinterest for one client on one night, and what became of it. Counts are chunks. */
export type SyncRun = {
  /** The UTC day on which it was planned. */
  readonly nightOn: Day;
  /** The first and the last day that were asked. */
  readonly from: Day;
  readonly to: Day;
  readonly total: number;
  readonly landed: number;
  readonly failed: number;
  /** Not asked yet, or being made by Pinterest. */
  readonly waiting: number;
  readonly rows: bigint;
  readonly lastAt: Date;
  /** Why chunks were given up, the most frequent first. */
  readonly faults: readonly { readonly code: string; readonly count: number }[];
};

const RUNS = `
select night_on as "nightOn", min(from_day) as "from", max(to_day) as "to", count(*)::int4 as total,
       count(*) filter (where state = 'landed')::int4 as landed, count(*) filter (where state = 'failed')::int4 as failed,
       count(*) filter (where state in ('planned', 'asked'))::int4 as waiting,
       coalesce(sum(rows) filter (where state = 'landed'), 0)::int8 as rows, max(changed_at) as "lastAt"
  from ingest_chunks where client_id = $1 group by night_on order by night_on desc limit $2`;

const FAULTS = `
select night_on as "nightOn", coalesce(fault_code, '') as code, count(*)::int4 as count
  from ingest_chunks where client_id = $1 and state = 'failed' and night_on >= $2
 group by 1, 2 order by 3 desc, 2`;

/**
 * The nights of which chunks are still kept, the newest first.
 *
 * @unit nightOn, from, to  UTC days
 * @source ingest_chunks
 * @personal none
 */
export const syncRuns = (ctx: Context, input: { clientId: ClientId; limit: number }): Promise<SyncRun[]> =>
  withClients(ctx.db, { actor: ctx.actor, clientIds: [input.clientId] }, async (tx) => {
    const runs = await tx.sql<Omit<SyncRun, 'faults'>>(RUNS, [input.clientId, input.limit]);
    const oldest = runs.at(-1)?.nightOn;
    if (oldest === undefined) return [];
    const faults = await tx.sql<{ nightOn: Day; code: string; count: number }>(FAULTS, [input.clientId, oldest]);
    return runs.map((run) => ({
      ...run,
      faults: faults.filter((each) => each.nightOn === run.nightOn).map(({ code, count }) => ({ code, count })),
    }));
  });
