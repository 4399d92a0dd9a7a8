import type { Fault } from '../../foundation/kit/index.ts';
import type { Effect } from '../effects/define-effect.ts';
import type { FoundBy, Sighting } from '../shapes.ts';

/*
 * What becomes of a change at Pinterest. Each move is one transaction; whatever dies between two moves leaves a row from
 * which the next hand goes on.
 *
 * | state     | means                                            | goes to                                                    |
 * |-----------|--------------------------------------------------|------------------------------------------------------------|
 * | `asked`   | waits for its time and its turn in the lane      | `armed` · `refused` (not approved, too late) · `dropped`    |
 * | `armed`   | written before the call: it may happen from now  | `done` · `asked` (nothing happened) · `refused` · `unsure`   |
 * | `unsure`  | may have happened; nothing more is sent          | `done` (seen once) · `asked` (absent each time) · `held`     |
 * | `refused` | nothing happened, and trying again would not help | a person: `asked` (mended and approved again) · `dropped`   |
 * | `held`    | nobody knows, and looking again would not help   | a person: `asked` (it is not there) · `done` · `dropped`     |
 * | `done`    | it is there, and under which id                  | —                                                          |
 * | `dropped` | a person gave it up                              | —                                                          |
 *
 * A hand that finds `armed` was not there when it was armed: whoever did that died or lost its lease, so it is `unsure`.
 * A lane goes no further while its first is `armed` or `unsure`, or while it waits; `refused` and `held` let the next pass.
 */

/** How long the hand waits, and how often it tries; tests and benches set their own. */
export type HandSettings = {
  /** A lane is given to another hand when its holder has not been heard of for so long. @unit milliseconds */
  readonly leaseMs: number;
  /** How often it is looked whether something is due. @unit milliseconds */
  readonly everyMs: number;
  /** A call is begun only this soon after the lease was last renewed. @unit milliseconds */
  readonly beginWithinMs: number;
  /** When to look, counted from the end of the call. @unit milliseconds */
  readonly looksMs: readonly [number, number, number];
  /** How often one thing is sent before a person is asked. */
  readonly mostSends: number;
  /** How often trouble that surely changed nothing is met before a person is asked. */
  readonly mostTries: number;
};

/**
 * The lease leaves room for the latest beginning, the longest call (10 s) and as much again. The first look comes when
 * most new Pins are listed, the last when Pinterest's lists have caught up for sure (api-facts §11: 1 to 30 s).
 */
export const usualSettings: HandSettings = {
  leaseMs: 40_000,
  // Something that is due now should not wait longer than a person notices.
  everyMs: 500,
  beginWithinMs: 15_000,
  looksMs: [10_000, 35_000, 60_000],
  mostSends: 3,
  mostTries: 8,
};

/** What becomes of an effect after a step. */
export type Verdict =
  | { readonly state: 'done'; readonly outcomeId: string | null; readonly foundBy: FoundBy }
  /** Nothing happened; the whole lane waits, so that its order holds. `counted`: one of the tries it has. */
  | { readonly state: 'asked'; readonly code: string; readonly waitMs: number; readonly counted: boolean }
  /** Nothing happened, and nothing of this lane will until a person or a new consent opens it. */
  | { readonly state: 'asked'; readonly code: string; readonly pause: true }
  /** `pause`: nobody can look before a person or a new consent opens the lane. */
  | {
      readonly state: 'unsure';
      readonly code: string;
      readonly waitMs: number;
      readonly looks: number;
      readonly pause?: true;
    }
  | { readonly state: 'refused' | 'held'; readonly code: string };

/** What a decision rests on besides the answer. */
export type Past = {
  readonly effect: Pick<Effect, 'safety' | 'witness'>;
  readonly sends: number;
  readonly tries: number;
  /** Looks taken before this one. */
  readonly looks: number;
  /** Whether anything had left for Pinterest when it failed. */
  readonly wasSent: boolean;
  readonly now: Date;
  readonly settings: HandSettings;
};

