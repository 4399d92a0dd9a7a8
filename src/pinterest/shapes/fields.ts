import { z } from 'zod';
import { type Day, type Micros, micros, parseDay } from '../../foundation/kit/index.ts';

/** A value Pinterest may extend any day: the known words help the reader, others pass. */
export type Open<Known extends string> = Known | (string & Record<never, never>);

/** A word of an open list. @personal none */
export const word = <Known extends string>(): z.ZodType<Open<Known>> => z.string();

const wholeNumber = z.union([z.int(), z.bigint()]);

/** An id: text or, in analytics rows, a number; always text for us, since 18 digits do not fit a double. @personal none */
export const id = z.union([z.string().min(1), wholeNumber]).transform(String);

/** Money: a whole number of millionths of the ad account's currency. @unit micros @personal none */
export const money: z.ZodType<Micros> = wholeNumber.transform((value) => micros(value));

/** A count that may exceed a double. @personal none */
export const count: z.ZodType<bigint> = wholeNumber.transform(BigInt);

/** A UTC day. @personal none */
export const day: z.ZodType<Day> = z.iso.date().transform((text) => parseDay(text));

/** Whole seconds since 1970, as ads objects carry them. @unit seconds @personal none */
export const unixSeconds = z.int();

/**
 * An instant. Boards and Pins carry ISO text without zone, with or without fractions, and mean UTC; ours always ends in Z.
 *
 * @personal none
 */
export const instant = z
  .string()
  .transform((text) => new Date(/(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`))
  .refine((at) => !Number.isNaN(at.getTime()), 'not an instant')
  .transform((at) => at.toISOString());

/** Absent and null mean the same to Pinterest; here it is always null. @personal none */
export const orNull = <Output>(field: z.ZodType<Output>) => field.nullish().transform((value) => value ?? null);
