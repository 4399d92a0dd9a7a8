import { z } from 'zod';
import { cell } from './figures.ts';
import { day, instant } from './parts.ts';

// What the client's own Pinterest account did by day, without ads; apart from everything paid.

/** The organic figures of a client's account. */
export const organicAccount = z.object({
  period: z.object({ from: day, to: day }),
  /** `stored` by contract; `live` was asked of Pinterest, and is gone from here at `expiresAt`. */
  source: z.enum(['stored', 'live']),
  /** When Pinterest was asked, and until when the answer may be seen; null for what is stored. */
  readAt: instant.nullable(),
  expiresAt: instant.nullable(),
  /** The first day Pinterest still answers for when asked live; null for what is stored. */
  earliest: day.nullable(),
  /** Days of the period, those with figures, and of those the ones Pinterest still calls estimates. */
  days: z.int(),
  knownDays: z.int(),
  estimates: z.int(),
  /** Over the days that are known, by the names of the catalogue; null is unknown. */
  figures: z.record(z.string(), cell),
  series: z.array(
    z.object({
      day,
      /** Pinterest's own word for how final the day is, as READY or ESTIMATE; `gap` when it was never collected. */
      status: z.string(),
      figures: z.record(z.string(), cell),
    }),
  ),
});

/** The organic figures of a client's account. */
export type OrganicAccount = z.infer<typeof organicAccount>;
