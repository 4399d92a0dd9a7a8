import type { RowGoal } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { useOverviewWords } from '../../words/overview.ts';
import { toneOf } from './sorting.ts';

const PERCENT = 100;
// Nearer than this it is on plan, as the page of goals has it.
const ON_PLAN = 0.05;

const useStanding = () => {
  const text = useOverviewWords();
  const write = writerFor(useLocale().locale);
  return ({ state, index }: RowGoal): { readonly word: string; readonly tone: string } => {
    if (state === 'missed') return { word: text.overspent, tone: 'grave' };
    if (index === null) return { word: text.noFigures, tone: '' };
    const off = index - 1;
    if (Math.abs(off) <= ON_PLAN) return { word: text.onPlan, tone: 'good' };
    const percent = write.percent(Math.abs(off)).replace('+', '');
    return { word: off > 0 ? text.ahead(percent) : text.behind(percent), tone: 'bad' };
  };
};

const partOf = (value: number, whole: number): number => Math.min(PERCENT, (value / whole) * PERCENT);

/** What was spent of a budget, with a mark where the plan is. The sentence says the same as the bar. */
export const BudgetCell = ({ budget }: { readonly budget: RowGoal | null }) => {
  const text = useOverviewWords();
  const standing = useStanding();
  if (budget === null) return <span className="no-goal">{text.noBudget}</span>;
  const { word, tone } = standing(budget);
  const target = Number(budget.target);
  const spent = partOf(Number(budget.value ?? 0), target);
  return (
    <div className="budget-cell">
      <span>{text.spentOf(budget.written.value, budget.written.target)}</span>
      <span className="budget-bar" aria-hidden="true">
        <span className={`budget-spent ${tone}`} style={{ width: `${spent}%` }} />
        {budget.plan !== null && (
          <span className="budget-plan" style={{ left: `${partOf(Number(budget.plan), target)}%` }} />
        )}
      </span>
      <span className={`standing ${tone}`}>{word}</span>
    </div>
  );
};

/** A result against what was agreed; of several the one that is worst off. */
export const ResultCell = ({ result, more }: { readonly result: RowGoal | null; readonly more: number }) => {
  const text = useOverviewWords();
  const { count } = writerFor(useLocale().locale);
  if (result === null) return <span className="no-goal">{text.noResult}</span>;
  const tone = toneOf(result);
  return (
    <div className="result-cell">
      <span>
        {result.label} {result.written.value}
      </span>
      <span className={`standing ${tone === 'unknown' ? '' : tone}`}>
        <span className="sr-only">{text.states[tone]}, </span>
        {text.goalOf(result.kind, result.written.target)}
      </span>
      {more > 0 && <span className="standing">{text.more(count(more))}</span>}
    </div>
  );
};
