import { addDays, type Day, weekdayOf } from '../../foundation/kit/index.ts';
import { type GoalDay, isKnown } from './goal-day.ts';
import { equalWeights, type WeekdayWeights } from './spread.ts';

/**
 * Eight weeks: long enough that one sale does not make a weekday, short enough to follow a change of habit within a season.
 *
 * @unit days
 */
export const LEARN_DAYS = 56;

/** Half of the eight weeks has to be there for each weekday: from less, one odd Saturday would shape a month. */
const ENOUGH_OF_EACH = 4;

/**
 * How an account's figure spreads over the week: the mean of each weekday over the last eight settled weeks before a day. With
 * fewer than four of some weekday, or nothing but zeros, there is nothing to learn from and the answer is undefined.
 *
 * @param before the first day that is not looked at: where the goal begins, so that the plan does not move with what it measures
 * @personal none
 */
export const learnWeights = (days: readonly GoalDay[], before: Day): WeekdayWeights | undefined => {
  const settled = days.filter((each) => each.day < before && each.state === 'settled' && isKnown(each));
  const last = settled.at(-1)?.day;
  if (last === undefined) return undefined;
  const first = addDays(last, 1 - LEARN_DAYS);
  const sums = equalWeights.map(() => ({ sum: 0n, count: 0n }));
  for (const each of settled) {
    const weekday = sums[weekdayOf(each.day)];
    if (each.day < first || weekday === undefined) continue;
    weekday.sum += each.value ?? 0n;
    weekday.count += 1n;
  }
  if (sums.some(({ count }) => count < ENOUGH_OF_EACH) || sums.every(({ sum }) => sum <= 0n)) return undefined;
  const mean = (weekday: number): bigint => {
    const { sum, count } = sums[weekday] ?? { sum: 0n, count: 1n };
    return sum > 0n ? sum / count : 0n;
  };
  return [mean(0), mean(1), mean(2), mean(3), mean(4), mean(5), mean(6)];
};