// A limit without a time: long enough for every limit per minute to have passed.
const UNKNOWN_LIMIT_MS = 60_000;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 300_000;
const BLIND_WAIT_MS = 15_000;

const backOff = (tries: number): number => Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries);

// `retryAt` is a calendar moment and a lane waits in elapsed time; the difference between two calendar moments is both.
const untilRetry = (fault: Fault, now: Date): number =>
  fault.retryAt === undefined ? UNKNOWN_LIMIT_MS : Math.max(0, fault.retryAt.getTime() - now.getTime());

/** The whole account is meant, so the next of the lane would meet the same: blocked for spam, or no longer connected. */
const stopsTheLane = (fault: Fault): boolean =>
  fault.code === 'PINTEREST_SPAM_BLOCK' || fault.kind === 'unauthenticated' || fault.code === 'CONNECT_NOT_CONNECTED';

const afterDoubt = (code: string, past: Past): Verdict => {
  if (past.effect.witness !== undefined) {
    return { state: 'unsure', code, waitMs: past.settings.looksMs[0], looks: 0 };
  }
  // Doing it again changes nothing more, so that is how it is settled.
  return past.sends < past.settings.mostSends
    ? { state: 'asked', code, waitMs: backOff(past.sends), counted: true }
    : { state: 'held', code };
};

/** After a call that failed. What does not prove that nothing happened, is doubt. */
export const afterFault = (fault: Fault, past: Past): Verdict => {
  const { code } = fault;
  if (past.wasSent && (fault.kind === 'unsure' || fault.kind === 'bug')) return afterDoubt(code, past);
  if (stopsTheLane(fault)) return { state: 'asked', code, pause: true };
  if (fault.kind === 'limited') return { state: 'asked', code, waitMs: untilRetry(fault, past.now), counted: false };
  if (fault.kind === 'upstream' || fault.kind === 'conflict') {
    return past.tries + 1 < past.settings.mostTries
      ? { state: 'asked', code, waitMs: backOff(past.tries), counted: true }
      : { state: 'refused', code };
  }
  return { state: 'refused', code };
};

const absent = (sighting: Sighting, past: Past): Verdict => {
  const looks = past.looks + 1;
  const [first, , last] = past.settings.looksMs;
  const next = past.settings.looksMs[looks];
  if (next !== undefined) {
    const since = past.settings.looksMs[past.looks] ?? first;
    return { state: 'unsure', code: 'ACT_LOOKED_FOR', waitMs: Math.min(last, next - since), looks };
  }
  // Without a mark it cannot be told from another that looks the same, so its absence proves nothing.
  if (!sighting.isMarked) return { state: 'held', code: 'ACT_NOT_TOLD_APART' };
  if (past.sends >= past.settings.mostSends) return { state: 'held', code: 'ACT_SENT_TOO_OFTEN' };
  return { state: 'asked', code: 'ACT_NOT_THERE', waitMs: 0, counted: false };
};

/** After reading back. Seen once it is done; seen twice is for a person; absent counts only after the last look. */
export const afterLook = (sighting: Sighting, past: Past): Verdict => {
  const [id, another] = sighting.ids;
  if (another !== undefined) return { state: 'held', code: 'ACT_THERE_TWICE' };
  // Without a mark too: one that looks the same, made since, is ours unless a person made its twin by hand that minute.
  if (id !== undefined) return { state: 'done', outcomeId: id, foundBy: 'witness' };
  return absent(sighting, past);
};

/** After reading back failed: a look that was not taken does not count, and the lane goes on waiting. */
export const afterBlindLook = (fault: Fault, past: Past): Verdict => {
  const waitMs = fault.kind === 'limited' ? untilRetry(fault, past.now) : BLIND_WAIT_MS;
  return {
    state: 'unsure',
    code: fault.code,
    waitMs,
    looks: past.looks,
    ...(stopsTheLane(fault) && { pause: true as const }),
  };
};
