import { type DayOrder, orderShownBy, readDay } from '../../foundation/files/index.ts';
import { momentOf, wallClockOf } from '../calendar/moments.ts';

/** What is to be known of a moment besides that it is one. */
export type MomentNote = 'usual-time' | 'clock-skips' | 'clock-twice';

/** A moment read from cells: the clock on the client's wall, or why it is none. */
export type ReadMoment =
  | { readonly is: 'none' }
  | { readonly is: 'bad'; readonly rule: 'moment' | 'zone' }
  | { readonly is: 'moment'; readonly plannedFor: string; readonly notes: readonly MomentNote[] };

/** The cells of a row that are about its moment; empty where there are none. */
export type MomentCells = {
  readonly moment: string;
  readonly date: string;
  readonly time: string;
  readonly zone: string;
};

/** How they are to be read. */
export type MomentReading = { readonly order: DayOrder; readonly zone: string };

// What tools take when a row has a day and no time.
const USUAL_TIME = '09:00';
const TIME =
  /(?:^|[T ,]+)(\d{1,2})[:.h](\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:\s*([ap])\.?m\.?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

type Parts = { readonly day: string; readonly time: string | undefined; readonly offset: string | undefined };

const hourOf = (hour: number, half: string | undefined): number => {
  if (half === undefined) return hour;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
};

const timeOf = (found: RegExpExecArray | null): string | undefined => {
  const [, hour = '', minute = '', , half] = found ?? [];
  const value = hourOf(Number(hour), half);
  const isTime = hour !== '' && value < 24 && Number(minute) < 60 && (half === undefined || Number(hour) <= 12);
  return isTime ? `${String(value).padStart(2, '0')}:${minute}` : undefined;
};

const partsOf = (cells: MomentCells): Parts => {
  const text = cells.moment.trim() === '' ? `${cells.date.trim()} ${cells.time.trim()}`.trim() : cells.moment.trim();
  const found = TIME.exec(text);
  return {
    day: found === null ? text : text.slice(0, found.index),
    time: found === null ? undefined : (timeOf(found) ?? ''),
    offset: found?.[5],
  };
};

const notesOf = (zone: string, plannedFor: string): MomentNote[] => {
  const wall = Temporal.PlainDateTime.from(plannedFor);
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    wall.toZonedDateTime(zone, { disambiguation }),
  );
  if (earlier === undefined || later === undefined || earlier.equals(later)) return [];
  return [earlier.toPlainDateTime().equals(wall) ? 'clock-twice' : 'clock-skips'];
};

const isZone = (zone: string): boolean => {
  try {
    Temporal.Now.zonedDateTimeISO(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

const offsetText = (offset: string): string => {
  if (offset.toUpperCase() === 'Z') return 'Z';
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
  return `${offset[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
};

/**
 * A moment as people and tools write it, as the clock on the client's wall will show it. An offset, or a zone of the row's own,
 * counts; without one the client's zone is meant.
 *
 * @personal none
 */
export const readMoment = (cells: MomentCells, reading: MomentReading): ReadMoment => {
  const { day, time, offset } = partsOf(cells);
  if (day === '' && time === undefined) return { is: 'none' };
  const date = readDay(day, reading.order);
  if (date === undefined || time === '') return { is: 'bad', rule: 'moment' };
  const own = cells.zone.trim();
  if (own !== '' && !isZone(own)) return { is: 'bad', rule: 'zone' };
  const wall = `${date}T${time ?? USUAL_TIME}`;
  const usual: MomentNote[] = time === undefined ? ['usual-time'] : [];
  let plannedFor = wall;
  try {
    if (offset !== undefined) {
      const instant = Temporal.Instant.from(`${wall}:00${offsetText(offset)}`);
      plannedFor = wallClockOf(reading.zone, new Date(instant.epochMilliseconds));
    } else if (own !== '' && own !== reading.zone) plannedFor = wallClockOf(reading.zone, momentOf(own, wall));
  } catch (error) {
    // An offset such as +99:00.
    if (error instanceof RangeError) return { is: 'bad', rule: 'moment' };
    throw error;
  }
  return { is: 'moment', plannedFor, notes: [...usual, ...notesOf(reading.zone, plannedFor)] };
};

/** Which order of day and month a cell shows, whatever time stands behind it. @personal none */
export const orderIn = (cell: string): DayOrder | 'either' | undefined => {
  if (cell.length > 40) return undefined;
  const text = cell.trim();
  return orderShownBy(text.replace(TIME, ''));
};
