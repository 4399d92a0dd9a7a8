import type { Day } from '../../foundation/kit/index.ts';
import type { Pacing } from './pacing.ts';

/**
 * The day on which an amount is reached when the days to come, and those that are not in, bring as much of their plan as the
 * days so far did; undefined when the period ends before, or nothing is known yet.
 *
 * @unit target millionths
 * @personal none
 */
export const spentOn = ({ days, index }: Pick<Pacing, 'days' | 'index'>, target: bigint): Day | undefined => {
  if (index === undefined) return undefined;
  let sum = 0;
  return days.find(({ plan, value }) => {
    sum += value === undefined ? Number(plan) * index : Number(value);
    return sum >= Number(target);
  })?.day;
};
