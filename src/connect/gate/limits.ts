import type { RateCategory, RateLimit, RateLimits } from '../../pinterest/contract.ts';

/** One row of the shared budget: how many calls fit in the ring of slots. */
export type Allowance = {
  readonly key: string;
  readonly category: string;
  readonly calls: number;
  readonly slotMs: number;
  readonly slots: number;
};

/**
 * A permit may be used up to this long after it was taken, and the call may be that much on its way: our clock sees the
 * taking, Pinterest counts the arriving. The ring therefore spans the window and this margin. Too small, and a busy
 * machine crosses a limit at the edge of two windows; too large, and it costs throughput (a minute of 300 calls becomes
 * 300 in 67 seconds).
 */
const MINUTE_MARGIN_MS = 6_000;

/** The same for the limit per second, where a margin of seconds would leave a tenth of the throughput. */
const SECOND_MARGIN_MS = 1_500;

/** How long an unused permit stays good in a process; part of both margins. @unit milliseconds */
export const PERMIT_LIFE_MS = 500;

// Fine enough that the partial first slot costs little, coarse enough that the ring stays a few hundred bytes.
const slotLengthFor = (windowMs: number): number => (windowMs <= 1_000 ? 250 : Math.round(windowMs / 60));

const marginFor = (windowMs: number): number => (windowMs <= 1_000 ? SECOND_MARGIN_MS : MINUTE_MARGIN_MS);

/** The ring for one limit: the current, partly passed slot and enough whole ones before it. @personal none */
export const toAllowance = (limit: RateLimit, row: { key: string; category: string }): Allowance => {
  const slotMs = slotLengthFor(limit.windowMs);
  return {
    ...row,
    calls: limit.calls,
    slotMs,
    slots: Math.ceil((limit.windowMs + marginFor(limit.windowMs)) / slotMs) + 1,
  };
};

/** The row of the budget over all categories together. */
export const UNIVERSAL = '*';

/**
 * Every limit a call of a category counts for, in the one order in which rows are locked. There is always a row of the
 * user itself, also where Pinterest counts the whole app: a pause belongs to one user and must not hold up the others.
 *
 * @personal none
 */
export const allowancesFor = (
  limits: RateLimits,
  input: { userKey: string; appKey: string; category: RateCategory },
): Allowance[] => {
  const own = limits.categories[input.category];
  const rows = [toAllowance(own, { key: input.userKey, category: input.category })];
  if (own.per === 'app') rows.push(toAllowance(own, { key: input.appKey, category: input.category }));
  rows.push(
    toAllowance(limits.universal, {
      key: limits.universal.per === 'app' ? input.appKey : input.userKey,
      category: UNIVERSAL,
    }),
  );
  return rows.sort((one, other) => (`${one.key}|${one.category}` < `${other.key}|${other.category}` ? -1 : 1));
};
