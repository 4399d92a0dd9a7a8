import type { GoalStory } from '../../../api/contract.ts';
import type { PacePoint } from '../../../charts/index.ts';

/** A day of a goal, added up since its first, in millionths. */
export type SummedDay = PacePoint;

/**
 * A goal's days added up. A missing day interrupts the line and adds nothing that is known. From the last day known a straight line
 * by the plan's own proportions leads to the forecast of the last day.
 */
export const summedDays = ({ goal, days }: GoalStory): SummedDay[] => {
  const forecast = goal.progress.forecast === null ? null : Number(goal.progress.forecast);
  const lastKnown = days.findLastIndex((day) => day.value !== null);
  const planAfter = days.slice(lastKnown + 1).reduce((sum, day) => sum + Number(day.plan), 0);
  let plan = 0;
  let actual = 0;
  let ahead = 0;
  return days.map((day, index): SummedDay => {
    plan += Number(day.plan);
    if (day.value !== null) actual += Number(day.value);
    if (index > lastKnown) ahead += Number(day.plan);
    const part = planAfter === 0 ? 0 : ahead / planAfter;
    return {
      day: day.day,
      plan,
      actual: day.value === null ? null : actual,
      forecast: forecast === null || lastKnown < 0 || index < lastKnown ? null : actual + (forecast - actual) * part,
      missing: day.state === 'missing',
    };
  });
};
