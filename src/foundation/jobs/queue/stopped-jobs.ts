import { type Context, withoutClient } from '../../db/index.ts';

/** Jobs of one kind and client that stopped for the same reason. */
export type StoppedJobs = {
  readonly job: string;
  /** The code of the fault they stopped with. */
  readonly code: string;
  readonly kind: string;
  /** The client their payload names, if any. */
  readonly clientId: number | null;
  readonly count: number;
  /** When the last of them stopped, by the machine's clock. */
  readonly at: Date;
};

const STOPPED = `
select name as job, coalesce(output ->> 'code', '') as code, coalesce(output ->> 'kind', '') as kind,
       (data -> 'payload' ->> 'clientId')::int4 as "clientId", count(*)::int4 as count, max(completed_on) as at
  from jobs.job_common where state = 'failed'
 group by 1, 2, 3, 4 order by at desc limit $1`;

/**
 * What stopped for good within the last day, the latest first; what stopped earlier is no longer kept.
 *
 * @param input.atMost most lines of the answer
 * @personal none
 */
export const stoppedJobs = (ctx: Pick<Context, 'db' | 'actor'>, input: { atMost: number }): Promise<StoppedJobs[]> =>
  withoutClient(ctx.db, { actor: ctx.actor }, (tx) => tx.sql<StoppedJobs>(STOPPED, [input.atMost]));
