import type { Clock } from '../../kit/index.ts';
import { Fault } from '../../kit/index.ts';

declare const held: unique symbol;
const shown = '[personal]';

/**
 * A value about a person, held in memory only. It has no properties: logging, JSON, templates, inspection, copying between
 * threads and comparison show nothing of it. Only `reveal` gives the value, and only for 15 minutes.
 */
export type Personal<Value> = {
  readonly toJSON: () => string;
  readonly toString: () => string;
  /** For the compiler only: what kind of value it is. */
  readonly [held]?: Value;
};

// 15 minutes is what the privacy policy's short stay means here: long enough for the visit of a page, short enough to need no storage.
export const PERSONAL_MINUTES = 15;

type Inside = { readonly value: unknown; readonly isOver: () => boolean };

const insides = new WeakMap<object, Inside>();

/**
 * True from 15 minutes after now, by the machine's monotonic timer or by the calendar, whichever is first: a machine that
 * slept comes back with the calendar moved on, a calendar that stands still is overtaken by the timer.
 */
const endsSoon = (clock: Clock): (() => boolean) => {
  const ms = PERSONAL_MINUTES * 60_000;
  const timer = performance.now() + ms;
  const calendar = clock.now().getTime() + ms;
  return () => performance.now() >= timer || clock.now().getTime() >= calendar;
};

/** Wraps a value about a person for 15 minutes. @personal the value, in memory only */
export const personalValue = <Value>(clock: Clock, value: Value): Personal<Value> => {
  const wrapped: Personal<Value> = Object.freeze({
    toJSON: () => shown,
    toString: () => shown,
    [Symbol.for('nodejs.util.inspect.custom')]: () => shown,
    [Symbol.toPrimitive]: () => shown,
  });
  insides.set(wrapped, { value, isOver: endsSoon(clock) });
  return wrapped;
};

/** True when the 15 minutes are over. */
export const isOver = (wrapped: object): boolean => insides.get(wrapped)?.isOver() ?? true;

/** What is needed to show a value about a person: the reason, which is always a person who opened a page. */
export type RevealReason = 'page-opened-by-a-person';

/**
 * Gives the value about a person, to show it on a page that a person opened. No job, schedule, export or log has a reason.
 *
 * @throws PRIVACY_PERSON_OVER when its 15 minutes are over: ask Pinterest again
 * @personal the value
 */
export const reveal = <Value>(wrapped: Personal<Value>, reason: RevealReason): Value => {
  const inside = insides.get(wrapped);
  if (inside === undefined || inside.isOver()) {
    throw new Fault('PRIVACY_PERSON_OVER', 'missing', 'A value about a person is no longer held.', {
      facts: { reason },
    });
  }
  return inside.value as Value;
};
