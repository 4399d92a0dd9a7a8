import type { ThingFigures } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { useWorkspaceWords } from '../../words/workspace.ts';
import { numberOf } from './figures.ts';
import type { ShownMetric } from './use-workspace.ts';

const WIDTH = 130;
const HEIGHT = 26;
const GAP = 2;

type Month = { readonly month: string; readonly whole: boolean; readonly value: number | null };

const useDescription = (months: readonly Month[], { written }: ShownMetric): string => {
  const text = useWorkspaceWords();
  const write = writerFor(useLocale().locale);
  const known = months.flatMap(({ month, value }) => (value === null ? [] : [{ month, value }]));
  const [first] = months;
  const sorted = known.toSorted((one, other) => one.value - other.value);
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (first === undefined || low === undefined || high === undefined) return text.monthsNone;
  const at = (month: string) => write.month(month);
  return text.months(
    at(first.month),
    written.value(low.value),
    at(low.month),
    written.value(high.value),
    at(high.month),
  );
};

/** Thirteen months of a figure as bars; a month that is not whole is pale, an unknown one an empty place. */
export const MonthBars = (props: { readonly months: ThingFigures['months']; readonly shown: ShownMetric }) => {
  const { shown } = props;
  const write = writerFor(useLocale().locale);
  const months = props.months.map(({ month, whole, figures }) => ({
    month,
    whole,
    value: numberOf(figures[shown.metric.key]),
  }));
  const description = useDescription(months, shown);
  const top = Math.max(...months.map(({ value }) => value ?? 0)) || 1;
  const step = (WIDTH + GAP) / Math.max(1, months.length);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="months"
      role="img"
      aria-label={description}
    >
      {months.map(({ month, whole, value }, index) => {
        if (value === null) return null;
        const height = Math.max(1, (value / top) * HEIGHT);
        return (
          <rect
            key={month}
            x={index * step}
            y={HEIGHT - height}
            width={step - GAP}
            height={height}
            className={whole ? undefined : 'part'}
          >
            <title>{`${write.month(month)}: ${shown.written.value(value)}`}</title>
          </rect>
        );
      })}
    </svg>
  );
};
