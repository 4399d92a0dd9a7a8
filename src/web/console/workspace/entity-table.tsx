import { Popover } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { Trouble } from '../../kit/trouble.tsx';
import { useWorkspaceWords } from '../../words/workspace.ts';
import type { TableLevel } from './address.ts';
import { moveByKey } from './cell-keys.ts';
import { EntityHead } from './entity-head.tsx';
import { EntityTableRow, type PressedCell } from './entity-row.tsx';
import { HowMeasured } from './how-measured.tsx';
import type { Rows } from './use-rows.ts';
import type { ShownMetric } from './use-workspace.ts';

/** One explanation for the whole table, at the figure that was pressed: thousands of cells need no panel each. */
const PressedFigure = ({ cell, onClose }: { readonly cell: PressedCell | undefined; readonly onClose: () => void }) => {
  const text = useWorkspaceWords();
  const table = cell?.place.closest('.entities');
  const [own, whole] = [cell?.place.getBoundingClientRect(), table?.getBoundingClientRect()];
  // Within what scrolls, so that it stays at its figure.
  const left = (own?.left ?? 0) - (whole?.left ?? 0) + (table?.scrollLeft ?? 0);
  const top = (own?.top ?? 0) - (whole?.top ?? 0) + (table?.scrollTop ?? 0);
  return (
    <Popover
      opened={cell !== undefined}
      onChange={(opened) => (opened ? undefined : onClose())}
      width={330}
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <span className="pressed" style={{ left, top, width: own?.width, height: own?.height }} />
      </Popover.Target>
      <Popover.Dropdown
        className="paper"
        role="dialog"
        aria-label={cell === undefined ? undefined : text.explainCell(cell.label, cell.name)}
      >
        {cell !== undefined && <HowMeasured metric={cell.metric} place={{ of: cell.of }} />}
      </Popover.Dropdown>
    </Popover>
  );
};

/** The place of rows that are not drawn. */
const Space = ({ height, columns }: { readonly height: number; readonly columns: number }) =>
  height <= 0 ? null : (
    <tr style={{ height }}>
      <td colSpan={columns} />
    </tr>
  );

const NAME_REM = 17;
const COLUMN_REM = 8.25;

/** The rows below the thing looked at. Only those in sight are drawn; the head and the totals stay in sight. */
export const EntityTable = (props: {
  readonly rows: Rows;
  readonly level: TableLevel;
  readonly shown: readonly ShownMetric[];
  readonly scroller: React.RefObject<HTMLDivElement | null>;
}) => {
  const text = useWorkspaceWords();
  const { rows, shown, level } = props;
  const [pressed, setPressed] = useState<PressedCell | undefined>();
  const press = useCallback((cell: PressedCell) => setPressed(cell), []);
  const { scrollTo } = rows;
  const onKeyDown = useMemo(() => moveByKey(scrollTo), [scrollTo]);
  const { error, isPlaceholderData, refetch } = rows.first;
  if (error !== null && rows.first.data === undefined) return <Trouble error={error} onRetry={() => void refetch()} />;
  const before = rows.items[0]?.start ?? 0;
  const after = rows.height - (rows.items.at(-1)?.end ?? 0);
  return (
    // biome-ignore lint/a11y/useSemanticElements: it groups a table that scrolls, not fields
    <div
      role="group"
      className="entities"
      ref={props.scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key
      tabIndex={0}
      aria-label={text.tableScrolls(text.tableOf[level])}
      aria-busy={isPlaceholderData}
    >
      <table
        aria-rowcount={rows.count + 2}
        style={{ width: `max(100%, ${NAME_REM + COLUMN_REM * shown.length}rem)` }}
        onKeyDown={onKeyDown}
      >
        <caption className="sr-only">
          {text.tableOf[level]}. {text.tableKeys}
        </caption>
        <colgroup>
          <col className="name-column" />
          {shown.map(({ metric }) => (
            <col key={metric.key} />
          ))}
        </colgroup>
        <EntityHead shown={shown} level={level} page={rows.first.data} />
        <tbody>
          <Space height={before} columns={shown.length + 1} />
          {rows.items.map(({ index }) => (
            <EntityTableRow key={index} row={rows.rowAt(index)} index={index} shown={shown} onPress={press} />
          ))}
          <Space height={after} columns={shown.length + 1} />
        </tbody>
      </table>
      <PressedFigure cell={pressed} onClose={() => setPressed(undefined)} />
    </div>
  );
};
