import { z } from 'zod';
import { amount, day, instant } from './parts.ts';

// Exports of Ads Manager that people bring in: what is stated of a file, what was found in it, and what it would change.

const level = z.enum(['account', 'campaign', 'adGroup', 'ad']);
const reportTime = z.enum(['TIME_OF_AD_ACTION', 'TIME_OF_CONVERSION']);
const decimal = z.enum(['.', ',']);
const dayOrder = z.enum(['day-month', 'month-day']);

const stated = {
  level: level.nullable(),
  window: z.string(),
  reportTime,
  decimal: decimal.nullable(),
  dayOrder: dayOrder.nullable(),
  /** By place of the column: a figure of Pinterest's, `day`, `id` or `leave`. */
  columns: z.record(z.string(), z.string()),
};

/** What is stated of a file anew; what is left out is told from the file. */
export const importStatement = z.strictObject({
  level: stated.level.optional(),
  window: stated.window,
  reportTime,
  decimal: stated.decimal.optional(),
  dayOrder: stated.dayOrder.optional(),
  columns: stated.columns.optional(),
});

/** What becomes of a checked file. */
export const importChoiceRequest = z.strictObject({
  rows: z.enum(['all', 'good']),
  wholeDays: z.boolean(),
  overPinterest: z.boolean(),
});

const side = z.object({
  closingDays: z.number().int(),
  importedDays: z.number().int(),
  pinterestDays: z.number().int(),
  added: z.number().int(),
  equal: z.number().int(),
  different: z.number().int(),
  unmentioned: z.number().int(),
  pinterestEqual: z.number().int(),
  pinterestDifferent: z.number().int(),
  pinterestUnmentioned: z.number().int(),
});

/** One bad row: where, what stands there, and which rule it breaks. */
export const importVerdict = z.object({
  line: z.number().int(),
  column: z.string(),
  value: z.string(),
  rule: z.string(),
});

/** A file somebody brought in. */
export const importAnswer = z.object({
  id: z.string(),
  account: z.string(),
  state: z.enum(['uploading', 'uploaded', 'checked', 'refused', 'landing', 'landed']),
  uploadedAt: instant,
  uploadedBy: z.string().nullable(),
  expiresAt: instant,
  landedAt: instant.nullable(),
  bytes: z.number(),
  sha256: z.string().nullable(),
  rows: z.number().int(),
  rowsDone: z.number().int(),
  /** Landings made of it that are not yet figures. */
  underived: z.number().int(),
  stated: z.object(stated),
  /** `role`: `day`, `currency`, `id:<level>`, `figure:<column>`, `left:<why>`, `breakdown`, `coarse` or `unknown`. */
  columns: z.array(z.object({ header: z.string(), role: z.string() })),
  /** What Pinterest's columns are called, in the reader's language. */
  names: z.record(z.string(), z.object({ label: z.string(), isMoney: z.boolean() })),
  currency: z.string().nullable(),
  outcome: z
    .object({
      level,
      decimal,
      dayOrder,
      columns: z.array(z.string()),
      from: day.nullable(),
      to: day.nullable(),
      good: z.number().int(),
      bad: z.number().int(),
      rules: z.record(z.string(), z.number().int()),
      totals: z.object({
        found: z.boolean(),
        differ: z.array(z.object({ column: z.string(), file: amount, rows: amount })),
      }),
      comparison: z
        .object({
          unknownThings: z.number().int(),
          delivery: side.nullable(),
          conversion: side.nullable(),
          samples: z.array(
            z.object({
              day,
              entity: z.string(),
              column: z.string(),
              ours: amount,
              file: amount,
              isPinterest: z.boolean(),
            }),
          ),
        })
        .nullable(),
    })
    .nullable(),
  choice: z.object({ rows: z.enum(['all', 'good']), wholeDays: z.boolean(), overPinterest: z.boolean() }).nullable(),
  /** Why it cannot be checked as it stands, in the reader's language. */
  fault: z.object({ code: z.string(), meaning: z.string(), remedy: z.string() }).nullable(),
  /** The first bad rows; all of them are in `verdicts.csv`. */
  verdicts: z.array(importVerdict),
});

/** A client's imports, the newest first, without their bad rows; and what a file may be stated to be. */
export const importList = z.object({
  items: z.array(importAnswer.omit({ verdicts: true })),
  accounts: z.array(z.object({ id: z.string(), label: z.string().nullable(), currency: z.string() })),
  windows: z.array(z.string()),
  maxBytes: z.number().int(),
});

/** A file somebody brought in. */
export type ImportAnswer = z.infer<typeof importAnswer>;
/** A client's imports. */
export type ImportList = z.infer<typeof importList>;
/** What is stated of a file anew. */
export type ImportStatement = z.infer<typeof importStatement>;
/** What becomes of a checked file. */
export type ImportChoiceRequest = z.infer<typeof importChoiceRequest>;
