import { Fault } from './faults.ts';
import type { Brand } from './ids.ts';

/** A calendar day as `YYYY-MM-DD`. Pinterest's days are UTC days. Compares correctly as text. */
export type Day = Brand<string, 'Day'>;

const DAY_MS = 86_400_000;

const isRealDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
};

/** Reads a day. @throws KIT_DAY_INVALID when the text is not an existing calendar day @personal none */
export const parseDay = (text: string): Day => {
  if (!isRealDay(text)) {
    throw new Fault(
      'KIT_DAY_INVALID',
      'invalid',
      `"${text.slice(0, 20)}" is not a calendar day; write it as 2026-11-23.`,
    );
  }
  return text as Day;
};

/** The UTC day in which an instant lies. @personal none */
export const dayOf = (at: Date): Day => at.toISOString().slice(0, 10) as Day;

/** The instant at which a UTC day begins. @personal none */
export const startOf = (day: Day): Date => new Date(`${day}T00:00:00Z`);

// A page of a hundred clients steps through tens of thousands of days, of which there are a few hundred different ones: reading
// and writing each anew took longer than everything else. Only days people deal with are remembered, so that it has an end.
const FIRST_REMEMBERED = 0;
const LAST_REMEMBERED = 50_000;
const numbers = new Map<Day, number>();
const texts = new Map<number, Day>();

const textOf = (number: number): Day => {
  const known = texts.get(number);
  if (known !== undefined) return known;
  const text = dayOf(new Date(number * DAY_MS));
  if (number >= FIRST_REMEMBERED && number <= LAST_REMEMBERED) texts.set(number, text);
  return text;
};

/** Days since 1 January 1970. */
const numberOf = (day: Day): number => {
  const known = numbers.get(day);
  if (known !== undefined) return known;
  const number = Math.round(startOf(day).getTime() / DAY_MS);
  if (number >= FIRST_REMEMBERED && number <= LAST_REMEMBERED) numbers.set(day, number);
  return number;
};

/** The day `count` days later (earlier when negative). @unit count days @personal none */
export const addDays = (day: Day, count: number): Day => textOf(numberOf(day) + count);

// 1 January 1970 was a Thursday.
const FIRST_WEEKDAY = 4;

/** The weekday of a day: 0 is Sunday, as JavaScript counts. @personal none */
export const weekdayOf = (day: Day): number => (((numberOf(day) + FIRST_WEEKDAY) % 7) + 7) % 7;

/** Days from `from` to `to`; 0 when equal, negative when `to` is earlier. @unit days @personal none */
export const daysBetween = (from: Day, to: Day): number => numberOf(to) - numberOf(from);

/** Every day from `from` to `to`, both included, oldest first; empty when `to` is earlier. @personal none */
export const eachDay = (from: Day, to: Day): Day[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => addDays(from, index));

/** The first day of the month of a day. @personal none */
export const monthOf = (day: Day): Day => `${day.slice(0, 7)}-01` as Day;

/** The later of two days. @personal none */
export const laterDay = (one: Day, other: Day): Day => (one > other ? one : other);

/** The earlier of two days. @personal none */
export const earlierDay = (one: Day, other: Day): Day => (one < other ? one : other);
