import type { Context } from '../../db/index.ts';
import type { Job, JobShape } from './define-job.ts';

/** What a run may know of itself. */
export type Run = {
  /** The job's id; the same in each try. */
  readonly jobId: string;
  /** Aborted when the time is over, the claim was lost or the process stops: end soon and change nothing more. */
  readonly signal: AbortSignal;
  /** Counted tries before this one. */
  readonly tries: number;
};

/** A kind of job with the function that does it. */
export type Handler = {
  readonly job: JobShape;
  readonly run: (ctx: Context, payload: unknown, run: Run) => Promise<void>;
};

/**
 * Joins a job to the function that does it. A heavy function is imported inside, so that light processes need not load it.
 * A handler may run more than once for the same job, so doing it twice must be the same as doing it once. What it throws
 * decides what happens next, by the kind of the fault.
 *
 * @example handle(deriveLanding, async (ctx, payload) => (await import('./derive-landing.handler.ts')).run(ctx, payload))
 * @personal none
 */
export const handle = <Payload>(
  job: Job<Payload>,
  run: (ctx: Context, payload: Payload, run: Run) => Promise<void>,
): Handler => ({ job, run: (ctx, payload, facts) => run(ctx, job.payload.parse(payload), facts) });
