import type { Goal } from '../../clients/index.ts';
import type { GoalProgress, GoalState } from '../../facts/index.ts';
import { isMetric } from '../../facts/metrics.ts';
import type { Day } from '../../foundation/kit/index.ts';
import type { OverviewRow, RowGoal } from '../contract.ts';
import type { Writing } from './attention/writing.ts';

/** A goal and how far it has come. */
export type GoalSofar = { readonly goal: Goal; readonly progress: GoalProgress };

// What is worst off says most in the room of one; of what is not to be passed `ahead` is bad news.
const worstFirst: readonly GoalState[] = [
  'missed',
  'behind',
  'short',
  'undecided',
  'unknown',
  'ahead',
  'on-track',
  'met',
  'waiting',
];

const badness = ({ goal, progress }: GoalSofar): number =>
  goal.kind === 'at-most' && progress.state === 'ahead' ? 0 : worstFirst.indexOf(progress.state);

const presentGoal = ({ goal, progress }: GoalSofar, write: Writing, currency: string | null): RowGoal | null => {
  const { metric, kind, from, to, target } = goal;
  if (!isMetric(metric)) return null;
  const { value, pacing } = progress;
  return {
    ...{ id: goal.goalId, metric, kind, from, to },
    state: progress.state,
    target: target.toString(),
    value: typeof value === 'bigint' ? value.toString() : (value ?? null),
    plan: pacing?.plan.toString() ?? null,
    index: pacing?.index ?? null,
    label: write.label(metric),
    written: { value: write.figure(metric, value, currency), target: write.target(metric, target, currency) },
  };
};

/** What a row shows of its goals that run on a day: the budget, and of the results the one that is worst off. */
export const presentRowGoals = (
  goals: readonly GoalSofar[],
  on: Day,
  how: { readonly write: Writing; readonly currency: string | null },
): Pick<OverviewRow, 'budget' | 'result' | 'moreResults'> => {
  const running = goals.filter(({ goal }) => goal.from <= on && goal.to >= on);
  const budget = running.find(({ goal }) => goal.kind === 'budget');
  const [result, ...others] = running
    .filter(({ goal }) => goal.kind !== 'budget')
    .sort((one, other) => badness(one) - badness(other));
  const shown = (found: GoalSofar | undefined) =>
    found === undefined ? null : presentGoal(found, how.write, how.currency);
  return { budget: shown(budget), result: shown(result), moreResults: others.length };
};
