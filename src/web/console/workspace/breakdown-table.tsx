import { UnstyledButton } from '@mantine/core';
import type { BreakdownPage, CellPair } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { useBreakdownWords } from '../../words/breakdown.ts';
import { FigureCell } from '../figure-cell.tsx';
import { partName } from './part-names.ts';
import type { ShownMetric } from './use-workspace.ts';

type Row = {
  readonly key: string;
  readonly name: string;
  readonly how?: string | undefined;
  readonly share: number | null;
  readonly figures: Readonly<Record<string, CellPair>>;
  readonly kind: 'part' | 'others' | 'rest' | 'whole';
};

const useRows = (page: BreakdownPage): Row[] => {
  const text = useBreakdownWords();
  const { locale } = useLocale();
  const write = writerFor(locale);
  const { others, rest, whole } = page;
  return [
    ...page.parts.map(({ name, share, figures }) => ({
      ...{ key: `part ${name}`, name: partName(page.by, name, { text, locale }), share, figures },
      kind: 'part' as const,
    })),
    ...(others === null
      ? []
      : [{ ...others, key: 'others', name: text.others(write.count(others.count)), kind: 'others' as const }]),
    {
      ...{ key: 'rest', kind: 'rest' as const, how: text.restHow, share: rest.share },
      name: (rest.share ?? 0) < 0 ? text.restTwice : text.rest,
      // The change of what is left over says nothing about anything.
      figures: Object.fromEntries(
        Object.entries(rest.figures).map(([key, { value }]) => [key, { value, before: null }]),
      ),
    },
    { key: 'whole', kind: 'whole', name: text.whole, how: text.wholeHow, share: null, figures: whole },
  ];
};

const Share = ({ share }: { readonly share: number | null }) => {
  const { locale } = useLocale();
  const part = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  if (share === null) return null;
  return (
    <div className="part-share">
      <span className="part-percent">{part.format(share)}</span>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" className="part-gauge">
        <rect className="part-track" width="100" height="6" />
        <rect
          className={share < 0 ? 'part-twice' : 'part-bar'}
          width={Math.min(100, Math.abs(share) * 100)}
          height="6"
        />
      </svg>
    </div>
  );
};

const unknown = { value: null, before: null };

const PartFigure = ({ row, shown }: { readonly row: Row; readonly shown: ShownMetric }) => {
  const { metric, written } = shown;
  const figure = row.figures[metric.key] ?? unknown;
  // What is left over has figures; a rate of it is told where there is one.
  if (row.kind === 'rest' && figure.value === null && !metric.additive) return <span>–</span>;
  return <FigureCell figure={figure} write={written.value} better={metric.better} />;
};

const Head = (props: {
  readonly page: BreakdownPage;
  readonly shown: readonly ShownMetric[];
  readonly shareLabel: string;
  readonly sort: string | undefined;
  readonly onSort: (key: string) => void;
}) => {
  const text = useBreakdownWords();
  return (
    <thead>
      <tr>
        <th scope="col" className="part-name">
          {text.by[props.page.by]}
        </th>
        <th scope="col" className="part-share-head" title={text.shareOf(props.shareLabel)}>
          {text.share}
        </th>
        {props.shown.map(({ metric, label }) => (
          <th
            key={metric.key}
            scope="col"
            className="number"
            {...(props.sort === metric.key ? { 'aria-sort': 'descending' as const } : {})}
          >
            <UnstyledButton
              className="sort"
              data-sorted={props.sort === metric.key}
              title={text.sortBy(label)}
              onClick={() => props.onSort(metric.key)}
            >
              <span className="sort-label">{label}</span>
              <span aria-hidden="true" className="sort-arrow">
                ↓
              </span>
            </UnstyledButton>
          </th>
        ))}
      </tr>
    </thead>
  );
};

/** The parts, each with its share, then what is in none of them, and the whole. */
export const BreakdownTable = (props: {
  readonly page: BreakdownPage;
  readonly shown: readonly ShownMetric[];
  readonly shareLabel: string;
  readonly sort: string | undefined;
  readonly onSort: (key: string) => void;
  readonly isOld: boolean;
}) => {
  const text = useBreakdownWords();
  const rows = useRows(props.page);
  return (
    // biome-ignore lint/a11y/useSemanticElements: it groups a table that scrolls, not fields
    <div
      role="group"
      className="parts"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key
      tabIndex={0}
      aria-label={text.scrolls}
      aria-busy={props.isOld}
    >
      <table>
        <caption className="sr-only">
          {text.title}: {text.by[props.page.by]}. {text.shareOf(props.shareLabel)}.
        </caption>
        <Head {...props} />
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className={`part-${row.kind}`}>
              <th scope="row" className="part-name" title={row.how}>
                {row.name}
              </th>
              <td>
                <Share share={row.share} />
              </td>
              {props.shown.map(({ metric, label, written }) => (
                <td key={metric.key} className="number">
                  <PartFigure row={row} shown={{ metric, label, written }} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
