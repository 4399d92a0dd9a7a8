import { Paper, Table, UnstyledButton } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { memo } from 'react';
import type { AttentionItem, OverviewRow } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { useOverviewWords } from '../../words/overview.ts';
import { FigureCell } from '../figure-cell.tsx';
import { FinalityNote } from '../finality.tsx';
import { shownFigures } from './client-figures.ts';
import { ClientLink, rowKey, withSeveralRows } from './client-link.tsx';
import { DataCell } from './data-cell.tsx';
import { useChangeOverview } from './filter-bar.tsx';
import { BudgetCell, ResultCell } from './goal-cells.tsx';
import { firstOrder, nextSorting, type SortKey, usualSort } from './sorting.ts';
import { SparkLine } from './spark-line.tsx';

// The order of attention has its mark before the name, so both stand in one column.
const columns = ['client', 'spend', 'budget', 'result', 'conversions', 'value', 'roas', 'sync'] as const;
const asNumbers: readonly SortKey[] = ['spend', 'conversions', 'value', 'roas'];

const SortButton = ({ column }: { readonly column: SortKey }) => {
  const text = useOverviewWords();
  const sorting = useSearch({ from: '/shell/' });
  const change = useChangeOverview();
  const isSorted = (sorting.sort ?? usualSort) === column;
  const order = isSorted ? (sorting.order ?? firstOrder(column)) : firstOrder(column);
  return (
    <UnstyledButton className="sort" data-sorted={isSorted} onClick={() => change(nextSorting(sorting, column))}>
      {text.columns[column]}
      <span aria-hidden="true" className="sort-arrow">
        {order === 'up' ? '↑' : '↓'}
      </span>
    </UnstyledButton>
  );
};

const ColumnHead = ({ column }: { readonly column: (typeof columns)[number] }) => {
  const sorting = useSearch({ from: '/shell/' });
  const key = sorting.sort ?? usualSort;
  const order = sorting.order ?? firstOrder(key);
  const isSorted = key === column || (column === 'client' && key === 'attention');
  return (
    <Table.Th
      scope="col"
      className={asNumbers.includes(column) ? 'number' : undefined}
      {...(isSorted ? { 'aria-sort': order === 'up' ? 'ascending' : 'descending' } : {})}
    >
      <SortButton column={column} />
      {column === 'client' && <SortButton column="attention" />}
    </Table.Th>
  );
};

const Mark = ({ item }: { readonly item: AttentionItem | undefined }) => {
  const text = useOverviewWords();
  if (item === undefined) return null;
  return (
    <span className={`row-mark ${item.severity}`} title={item.text}>
      <span className="sr-only">
        {text.needs} {item.text}
      </span>
    </span>
  );
};

const Row = memo(
  (props: { readonly row: OverviewRow; readonly item: AttentionItem | undefined; readonly isOneOfMany: boolean }) => {
    const { row } = props;
    const shown = shownFigures(row, writerFor(useLocale().locale));
    const cell = (key: keyof typeof shown) => (
      <FigureCell figure={shown[key].figure} write={shown[key].write} better={shown[key].better} />
    );
    return (
      <Table.Tr>
        <Table.Th scope="row" className="client-column">
          <ClientLink client={row} isOneOfMany={props.isOneOfMany} />
          <Mark item={props.item} />
          <FinalityNote client={row} />
        </Table.Th>
        <Table.Td className="number">
          {cell('spend')}
          <SparkLine values={row.spendByDay} />
        </Table.Td>
        <Table.Td className="budget-column">
          <BudgetCell budget={row.budget} />
        </Table.Td>
        <Table.Td className="result-column">
          <ResultCell result={row.result} more={row.moreResults} />
        </Table.Td>
        <Table.Td className="number">{cell('conversions')}</Table.Td>
        <Table.Td className="number">{cell('value')}</Table.Td>
        <Table.Td className="number">{cell('roas')}</Table.Td>
        <Table.Td className="sync-column">
          <DataCell row={row} />
        </Table.Td>
      </Table.Tr>
    );
  },
);

/** What table and cards show: rows in order, and the gravest reason of each. */
export type RowsShown = {
  readonly rows: readonly OverviewRow[];
  readonly reasonOf: (row: OverviewRow) => AttentionItem | undefined;
};

/** All clients in one table; its head stays in sight, each column sorts. A row per client, never a total over them. */
export const ClientTable = ({ rows, reasonOf, caption }: RowsShown & { readonly caption: string }) => {
  const several = withSeveralRows(rows);
  return (
    <Paper withBorder className="wide rows">
      <Table verticalSpacing="sm" highlightOnHover>
        <Table.Caption className="sr-only">{caption}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <ColumnHead key={column} column={column} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Row key={rowKey(row)} row={row} item={reasonOf(row)} isOneOfMany={several.has(row.id)} />
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
};
