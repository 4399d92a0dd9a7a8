import type { Goal } from '../../../api/contract.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { useGoalsWords } from '../../words/goals.ts';
import type { GoalWriter } from './amounts.ts';
import { metricLabel, useCatalogue } from './catalogue.ts';

/** A goal in a few words: "Budget € 3.000", "ROAS at least 4.00". */
export const useGoalName = () => {
  const text = useGoalsWords();
  const { locale } = useLocale();
  const catalogue = useCatalogue();
  return (goal: Goal, written: GoalWriter): string =>
    text.goalOf(goal.kind, metricLabel(catalogue, goal.metric, locale), written.amount(goal.target));
};
