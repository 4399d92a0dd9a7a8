import type { Goal as ClientGoal } from '../../clients/index.ts';
import type { GoalProgress as Progress } from '../../facts/index.ts';
import type { Goal, GoalProgress, GoalStory } from '../contract.ts';

const text = (value: bigint | undefined): string | null => value?.toString() ?? null;

// Money and counts leave as they were summed; a ratio is a number.
const cellOf = (value: Progress['value']): GoalProgress['value'] =>
  typeof value === 'bigint' ? value.toString() : (value ?? null);

/** Weights by weekday as parts of a week, Monday first. */
const partsOfWeek = (weights: readonly bigint[]): number[] => {
  const sum = weights.reduce((all, each) => all + each, 0n);
  return [...weights.slice(1), ...weights.slice(0, 1)].map((each) => Number(each) / Number(sum));
};

const presentProgress = (progress: Progress): GoalProgress => {
  const { state, length, done, missing, settled, provisional, value, pacing } = progress;
  return {
    ...{ state, days: length, done, missing, settled, provisional },
    value: cellOf(value),
    plan: text(pacing?.plan),
    index: pacing?.index ?? null,
    forecast: text(pacing?.forecast),
    remaining: text(pacing?.remaining),
    neededPerDay: text(pacing?.neededPerDay),
    weekdays: pacing?.weights === undefined ? null : partsOfWeek(pacing.weights),
  };
};

/** A goal as it leaves. */
export const presentGoal = (goal: ClientGoal, progress: Progress, currency: string | undefined): Goal => ({
  id: goal.goalId,
  account: goal.account,
  currency: currency ?? null,
  metric: goal.metric,
  kind: goal.kind,
  from: goal.from,
  to: goal.to,
  target: goal.target.toString(),
  progress: presentProgress(progress),
});

/** The days of a goal as they leave. */
export const presentGoalDays = ({ pacing }: Progress): GoalStory['days'] =>
  (pacing?.days ?? []).map(({ day, plan, value, state }) => ({
    day,
    plan: plan.toString(),
    value: text(value),
    state: state === 'gap' ? 'missing' : state,
  }));
