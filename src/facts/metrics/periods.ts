import { addDays, type Day, daysBetween, parseDay } from '../../foundation/kit/index.ts';

/** Days from and to, both included. */
export type Period = { readonly from: Day; readonly to: Day };

/** With which earlier days a period is compared. */
export type Comparison = 'previous' | 'same-weekdays' | 'year';

const back = ({ from, to }: Period, days: number): Period => ({ from: addDays(from, -days), to: addDays(to, -days) });

/** The same date a year before; 29 February falls on the 28th. */
const yearBefore = (day: Day): Day => {
  const year = String(Number(day.slice(0, 4)) - 1).padStart(4, '0');
  return parseDay(`${year}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`);
};

/**
 * The days a period is compared with: as many days right before it, the nearest days before it with the same weekdays, or
 * the same dates a year before.
 *
 * @personal none
 */
export const comparedWith = (period: Period, comparison: Comparison): Period => {
  const length = daysBetween(period.from, period.to) + 1;
  const ways = {
    previous: () => back(period, length),
    'same-weekdays': () => back(period, Math.ceil(length / 7) * 7),
    year: () => ({ from: yearBefore(period.from), to: yearBefore(period.to) }),
  } satisfies Record<Comparison, () => Period>;
  return ways[comparison]();
};
