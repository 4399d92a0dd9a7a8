import { Skeleton } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type MouseEvent, memo } from 'react';
import type { EntityRow } from '../../../api/contract.ts';
import { useGalleryWords } from '../../words/gallery.ts';
import { useWorkspaceWords } from '../../words/workspace.ts';
import { FigureCell, isCounted } from '../figure-cell.tsx';
import { daysOf } from '../pins/address.ts';
import { addressText, lookAt } from './address.ts';
import { type ShownMetric, useWorkspace } from './use-workspace.ts';

/** A figure that was pressed: where it stands, and what it is. */
export type PressedCell = {
  readonly place: HTMLElement;
  readonly metric: string;
  readonly label: string;
  readonly of: string;
  readonly name: string;
};

const unknown = { value: null, before: null };

/** The state of a thing in the reader's language; a word of Pinterest's we do not know is shown as it is. */
export const useStatusWord = () => {
  const statuses: Readonly<Record<string, string>> = useWorkspaceWords().statuses;
  return (status: string | null): string => statuses[status ?? 'UNKNOWN'] ?? status ?? '';
};

// The router's own link looks at the whole state of the router each time it is drawn: too much for every row that scrolls by.
const RowLink = ({ row, index }: { readonly row: EntityRow; readonly index: number }) => {
  const text = useWorkspaceWords();
  const { clientId, address } = useWorkspace();
  const navigate = useNavigate();
  const search = lookAt(address, `${row.level}-${row.id}`);
  const onClick = (event: MouseEvent) => {
    // A new tab or window is the browser's affair.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void navigate({ to: '/clients/$clientId', params: { clientId }, search });
  };
  return (
    <a
      href={`/clients/${clientId}?${addressText(search)}`}
      onClick={onClick}
      className="client-link"
      data-cell={`${index} 0`}
      title={row.name ?? row.id}
    >
      {row.name ?? `${row.id} (${text.nameless})`}
    </a>
  );
};

const PinLink = ({ pin, name }: { readonly pin: string; readonly name: string }) => {
  const text = useGalleryWords();
  const { clientId, address } = useWorkspace();
  const navigate = useNavigate();
  const search = daysOf(address);
  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void navigate({ to: '/clients/$clientId/pins/$pinId', params: { clientId, pinId: pin }, search });
  };
  return (
    <a
      href={`/clients/${clientId}/pins/${pin}?${addressText(search)}`}
      onClick={onClick}
      className="row-pin"
      aria-label={text.openPinOf(name)}
    >
      {text.openPin}
    </a>
  );
};

const RowName = ({ row, index }: { readonly row: EntityRow; readonly index: number }) => {
  const statusWord = useStatusWord();
  return (
    <th scope="row" className="entity-name">
      <RowLink row={row} index={index} />
      <span className="entity-below">
        <span className={`entity-status ${row.status === 'ACTIVE' ? 'active' : ''}`}>{statusWord(row.status)}</span>
        {row.level === 'ad' && row.pin !== null && <PinLink pin={row.pin} name={row.name ?? row.id} />}
      </span>
    </th>
  );
};

const Cells = (props: {
  readonly row: EntityRow;
  readonly index: number;
  readonly shown: readonly ShownMetric[];
  readonly onPress: (cell: PressedCell) => void;
}) => {
  const text = useWorkspaceWords();
  const { row, index } = props;
  const name = row.name ?? row.id;
  const noRate = isCounted(props.shown, row.figures);
  return props.shown.map(({ metric, label, written }, column) => (
    <td key={metric.key} className="number">
      <button
        type="button"
        className="cell"
        tabIndex={-1}
        data-cell={`${index} ${column + 1}`}
        aria-description={text.explainCell(label, name)}
        onClick={(event) =>
          props.onPress({ place: event.currentTarget, metric: metric.key, label, of: `${row.level}-${row.id}`, name })
        }
      >
        <FigureCell
          figure={row.figures[metric.key] ?? unknown}
          write={written.value}
          better={metric.better}
          noRate={noRate}
        />
      </button>
    </td>
  ));
};

/** One row of the table; a row that is on its way keeps its place. */
export const EntityTableRow = memo(
  (props: {
    readonly row: EntityRow | undefined;
    readonly index: number;
    readonly shown: readonly ShownMetric[];
    readonly onPress: (cell: PressedCell) => void;
  }) => {
    const text = useWorkspaceWords();
    const { row, index, shown } = props;
    if (row === undefined) {
      return (
        <tr aria-rowindex={index + 3}>
          <td colSpan={shown.length + 1}>
            <Skeleton height={16} />
            <span className="sr-only">{text.rowLoading}</span>
          </td>
        </tr>
      );
    }
    return (
      <tr aria-rowindex={index + 3}>
        <RowName row={row} index={index} />
        <Cells row={row} index={index} shown={shown} onPress={props.onPress} />
      </tr>
    );
  },
);
