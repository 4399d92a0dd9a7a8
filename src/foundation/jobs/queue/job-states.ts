import { type Context, withoutClient } from '../../db/index.ts';

/** How a kind of job stands in the queue, over all processes. */
export type JobStates = {
  readonly job: string;
  /** Could start now, or waits for its next try. */
  readonly waiting: number;
  readonly running: number;
  /** Stopped for good within the last day. */
  readonly stopped: number;
  /** How long the oldest has waited beyond the moment it could have started. @unit seconds; 0 when none waits */
  readonly oldestWaitingSeconds: number;
};

// What has ended well is most of the table and is left out: the index on what has not serves this.
const COUNT = `
select name as job,
       count(*) filter (where state < 'active')::int4 as waiting,
       count(*) filter (where state = 'active')::int4 as running,
       count(*) filter (where state = 'failed')::int4 as stopped,
       greatest(0, coalesce(extract(epoch from clock_timestamp() - min(start_after) filter (where state < 'active')), 0))::float8
         as "oldestWaitingSeconds"
  from jobs.job_common where state in ('created', 'retry', 'active', 'failed') group by name order by name`;

/**
 * How the queue stands: of each kind of job what waits, runs and has stopped.
 *
 * @personal none
 */
export const jobStates = (ctx: Context): Promise<JobStates[]> =>
  withoutClient(ctx.db, { actor: ctx.actor }, (tx) => tx.sql<JobStates>(COUNT));
