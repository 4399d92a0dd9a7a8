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
  | { readonly state: 'again'; readonly fault: Fault; readonly wait: Wait; readonly counted: boolean };

/** Until a moment of the machine's clock, or for a while. */
export type Wait = { readonly until: Date } | { readonly seconds: number };

// A `limited` fault without a time: long enough for every per-minute limit of Pinterest's to have passed.
const UNKNOWN_LIMIT_SECONDS = 60;

/** The wait before the try after `tries` counted ones: doubling, and half of it by chance, so that a crowd disperses. */
const backOff = (retry: Retry, tries: number, chance: number): number => {
  const full = Math.min(retry.longestDelaySeconds, retry.firstDelaySeconds * 2 ** (tries - 1));
  return full / 2 + (full / 2) * chance;
};

/** Decides by the kind of the fault alone; `tries` are the counted tries before this run. */
export const nextStep = (fault: Fault, retry: Retry, past: { tries: number; chance: number }): NextStep => {
  const tries = past.tries + 1;
  if (fault.kind === 'limited') {
    const wait = fault.retryAt === undefined ? { seconds: UNKNOWN_LIMIT_SECONDS } : { until: fault.retryAt };
    return { state: 'again', fault, wait, counted: false };
  }
  if (fault.kind === 'upstream' && tries < retry.tries) {
    return { state: 'again', fault, wait: { seconds: backOff(retry, tries, past.chance) }, counted: true };
  }
  if (fault.kind === 'conflict' && tries === 1) {
    return { state: 'again', fault, wait: { seconds: 0 }, counted: true };
  }
  return { state: 'stopped', fault };
};
