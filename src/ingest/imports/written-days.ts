import { type Day, parseDay } from '../../foundation/kit/index.ts';

/** Which comes first where a day is written in numbers. */
export type DayOrder = 'day-month' | 'month-day';

const months: readonly string[][] = [
  ['jan', 'january', 'januari'],
  ['feb', 'february', 'februari'],
  ['mar', 'march', 'mrt', 'maart'],
  ['apr', 'april'],
  ['may', 'mei'],
  ['jun', 'june', 'juni'],
  ['jul', 'july', 'juli'],
  ['aug', 'august', 'augustus'],
  ['sep', 'sept', 'september'],
  ['oct', 'october', 'okt', 'oktober'],
  ['nov', 'november'],
  ['dec', 'december'],
];

// A time of midnight behind a day is how some tools write days; another time would be a moment in some zone.
const MIDNIGHT = /[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:?00)?$/;
const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;
const NAMED_AFTER = /^(\d{1,2})[\s.-]+([a-z]+)\.?[\s,-]+(\d{4})$/;
const NAMED_BEFORE = /^([a-z]+)\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})$/;

const two = (text: string | number): string => String(text).padStart(2, '0');

const existing = (year: string, month: string | number, day: string): Day | undefined => {
  try {
    return parseDay(`${year}-${two(month)}-${two(day)}`);
  } catch {
    // A thirtieth of February is no day; the caller says so.
    return undefined;
  }
};

const named = (word: string): number => months.findIndex((names) => names.includes(word)) + 1;

/** A day as a person or a spreadsheet writes it; undefined when it is none. @personal none */
export const readDay = (cell: string, order: DayOrder): Day | undefined => {
  const text = cell
    .trim()
    .toLowerCase()
    .replace(MIDNIGHT, '')
    .replace(/t00:00.*$/, '');
  const [, year = '', second = '', third = ''] = YEAR_FIRST.exec(text) ?? [];
  if (year !== '') return existing(year, second, third);
  const [, one = '', two = '', last = ''] = YEAR_LAST.exec(text) ?? [];
  if (last !== '') return order === 'day-month' ? existing(last, two, one) : existing(last, one, two);
  const [, dayBefore = '', wordAfter = '', yearAfter = ''] = NAMED_AFTER.exec(text) ?? [];
  if (yearAfter !== '') return existing(yearAfter, named(wordAfter), dayBefore);
  const [, word = '', day = '', yearLast = ''] = NAMED_BEFORE.exec(text) ?? [];
  return yearLast === '' ? undefined : existing(yearLast, named(word), day);
};

/** Which order a cell shows: `31-01-2024` only one, `02-01-2024` either, `2024-01-31` none. @personal none */
export const orderShownBy = (cell: string): DayOrder | 'either' | undefined => {
  const [, one = '', two = ''] = YEAR_LAST.exec(cell.trim().replace(MIDNIGHT, '')) ?? [];
  if (one === '') return undefined;
  if (Number(one) > 12) return 'day-month';
  if (Number(two) > 12) return 'month-day';
  // The same day whichever way it is read.
  return Number(one) === Number(two) ? undefined : 'either';
};
