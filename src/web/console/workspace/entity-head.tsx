import { Popover, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { EntityPage } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { useWorkspaceWords } from '../../words/workspace.ts';
import { FigureCell, isCounted } from '../figure-cell.tsx';
import type { TableLevel } from './address.ts';
import { HowMeasured } from './how-measured.tsx';
import { type ShownMetric, useChangeAddress, useWorkspace } from './use-workspace.ts';

/** How the table is sorted now: by its first column, largest first, unless the address says otherwise. */
const useSorting = (columns: readonly ShownMetric[]) => {
  const { address } = useWorkspace();
  const change = useChangeAddress();
  const sort = address.sort ?? columns[0]?.metric.key ?? 'name';
  const firstOrder = (key: string) => (key === 'name' ? 'up' : 'down');
  const order = address.order ?? firstOrder(sort);
  return {
    sort,
    order,
    by: (key: string) =>
      change({ sort: key, order: key === sort ? (order === 'up' ? 'down' : 'up') : firstOrder(key) }),
  };
};

type Sorting = ReturnType<typeof useSorting>;

const SortButton = ({
  name,
  label,
  sorting,
}: {
  readonly name: string;
  readonly label: string;
  readonly sorting: Sorting;
}) => (
  <UnstyledButton className="sort" data-sorted={sorting.sort === name} onClick={() => sorting.by(name)}>
    <span className="sort-label">{label}</span>
    <span aria-hidden="true" className="sort-arrow">
      {sorting.sort === name && sorting.order === 'up' ? '↑' : '↓'}
    </span>
  </UnstyledButton>
);

const sortState = (name: string, { sort, order }: Sorting) =>
  sort === name ? { 'aria-sort': order === 'up' ? ('ascending' as const) : ('descending' as const) } : {};

const ColumnHead = ({
  shown,
  sorting,
  level,
}: {
  readonly shown: ShownMetric;
  readonly sorting: Sorting;
  readonly level: TableLevel;
}) => {
  const text = useWorkspaceWords();
  const [opened, setOpened] = useState(false);
  const { metric, label } = shown;
  return (
    <th scope="col" className="number" {...sortState(metric.key, sorting)}>
      <div className="column-head">
        <SortButton name={metric.key} label={label} sorting={sorting} />
        <Popover
          opened={opened}
          onChange={setOpened}
          width={330}
          position="bottom-end"
          shadow="md"
          trapFocus
          returnFocus
        >
          <Popover.Target>
            <UnstyledButton
              className="how-column"
              aria-label={text.explainColumn(label)}
              onClick={() => setOpened((now) => !now)}
            >
              <span aria-hidden="true">?</span>
            </UnstyledButton>
          </Popover.Target>
          <Popover.Dropdown className="paper" aria-label={text.explainColumn(label)}>
            <HowMeasured metric={metric.key} place={{ level }} />
          </Popover.Dropdown>
        </Popover>
      </div>
    </th>
  );
};

const unknown = { value: null, before: null };

const Totals = ({ shown, page }: { readonly shown: readonly ShownMetric[]; readonly page: EntityPage | undefined }) => {
  const text = useWorkspaceWords();
  const write = writerFor(useLocale().locale);
  return (
    <tr className="totals" aria-rowindex={2}>
      <th scope="row" className="entity-name" title={text.totalHow}>
        {text.total(write.count(page?.count ?? 0))}
      </th>
      {shown.map(({ metric, written }) => (
        <td key={metric.key} className="number">
          {page !== undefined && (
            <FigureCell
              figure={page.total[metric.key] ?? unknown}
              write={written.value}
              better={metric.better}
              noRate={isCounted(shown, page.total)}
            />
          )}
        </td>
      ))}
    </tr>
  );
};

/** The head of the table: each column sorts and tells how it is measured; below it the sums over all rows. */
export const EntityHead = (props: {
  readonly shown: readonly ShownMetric[];
  readonly level: TableLevel;
  readonly page: EntityPage | undefined;
}) => {
  const text = useWorkspaceWords();
  const sorting = useSorting(props.shown);
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" className="entity-name" {...sortState('name', sorting)}>
          <SortButton name="name" label={text.name} sorting={sorting} />
        </th>
        {props.shown.map((each) => (
          <ColumnHead key={each.metric.key} shown={each} sorting={sorting} level={props.level} />
        ))}
      </tr>
      <Totals shown={props.shown} page={props.page} />
    </thead>
  );
};
