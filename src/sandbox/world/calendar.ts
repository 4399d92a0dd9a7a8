/**
 * Days of the world are counted from the first of January 2025, the day its history begins. Nothing was delivered before
 * it or after the horizon: beyond that a sandbox answers, but its advertisers have gone home.
 */
const FIRST_MS = Date.UTC(2025, 0, 1);
const DAY_MS = 86_400_000;

/** How many days the world's history and future span together: to the end of 2028. */
export const HORIZON = 1461;

/** Number of the UTC day in which an instant lies. @unit ms milliseconds since 1970 */
export const dayNumber = (ms: number): number => Math.floor((ms - FIRST_MS) / DAY_MS);

/** Number of a day written as `YYYY-MM-DD`; NaN when it is no day. */
export const dayNumberOf = (text: string): number =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) ? dayNumber(Date.parse(`${text}T00:00:00Z`)) : Number.NaN;

const texts = new Map<number, string>();

/** A day as `YYYY-MM-DD`. */
export const dayText = (day: number): string => {
  const known = texts.get(day);
  if (known !== undefined) return known;
  const text = new Date(FIRST_MS + day * DAY_MS).toISOString().slice(0, 10);
  texts.set(day, text);
  return text;
};

/** The first second of a day. @unit result seconds since 1970 */
export const daySeconds = (day: number): number => (FIRST_MS + day * DAY_MS) / 1000;

/** 0 for Monday … 6 for Sunday; the first of January 2025 was a Wednesday. */
export const weekday = (day: number): number => (((day + 2) % 7) + 7) % 7;

/** Where in its year a day lies. @unit result 0 ≤ x < 1 */
export const yearPart = (day: number): number => ((day % 365.25) + 365.25) / 365.25 - (day >= 0 ? 1 : 0);
