import type { z } from 'zod';
import { Fault } from '../../kit/index.ts';
import type { Job } from './define-job.ts';

/** Something that has happened, under the name its room gave it. */
export type Event<Payload = unknown> = { readonly name: string; readonly payload: z.ZodType<Payload> };

/**
 * Defines an event: `room.past-participle`, with a payload of ids, numbers and days.
 *
 * @throws JOBS_DEFINITION_REFUSED for a name of another form
 * @personal none
 */
export const defineEvent = <Payload>(definition: Event<Payload>): Event<Payload> => {
  if (!/^[a-z]+\.[a-z]+(-[a-z]+)*$/.test(definition.name)) {
    throw new Fault('JOBS_DEFINITION_REFUSED', 'bug', 'An event is named room.past-participle.');
  }
  return definition;
};

/** A job that is put in the queue whenever an event was announced; made by `subscribe`. */
export type Subscription = {
  readonly event: string;
  readonly job: Job;
  /** The job's payload and the key under which equal waiting jobs become one, from the event's payload; undefined: not this time. */
  readonly toJob: (payload: unknown) =>
    | {
        readonly payload: unknown;
        readonly singletonKey: string | undefined;
        readonly priority: number;
      }
    | undefined;
};

/**
 * One line of the wiring table: who hears what.
 *
 * @example subscribe(ingestLanded, deriveLanding, { singletonKey: (payload) => payload.landingId })
 * @personal none
 */
export const subscribe = <Heard, Wanted>(
  event: Event<Heard>,
  job: Job<Wanted>,
  how: {
    /** Whether this news is for the job; all of it unless given. */
    readonly when?: (heard: Heard) => boolean;
    readonly payload?: (heard: Heard) => Wanted;
    readonly singletonKey?: (heard: Heard) => string;
    /** Higher is taken first; 0 unless given. */
    readonly priority?: (heard: Heard) => number;
  } = {},
): Subscription => ({
  event: event.name,
  job: untyped(job),
  toJob: (raw) => {
    const heard = event.payload.parse(raw);
    if (how.when?.(heard) === false) return undefined;
    return {
      payload: how.payload === undefined ? job.payload.parse(heard) : how.payload(heard),
      singletonKey: how.singletonKey?.(heard),
      priority: how.priority?.(heard) ?? 0,
    };
  },
});

/** The same job for callers that hold payloads of many kinds; each use parses the payload again. */
export const untyped = <Payload>(job: Job<Payload>): Job => {
  const { concurrencyKey } = job;
  return {
    ...job,
    concurrencyKey: concurrencyKey === undefined ? undefined : (payload) => concurrencyKey(job.payload.parse(payload)),
  };
};
