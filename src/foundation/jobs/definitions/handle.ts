import type { Context } from '../../db/index.ts';
import { Fault } from '../../kit/index.ts';
import type { Job, JobShape } from './define-job.ts';

/** What a run may know of itself. */
export type Run = {
  /** The job's id; the same in each try. */
  readonly jobId: string;
  /** Aborted when the time is over, the claim was lost or the stop's patience has ended: end soon and change nothing more. */
  readonly signal: AbortSignal;
  /**
   * Aborted as soon as the process is asked to stop. What is under way may end; a job that only waits throws `givenBack` and
   * is given to another process at once, without being counted.
   */
  readonly stopping: AbortSignal;
  /** Counted tries before this one. */
  readonly tries: number;
};

/**
 * The fault of a run that ends early because its process stops: the job is free again at once and the run is not counted.
 *
 * @personal none
 */
export const givenBack = (cause?: unknown): Fault =>
  new Fault('JOBS_GIVEN_BACK', 'limited', 'The process stops; the job is given back.', { cause });

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
