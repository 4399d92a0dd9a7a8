import type { Goal } from '../../../api/contract.ts';
import { type Writer, writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { useGoalsWords } from '../../words/goals.ts';

type Tone = 'good' | 'warn' | 'bad' | 'plain';

/** What a state means for who looks: only a result that is well on track is good news by being ahead. */
const toneOf = ({ kind, progress: { state } }: Pick<Goal, 'kind' | 'progress'>): Tone => {
  if (state === 'ahead') return kind === 'at-least' ? 'good' : 'warn';
  const tones = {
    waiting: 'plain',
    unknown: 'plain',
    undecided: 'plain',
    'on-track': 'good',
    met: 'good',
    behind: 'warn',
    short: 'warn',
    missed: 'bad',
  } as const;
  return tones[state];
};

/** How a goal stands, in words, with a colour and a sign of its own. */
export const GoalState = ({ goal }: { readonly goal: Goal }) => {
  const { states } = useGoalsWords();
  return <span className={`goal-state ${toneOf(goal)}`}>{states[goal.kind][goal.progress.state]}</span>;
};

const PERCENT = 100;

/** The index in words: 1.083 is "8 % ahead of plan". */
export const useIndexWords = () => {
  const text = useGoalsWords();
  const write: Writer = writerFor(useLocale().locale);
  return (index: number): string => {
    const percent = Math.round(Math.abs(index - 1) * PERCENT);
    if (percent === 0) return text.onPlan;
    const written = write.percent(percent / PERCENT).replace('+', '');
    return index > 1 ? text.ahead(written) : text.behind(written);
  };
};
