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

const lengths = { 'last-7': 7, 'last-28': 28, 'last-30': 30, 'last-90': 90 } as const;
const monthsBack = { month: 1, quarter: 3, year: 12 } as const;

/** Periods with a name. A calendar one is the month, quarter or year that yesterday lies in, or the whole one before it. */
export type PeriodName = keyof typeof lengths | keyof typeof monthsBack | 'last-month' | 'last-quarter' | 'last-year';

/** Every name of a period, shortest first. @personal none */
export const periodNames = [
  'last-7',
  'last-28',
  'last-30',
  'last-90',
  'month',
  'last-month',
  'quarter',
  'last-quarter',
  'year',
  'last-year',
] as const satisfies readonly PeriodName[];

const hasLength = (name: PeriodName): name is keyof typeof lengths => Object.hasOwn(lengths, name);
const isRunning = (name: PeriodName): name is keyof typeof monthsBack => Object.hasOwn(monthsBack, name);

/** The first day of the stretch of 1, 3 or 12 calendar months a day lies in. */
const stretchStart = (day: Day, months: number): Day => {
  const month = Number(day.slice(5, 7));
  const first = month - ((month - 1) % months);
  return parseDay(`${day.slice(0, 4)}-${String(first).padStart(2, '0')}-01`);
};

/**
 * The days a name stands for. They end yesterday at the latest, since today has only begun: on the first of a month "the
 * month" is the one that has just ended.
 *
 * @unit today UTC day
 * @personal none
 */
export const periodOf = (name: PeriodName, today: Day): Period => {
  const yesterday = addDays(today, -1);
  if (hasLength(name)) return { from: addDays(today, -lengths[name]), to: yesterday };
  if (isRunning(name)) return { from: stretchStart(yesterday, monthsBack[name]), to: yesterday };
  const months = { 'last-month': 1, 'last-quarter': 3, 'last-year': 12 }[name];
  const to = addDays(stretchStart(yesterday, months), -1);
  return { from: stretchStart(to, months), to };
};
