import { type DragEvent, useState } from 'react';
import type { PlannedPinTold } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { usePlanningWords } from '../../words/planning.ts';
import { DRAGGED, MonthItem } from './month-item.tsx';

/** Pins a day shows before the rest is asked for: a month then fits a screen, and 2,000 Pins are a few hundred buttons. */
const SHOWN_A_DAY = 4;

/** A day of the calendar and what is done with its Pins. */
export type DayProps = {
  readonly clientId: string;
  readonly day: string;
  readonly isOutside: boolean;
  readonly isToday: boolean;
  readonly pins: readonly PlannedPinTold[];
  readonly onMove: (pin: PlannedPinTold, plannedFor: string) => void;
  readonly onDropped: (pinId: string, day: string) => void;
  readonly onOpenMove: (pin: PlannedPinTold) => void;
};

/** A day with its Pins; others can be dropped on it. */
export const DayCell = ({ clientId, day, isOutside, isToday, pins, onMove, onDropped, onOpenMove }: DayProps) => {
  const { month: text, count } = usePlanningWords();
  const write = writerFor(useLocale().locale);
  const [isOver, setOver] = useState(false);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? pins : pins.slice(0, SHOWN_A_DAY);
  const accept = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(DRAGGED)) return;
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onDropped(event.dataTransfer.getData(DRAGGED), day);
  };
  const name = [
    'month-day',
    isOutside && 'month-day-outside',
    isToday && 'month-day-today',
    isOver && 'month-day-over',
    pins.length === 0 && 'month-day-empty',
  ];
  return (
    <li
      className={name.filter((each) => each !== false).join(' ')}
      aria-label={text.dayOf(write.fullDay(day), count(write.count(pins.length)))}
      aria-current={isToday ? 'date' : undefined}
      onDragOver={accept}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span className="month-date" aria-hidden="true">
        <span className="month-weekday">{write.weekday(day)}</span> {Number(day.slice(8))}
        <span className="month-date-month"> {write.day(day).replace(/^\d+\s*/, '')}</span>
      </span>
      {shown.map((pin) => (
        <MonthItem
          key={pin.id}
          clientId={clientId}
          pin={pin}
          onMove={(plannedFor) => onMove(pin, plannedFor)}
          onOpenMove={() => onOpenMove(pin)}
        />
      ))}
      {shown.length < pins.length && (
        <button type="button" className="month-more" onClick={() => setWhole(true)}>
          {text.moreOf(write.count(pins.length - shown.length))}
        </button>
      )}
    </li>
  );
};
