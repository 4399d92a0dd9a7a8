import type { z } from 'zod';
import { Fault } from '../../kit/index.ts';

/** How often and how patiently a job is tried again after a fault of kind `upstream`; the other kinds have fixed answers. */
export type Retry = {
  /** Tries in all, the first one included. */
  readonly tries: number;
  /** Wait before the second try; doubled for each further one. */
  readonly firstDelaySeconds: number;
  readonly longestDelaySeconds: number;
};

/** What the queue needs to know of a job, whatever its payload. */
export type JobShape = {
  readonly name: string;
  readonly retry: Retry;
  /** Most jobs of one concurrency key at a time, over all processes. */
  readonly perKey: number;
  /** Most jobs of this kind at a time in one process. */
  readonly atOnce: number;
  readonly timeoutMinutes: number;
};

/** A kind of work that can be put in the queue: its name, what its payload holds, how it is tried again. */
export type Job<Payload = unknown> = JobShape & {
  readonly payload: z.ZodType<Payload>;
  readonly concurrencyKey: ((payload: Payload) => string) | undefined;
};

// 8 tries from 5 s doubling to 10 minutes span about 20 minutes: longer than Pinterest's usual hiccups, short enough that a
// person sees the same day that something is wrong.
const usualRetry: Retry = { tries: 8, firstDelaySeconds: 5, longestDelaySeconds: 600 };

/**
 * Defines a kind of job. The name is its queue, in kebab-case, beginning with its room.
 *
 * @unit timeoutMinutes after which a run counts as failed upstream (its signal is aborted); 30 unless given
 * @unit perKey most at a time of one `concurrencyKey`, over all processes, to be fair to the others; it is no lock: two
 *   processes that claim in the same instant may exceed it
 * @throws JOBS_DEFINITION_REFUSED for a name that is not kebab-case
 * @personal none: payloads hold ids, numbers and days, which is checked when a job is put in the queue
 */
export const defineJob = <Payload>(definition: {
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
  readonly retry?: Partial<Retry>;
  readonly concurrencyKey?: (payload: Payload) => string;
  readonly perKey?: number;
  readonly atOnce?: number;
  readonly timeoutMinutes?: number;
}): Job<Payload> => {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(definition.name)) {
    throw new Fault('JOBS_DEFINITION_REFUSED', 'bug', 'A job is named in kebab-case, beginning with its room.');
  }
  return {
    name: definition.name,
    payload: definition.payload,
    retry: { ...usualRetry, ...definition.retry },
    concurrencyKey: definition.concurrencyKey,
    perKey: definition.perKey ?? 1,
    atOnce: definition.atOnce ?? Number.POSITIVE_INFINITY,
    timeoutMinutes: definition.timeoutMinutes ?? 30,
  };
};
