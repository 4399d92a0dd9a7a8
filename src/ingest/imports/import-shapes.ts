import { z } from 'zod';
import { type AdColumn, isAdColumn, validWindows } from '../../pinterest/contract.ts';

// What is kept as JSON beside an import: read with these schemas, so that a row of an older version is never misread.

const adColumn = z.custom<AdColumn>((value) => typeof value === 'string' && isAdColumn(value));
const level = z.enum(['account', 'campaign', 'adGroup', 'ad']);
const reportTime = z.enum(['TIME_OF_AD_ACTION', 'TIME_OF_CONVERSION']);

const role = z.discriminatedUnion('is', [
  z.object({ is: z.enum(['day', 'currency', 'breakdown', 'coarse', 'unknown']) }),
  z.object({ is: z.literal('id'), level }),
  z.object({ is: z.literal('figure'), column: adColumn, unit: z.enum(['count', 'money', 'micros']) }),
  z.object({ is: z.literal('left'), why: z.enum(['ratio', 'reach', 'mixed', 'name', 'setting']) }),
]);

/** What was seen of a file. */
export const fileSeen = z.object({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be']),
  delimiter: z.enum([',', ';', '\t']),
  columns: z.array(
    z.object({ header: z.string(), role, currency: z.string().nullable(), shows: z.array(z.string()).readonly() }),
  ),
});

/** What a person states about a file: it does not carry its window, and may not tell how its numbers are written. */
export const importStated = z.object({
  /** The level of the rows; told from the id columns when left out. */
  level: level.optional(),
  window: z.string().refine((text) => validWindows.includes(text)),
  reportTime,
  decimal: z.enum(['.', ',']).optional(),
  dayOrder: z.enum(['day-month', 'month-day']).optional(),
  /** By place of the column: a figure of Pinterest's, `day`, `id`, or `leave`. */
  columns: z.record(z.string().regex(/^\d{1,3}$/), z.union([adColumn, z.enum(['day', 'id', 'leave'])])).default({}),
});

/** What a person chose to do with a checked file. */
export const importChoice = z.object({
  rows: z.enum(['all', 'good']),
  /** The file speaks for whole days: what it does not mention did nothing on them. Else for its own rows only. */
  wholeDays: z.boolean(),
  /** Also days Pinterest itself has told about. */
  overPinterest: z.boolean(),
});

const side = z.object({
  closingDays: z.int(),
  importedDays: z.int(),
  pinterestDays: z.int(),
  /** Rows of the file on days that may be written: not in the ledger, the same, another. */
  added: z.int(),
  equal: z.int(),
  different: z.int(),
  /** Things in the ledger on those days that the file does not mention. */
  unmentioned: z.int(),
  /** The same on days Pinterest has told about. */
  pinterestEqual: z.int(),
  pinterestDifferent: z.int(),
  pinterestUnmentioned: z.int(),
});

/** What a file would change in the ledger. */
export const importComparison = z.object({
  unknownThings: z.int(),
  delivery: side.nullable(),
  conversion: side.nullable(),
  /** The first numbers that differ. */
  samples: z
    .array(
      z.object({
        day: z.string(),
        entity: z.string(),
        column: z.string(),
        ours: z.string(),
        file: z.string(),
        isPinterest: z.boolean(),
      }),
    )
    .readonly(),
});

/** What a check found. */
export const importOutcome = z.object({
  level,
  decimal: z.enum(['.', ',']),
  dayOrder: z.enum(['day-month', 'month-day']),
  columns: z.array(adColumn),
  from: z.string().nullable(),
  to: z.string().nullable(),
  months: z.array(z.string()),
  good: z.int(),
  bad: z.int(),
  /** Bad rows by rule. */
  rules: z.record(z.string(), z.int()),
  /** What the file's own total says, where it has one, and what its rows add up to; only what differs. */
  totals: z.object({
    found: z.boolean(),
    differ: z.array(z.object({ column: adColumn, file: z.string(), rows: z.string() })),
  }),
  comparison: importComparison.nullable(),
});

/** What a person states about a file. */
export type ImportStated = z.infer<typeof importStated>;
/** What a person chose to do with a file. */
export type ImportChoice = z.infer<typeof importChoice>;
/** What a check found. */
export type ImportOutcome = z.infer<typeof importOutcome>;
/** What a file would change in the ledger. */
export type ImportComparison = z.infer<typeof importComparison>;
