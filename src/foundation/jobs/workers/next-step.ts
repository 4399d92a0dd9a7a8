import type { Fault } from '../../kit/index.ts';
import type { Retry } from '../definitions/define-job.ts';

/**
 * What becomes of a job after a run.
 *
 * | run ended with                               | next                                                 |
 * |----------------------------------------------|------------------------------------------------------|
 * | no fault                                     | done                                                 |
 * | `limited`                                    | again at `retryAt`, not counted                      |
 * | `upstream`                                   | again after a growing wait, counted; last try: stops |
 * | `conflict`                                   | again at once, one time; then stops                  |
 * | `unsure`                                     | stops: it may have happened, so it is never repeated |
 * | `invalid`, `unauthenticated`, `forbidden`, `missing`, `bug` | stops                                 |
 */
export type NextStep =
  | { readonly state: 'done' }
  | { readonly state: 'stopped'; readonly fault: Fault }
  | { readonly state: 'again'; readonly fault: Fault; readonly waitSeconds: number; readonly counted: boolean };

// A `limited` fault without a time: long enough for every per-minute limit of Pinterest's to have passed.
const UNKNOWN_LIMIT_SECONDS = 60;

/** The wait before the try after `tries` counted ones: doubling, and half of it by chance, so that a crowd disperses. */
const backOff = (retry: Retry, tries: number, chance: number): number => {
  const full = Math.min(retry.longestDelaySeconds, retry.firstDelaySeconds * 2 ** (tries - 1));
  return full / 2 + (full / 2) * chance;
};

// `retryAt` is a calendar moment, jobs wait in elapsed time: the calendar of a demo or a test runs ahead of the machine's clock.
const untilRetryAt = (fault: Fault, now: Date): number =>
  fault.retryAt === undefined ? UNKNOWN_LIMIT_SECONDS : Math.max(0, (fault.retryAt.getTime() - now.getTime()) / 1000);

/** What a decision rests on besides the fault: `tries` are the counted tries before this run, `now` is calendar time. */
export type Past = { readonly tries: number; readonly chance: number; readonly now: Date };

/** Decides by the kind of the fault alone. */
export const nextStep = (fault: Fault, retry: Retry, past: Past): NextStep => {
  const tries = past.tries + 1;
  if (fault.kind === 'limited') {
    return { state: 'again', fault, waitSeconds: untilRetryAt(fault, past.now), counted: false };
  }
  if (fault.kind === 'upstream' && tries < retry.tries) {
    return { state: 'again', fault, waitSeconds: backOff(retry, tries, past.chance), counted: true };
  }
  if (fault.kind === 'conflict' && tries === 1) {
    return { state: 'again', fault, waitSeconds: 0, counted: true };
  }
  return { state: 'stopped', fault };
};
