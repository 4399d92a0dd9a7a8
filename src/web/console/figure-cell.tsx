import { Text } from '@mantine/core';
import type { Figure, Ratio } from '../../api/contract.ts';
import { writerFor } from '../kit/numbers.ts';
import { useLocale, useWords } from '../kit/preferences.tsx';

type Numbers = { readonly value: number | null; readonly before: number | null };

const numbers = (figure: Figure | Ratio): Numbers => ({
  value: figure.value === null ? null : Number(figure.value),
  before: figure.before === null ? null : Number(figure.before),
});

// What counts as better. Spending more is neither good nor bad, so it gets no colour.
type Better = 'higher' | 'neutral';

const change = ({ value, before }: Numbers): number | undefined =>
  value === null || before === null || before === 0 ? undefined : value / before - 1;

const arrow = (delta: number): string => (Math.abs(delta) < 0.005 ? '→' : delta > 0 ? '↗' : '↘');

const tone = (delta: number, better: Better): string | undefined => {
  if (better === 'neutral' || Math.abs(delta) < 0.005) return undefined;
  return delta > 0 ? 'better' : 'worse';
};

/** One figure with its change against the period before; an unknown figure says so and is never zero. */
export const FigureCell = (props: {
  readonly figure: Figure | Ratio;
  readonly write: (value: number) => string;
  readonly better: Better;
  readonly large?: boolean;
}) => {
  const text = useWords();
  const { locale } = useLocale();
  const write = writerFor(locale);
  const figure = numbers(props.figure);
  const delta = change(figure);
  const direction = delta === undefined ? '' : Math.abs(delta) < 0.005 ? text.same : delta > 0 ? text.up : text.down;
  return (
    <div className={props.large ? 'figure figure-large' : 'figure'}>
      {figure.value === null ? (
        <Text component="span" className="figure-unknown">
          {text.unknown}
        </Text>
      ) : (
        <span className="figure-value">{props.write(figure.value)}</span>
      )}
      {delta !== undefined && figure.before !== null && (
        <span
          className={`figure-change ${tone(delta, props.better) ?? ''}`}
          title={text.versus(props.write(figure.before))}
        >
          <span aria-hidden="true">{arrow(delta)}</span>
          <span className="sr-only">{direction}</span> {write.percent(delta)}
        </span>
      )}
    </div>
  );
};
