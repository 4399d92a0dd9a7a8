import { z } from 'zod';
import { cellPair, daysIn } from './figures.ts';
import { day } from './parts.ts';

// Figures of an account or campaign divided by who was reached and where.

/** By what figures can be divided. */
export const breakdownBy = ['country', 'gender', 'age', 'device', 'placement', 'keyword'] as const;

const period = z.object({ from: day, to: day });
const figures = z.record(z.string(), cellPair);
/** Part of the whole as a fraction; below zero for a rest of things counted twice; null while it cannot be told. */
const share = z.number().nullable();

/** One part: `name` is what Pinterest writes, as `NL`, `female` or a keyword. */
export const breakdownPart = z.object({ name: z.string(), share, figures });

/** The parts beside the whole they are parts of. */
export const breakdownPage = z.object({
  by: z.enum(breakdownBy),
  period,
  comparison: period.nullable(),
  /** How many days of the period stand behind these figures; others are in none of them, the whole included. */
  daysIn,
  /** The first and the last day of which parts are in at all; null while there is none. */
  collected: period.nullable(),
  /** Of which metric the shares are. */
  shareOf: z.string(),
  whole: figures,
  parts: z.array(breakdownPart),
  /** The parts beyond those, added up. */
  others: z.object({ count: z.number().int(), share, figures }).nullable(),
  /** The whole without its parts. Ratios are null while it is below zero. */
  rest: z.object({ share, figures }),
});

/** By what figures are divided. */
export type BreakdownBy = (typeof breakdownBy)[number];
/** One part. */
export type BreakdownPart = z.infer<typeof breakdownPart>;
/** The parts beside the whole. */
export type BreakdownPage = z.infer<typeof breakdownPage>;
