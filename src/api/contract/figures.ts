import { z } from 'zod';
import { amount, day, dayState, finality, syncState } from './parts.ts';

// The workspace of a client: its figures over any period, at any level, and what they are called.

const level = z.enum(['account', 'campaign', 'adGroup', 'ad']);
const period = z.object({ from: day, to: day });

/**
 * A figure as it leaves: text for what may be added up (micros of the account's currency, or a count), a number for a ratio
 * of sums (a fraction, or micros), null when it is unknown or its denominator is zero.
 */
export const cell = z.union([amount, z.number()]).nullable();
/** A figure of the period, and of the days compared with; null there too while one of the two lacks a day. */
export const cellPair = z.object({ value: cell, before: cell });

/** One metric of the catalogue, in both languages. */
export const metricInfo = z.object({
  key: z.string(),
  label: z.object({ nl: z.string(), en: z.string() }),
  definition: z.object({ nl: z.string(), en: z.string() }),
  unit: z.enum(['count', 'micros', 'ratio']),
  lens: z.enum(['paid', 'earned', 'total', 'money', 'outcome']),
  better: z.enum(['higher', 'lower', 'neither']),
  /** True for what may be added up; false for a ratio, which is one sum over another. */
  additive: z.boolean(),
  /** Which of the two kinds of days it depends on. */
  families: z.array(z.enum(['delivery', 'conversion'])),
});
/** A figure of the client's own account, which is never mixed with those of ads. */
export const organicInfo = metricInfo
  .pick({ key: true, label: true, definition: true, better: true, additive: true })
  .extend({
    unit: z.enum(['count', 'ratio']),
  });
/** Every metric there is, and apart from them the organic ones. */
export const metricList = z.object({ metrics: z.array(metricInfo), organic: z.array(organicInfo) });

/** A thing by name. Null where Pinterest has not told (yet). */
export const namedThing = z.object({
  level,
  id: z.string(),
  name: z.string().nullable(),
  status: z.string().nullable(),
  /** The Pin an ad shows. */
  pin: z.string().nullable(),
});

/** How far the days behind figures are in, and how many there are. */
export const daysIn = z.object({ days: z.number().int(), delivery: finality, conversions: finality });

/** What the figures of an answer are about: the same for a table, a series and an export of one question. */
export const about = z.object({
  client: z.object({ id: z.string(), name: z.string(), sync: syncState }),
  /** The ad account; null while the client has none. */
  account: z.string().nullable(),
  accounts: z.array(z.string()),
  currency: z.string().nullable(),
  period,
  comparison: period.nullable(),
  window: z.string(),
  reportTime: z.string(),
  /** What is collected for this client, and so may be asked. */
  windows: z.array(z.string()),
  reportTimes: z.array(z.string()),
});

/** One thing: its figures, its days and its last 13 months. */
export const thingFigures = z.object({
  about,
  /** From the campaign down to the thing itself; empty for the account. */
  path: z.array(namedThing),
  daysIn,
  figures: z.record(z.string(), cellPair),
  months: z.array(
    z.object({
      month: day,
      /** False for a month of which days are missing, or that is not over. */
      whole: z.boolean(),
      figures: z.record(z.string(), cell),
    }),
  ),
  days: z.array(
    z.object({
      day,
      delivery: dayState,
      conversions: dayState,
      figures: z.record(z.string(), cell),
      /** The day it is compared with. */
      before: z.object({ day, figures: z.record(z.string(), cell) }).nullable(),
    }),
  ),
});

/** One row of a table. */
export const entityRow = namedThing.extend({ figures: z.record(z.string(), cellPair) });

/** A stretch of a table with the sums over all its rows. */
export const entityPage = z.object({
  period,
  comparison: period.nullable(),
  daysIn,
  /** Rows in all. */
  count: z.number().int(),
  /** Where the next stretch begins; null after the last. */
  next: z.number().int().nullable(),
  total: z.record(z.string(), cellPair),
  rows: z.array(entityRow),
});

/** A view of the workspace that a person kept: the search part of the page's address, under a name. */
export const savedView = z.object({ viewId: z.string(), name: z.string(), address: z.string() });
/** All views of a client that the asker kept. */
export const savedViews = z.object({ views: z.array(savedView) });
/** What keeping a view takes. */
export const savedViewRequest = z.object({ name: z.string().min(1).max(60), address: z.string().max(2000) });

/** A figure as it leaves. */
export type Cell = z.infer<typeof cell>;
/** A figure of two periods. */
export type CellPair = z.infer<typeof cellPair>;
/** One metric of the catalogue. */
export type MetricInfo = z.infer<typeof metricInfo>;
/** One organic figure of the catalogue. */
export type OrganicInfo = z.infer<typeof organicInfo>;
/** Every metric there is. */
export type MetricList = z.infer<typeof metricList>;
/** A thing by name. */
export type NamedThing = z.infer<typeof namedThing>;
/** What figures are about. */
export type About = z.infer<typeof about>;
/** How far the days behind figures are in. */
export type DaysIn = z.infer<typeof daysIn>;
/** One thing over time. */
export type ThingFigures = z.infer<typeof thingFigures>;
/** One row of a table. */
export type EntityRow = z.infer<typeof entityRow>;
/** A stretch of a table. */
export type EntityPage = z.infer<typeof entityPage>;
/** A view that a person kept. */
export type SavedView = z.infer<typeof savedView>;
/** All views of a client that a person kept. */
export type SavedViews = z.infer<typeof savedViews>;
