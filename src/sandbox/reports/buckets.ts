import { dayText, weekday } from '../world/calendar.ts';
import { WIDTH } from '../world/columns.ts';
import type { Granularity } from './ask.ts';

/** Days put together: rows `first` to `last` of a matrix, under a label. */
export type Bucket = { readonly label: string; readonly first: number; readonly last: number };

const startsNew = (granularity: Granularity, day: number): boolean => {
  if (granularity === 'WEEK') return weekday(day) === 0;
  if (granularity === 'MONTH') return dayText(day).endsWith('-01');
  return granularity !== 'TOTAL';
};

/** The buckets of a span, oldest first; each carries its first day as label, TOTAL none. */
export const buckets = (granularity: Granularity, from: number, to: number): Bucket[] => {
  const made: { label: string; first: number; last: number }[] = [];
  for (let day = from; day <= to; day += 1) {
    const open = made.at(-1);
    if (open && !startsNew(granularity, day)) open.last = day - from;
    else made.push({ label: granularity === 'TOTAL' ? '' : dayText(day), first: day - from, last: day - from });
  }
  return made;
};

/** Adds the days of each bucket into its first row. */
export const collapse = (matrix: Float64Array, parts: readonly Bucket[]): void => {
  for (const part of parts) {
    const target = part.first * WIDTH;
    for (let row = part.first + 1; row <= part.last; row += 1) {
      for (let place = 0; place < WIDTH; place += 1) {
        matrix[target + place] = (matrix[target + place] ?? 0) + (matrix[row * WIDTH + place] ?? 0);
      }
    }
  }
};
