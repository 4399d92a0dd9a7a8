import type { CellPair } from '../../api/contract.ts';
import { writerFor } from '../kit/numbers.ts';
import { useLocale, useWords } from '../kit/preferences.tsx';

type Numbers = { readonly value: number | null; readonly before: number | null };

const numbers = (figure: CellPair): Numbers => ({
  value: figure.value === null ? null : Number(figure.value),
  before: figure.before === null ? null : Number(figure.before),
});

// What counts as better. Spending more is neither good nor bad, so it gets no colour.
type Better = 'higher' | 'lower' | 'neither';

type Direction = 'up' | 'down' | 'same';

const change = ({ value, before }: Numbers): number | undefined =>
  value === null || before === null || before === 0 ? undefined : value / before - 1;

// Less than half a percent would be written as 0 %.
const directionOf = (delta: number): Direction => (Math.abs(delta) < 0.005 ? 'same' : delta > 0 ? 'up' : 'down');

const arrows: Readonly<Record<Direction, string>> = { up: '↗', down: '↘', same: '→' };

const tones: Readonly<Record<Better, Readonly<Record<Direction, string>>>> = {
  higher: { up: 'better', down: 'worse', same: '' },
  lower: { up: 'worse', down: 'better', same: '' },
  neither: { up: '', down: '', same: '' },
};

type Known = { readonly metric: { readonly key: string; readonly additive: boolean } };

/** Whether all that is counted is known: a rate that is missing all the same has nothing to divide by, and is not unknown. */
export const isCounted = (shown: readonly Known[], figures: Readonly<Record<string, CellPair>>): boolean =>
  shown.every(({ metric }) => !metric.additive || (figures[metric.key]?.value ?? null) !== null);

const Missing = ({ noRate }: { readonly noRate: boolean }) => {
  const text = useWords();
  if (!noRate) return <span className="figure-value figure-unknown">{text.unknown}</span>;
  return (
    <span className="figure-value" title={text.nothingToDivide}>
      <span aria-hidden="true">–</span>
      <span className="sr-only">{text.nothingToDivide}</span>
    </span>
  );
};

/** One figure with its change against the period before; an unknown figure says so and is never zero. */
export const FigureCell = (props: {
  readonly figure: CellPair;
  readonly write: (value: number) => string;
  readonly better: Better;
  readonly large?: boolean;
  /** The figure is a rate of what is known to be nothing. */
  readonly noRate?: boolean;
}) => {
  const text = useWords();
  const write = writerFor(useLocale().locale);
  const { value, before } = numbers(props.figure);
  const delta = change({ value, before });
  const direction = directionOf(delta ?? 0);
  return (
    <div className={props.large ? 'figure figure-large' : 'figure'}>
      {value === null ? (
        <Missing noRate={props.noRate ?? false} />
      ) : (
        <span className="figure-value">{props.write(value)}</span>
      )}
      {delta !== undefined && before !== null && (
        <span className={`figure-change ${tones[props.better][direction]}`} title={text.versus(props.write(before))}>
          <span aria-hidden="true">{arrows[direction]}</span>
          <span className="sr-only">{text[direction]}</span> {write.percent(delta)}
          {props.large && <span className="figure-before"> {text.versus(props.write(before))}</span>}
        </span>
      )}
    </div>
  );
};
