import { Paper, Table, UnstyledButton } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ClientFigures } from '../../api/contract.ts';
import { writerFor } from '../kit/numbers.ts';
import { useLocale, useWords } from '../kit/preferences.tsx';
import { shownFigures } from './client-figures.ts';
import { ClientLink, rowKey, withSeveralRows } from './client-link.tsx';
import { FigureCell } from './figure-cell.tsx';
import { FinalityNote } from './finality.tsx';
import { firstOrder, nextSorting, type Sorting, type SortKey, sortKeys } from './sorting.ts';
import { SparkLine } from './spark-line.tsx';
import { SyncBadge } from './sync-badge.tsx';

const SortHead = ({ column, sorting }: { readonly column: SortKey; readonly sorting: Sorting }) => {
  const text = useWords();
  const navigate = useNavigate();
  const isSorted = (sorting.sort ?? 'client') === column;
  const order = sorting.order ?? firstOrder(column);
  const sort = () => void navigate({ to: '/', search: nextSorting(sorting, column), replace: true });
  return (
    <Table.Th
      scope="col"
      className={column === 'client' || column === 'sync' ? undefined : 'number'}
      {...(isSorted ? { 'aria-sort': order === 'up' ? 'ascending' : 'descending' } : {})}
    >
      <UnstyledButton className="sort" data-sorted={isSorted} onClick={sort}>
        {text[column]}
        <span aria-hidden="true" className="sort-arrow">
          {order === 'up' ? '↑' : '↓'}
        </span>
      </UnstyledButton>
    </Table.Th>
  );
};

/** All clients in one table; its head stays in sight, each column sorts. A row per client, never a total over them. */
export const ClientTable = (props: { readonly clients: readonly ClientFigures[]; readonly sorting: Sorting }) => {
  const write = writerFor(useLocale().locale);
  const text = useWords();
  const several = withSeveralRows(props.clients);
  return (
    <Paper withBorder className="wide">
      <Table verticalSpacing="sm" highlightOnHover>
        <Table.Caption className="sr-only">{text.clients}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {sortKeys.map((column) => (
              <SortHead key={column} column={column} sorting={props.sorting} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {props.clients.map((client) => (
            <Table.Tr key={rowKey(client)}>
              <Table.Th scope="row" className="client-column">
                <ClientLink client={client} isOneOfMany={several.has(client.id)} />
                <FinalityNote client={client} />
              </Table.Th>
              {shownFigures(client, write).map((shown) => (
                <Table.Td key={shown.key} className="number">
                  <FigureCell figure={shown.figure} write={shown.write} better={shown.better} />
                  {shown.key === 'spend' && <SparkLine values={client.spendByDay} />}
                </Table.Td>
              ))}
              <Table.Td className="sync-column">
                <SyncBadge sync={client.sync} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
};
