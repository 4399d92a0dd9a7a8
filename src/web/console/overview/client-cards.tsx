import { Paper } from '@mantine/core';
import { memo } from 'react';
import type { AttentionItem, OverviewRow } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { useOverviewWords } from '../../words/overview.ts';
import { FigureCell } from '../figure-cell.tsx';
import { FinalityNote } from '../finality.tsx';
import { SeverityMark } from './attention-list.tsx';
import { shownFigures } from './client-figures.ts';
import { ClientLink, rowKey, withSeveralRows } from './client-link.tsx';
import type { RowsShown } from './client-table.tsx';
import { DataCell } from './data-cell.tsx';
import { BudgetCell, ResultCell } from './goal-cells.tsx';
import { SparkLine } from './spark-line.tsx';

const Card = memo(
  (props: { readonly row: OverviewRow; readonly item: AttentionItem | undefined; readonly isOneOfMany: boolean }) => {
    const { columns } = useOverviewWords();
    const { row, item } = props;
    const shown = Object.values(shownFigures(row, writerFor(useLocale().locale)));
    return (
      <Paper withBorder p="md" component="article" aria-label={row.name}>
        <div className="card-head">
          <div>
            <ClientLink client={row} isOneOfMany={props.isOneOfMany} />
            <FinalityNote client={row} />
          </div>
          <SparkLine values={row.spendByDay} />
        </div>
        {item !== undefined && (
          <p className="card-reason">
            <SeverityMark severity={item.severity} /> {item.text}
          </p>
        )}
        <dl className="card-figures">
          {shown.map(({ key, figure, write, better }) => (
            <div key={key}>
              <dt>{columns[key]}</dt>
              <dd>
                <FigureCell figure={figure} write={write} better={better} />
              </dd>
            </div>
          ))}
        </dl>
        <dl className="card-goals">
          <div>
            <dt>{columns.budget}</dt>
            <dd>
              <BudgetCell budget={row.budget} />
            </dd>
          </div>
          <div>
            <dt>{columns.result}</dt>
            <dd>
              <ResultCell result={row.result} more={row.moreResults} />
            </dd>
          </div>
        </dl>
        <DataCell row={row} />
      </Paper>
    );
  },
);

/** The same clients one below the other, for a narrow screen. */
export const ClientCards = ({ rows, reasonOf }: RowsShown) => {
  const several = withSeveralRows(rows);
  return (
    <div className="narrow rows">
      <div className="cards">
        {rows.map((row) => (
          <Card key={rowKey(row)} row={row} item={reasonOf(row)} isOneOfMany={several.has(row.id)} />
        ))}
      </div>
    </div>
  );
};
