import { useNavigate } from '@tanstack/react-router';
import type { DragEvent, KeyboardEvent } from 'react';
import type { PlannedPinTold } from '../../../api/contract.ts';
import { usePlanningWords } from '../../words/planning.ts';
import { dayAfter } from './months.ts';
import { PinThumb } from './pin-thumb.tsx';

/** How a Pin is carried from one day to another by the mouse. */
export const DRAGGED = 'application/x-prikbord-pin';

// Days the arrow keys move a Pin by: the months stand in rows of weeks.
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

type Props = {
  readonly clientId: string;
  readonly pin: PlannedPinTold;
  readonly onMove: (plannedFor: string) => void;
  readonly onOpenMove: () => void;
};

/** The same time on another day. */
export const onDay = (pin: PlannedPinTold, day: string): string => `${day}T${pin.plannedFor?.slice(11) ?? '09:00'}`;

/** A Pin in the calendar: opened by a press, moved by mouse, keys or dialog. */
export const MonthItem = ({ clientId, pin, onMove, onOpenMove }: Props) => {
  const text = usePlanningWords();
  const navigate = useNavigate();
  const title = pin.content.title === '' ? text.untitled : pin.content.title;
  const open = () =>
    void navigate({ to: '/clients/$clientId/planning/$plannedPinId', params: { clientId, plannedPinId: pin.id } });
  const press = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || pin.isLocked) return;
    if (event.key.toLowerCase() === 'm') onOpenMove();
    else if (step !== undefined && pin.plannedFor !== null)
      onMove(onDay(pin, dayAfter(pin.plannedFor.slice(0, 10), step)));
    else return;
    event.preventDefault();
  };
  const drag = (event: DragEvent) => {
    event.dataTransfer.setData(DRAGGED, pin.id);
    event.dataTransfer.effectAllowed = 'move';
  };
  return (
    <button
      type="button"
      id={`pin-${pin.id}`}
      className={`month-item pin-state-${pin.state}`}
      draggable={!pin.isLocked}
      onDragStart={drag}
      onClick={open}
      onKeyDown={press}
      aria-describedby="month-keys"
      title={title}
    >
      <PinThumb clientId={clientId} media={pin.content.media} />
      <span className="month-item-words">
        <span className="month-item-time">{pin.plannedFor?.slice(11)}</span>{' '}
        <span className="month-item-title">{title}</span>
        <span className="sr-only">, {text.states[pin.state]}</span>
      </span>
    </button>
  );
};
