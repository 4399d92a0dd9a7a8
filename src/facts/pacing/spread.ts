import { type Day, weekdayOf } from '../../foundation/kit/index.ts';

/** How much of a goal each weekday is expected to bring, Sunday first; only their proportions count. */
export type WeekdayWeights = readonly [bigint, bigint, bigint, bigint, bigint, bigint, bigint];

/** Every day alike. */
export const equalWeights: WeekdayWeights = [1n, 1n, 1n, 1n, 1n, 1n, 1n];

/** What a day weighs. @personal none */
export const weightOf = (weights: WeekdayWeights, day: Day): bigint => weights[weekdayOf(day)] ?? 1n;

/** What some days weigh together. @personal none */
export const weightOfDays = (weights: WeekdayWeights, days: readonly Day[]): bigint =>
  days.reduce((sum, day) => sum + weightOf(weights, day), 0n);

/**
 * A total spread over days by the weight of their weekday, to the last millionth: each gets its share rounded down, and what
 * is left goes one by one to the days that lost most by the rounding (largest remainder), the earlier one first.
 *
 * @personal none
 */
export const spread = (total: bigint, days: readonly Day[], weights: WeekdayWeights): bigint[] => {
  const sum = weightOfDays(weights, days);
  // Days that all weigh nothing, as a week of Sundays for who never advertises on one, are shared alike.
  const used = sum === 0n ? equalWeights : weights;
  const whole = sum === 0n ? BigInt(days.length) : sum;
  const shares = days.map((day, index) => {
    const exact = total * weightOf(used, day);
    return { index, part: exact / whole, rest: exact % whole };
  });
  const left = total - shares.reduce((given, { part }) => given + part, 0n);
  const lost = [...shares].sort((one, other) => Number(other.rest - one.rest) || one.index - other.index);
  const lucky = new Set(lost.slice(0, Number(left)).map(({ index }) => index));
  return shares.map(({ index, part }) => part + (lucky.has(index) ? 1n : 0n));
};
