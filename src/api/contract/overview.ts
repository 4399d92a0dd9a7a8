import { z } from 'zod';
import { cell } from './figures.ts';
import { amount, day, finality, instant, syncState } from './parts.ts';

// The agency's clients at one look: a row for each ad account, and which of them need somebody.

/** A figure of the period and of the comparison; null is unknown (a day is missing), never zero. */
export const figure = z.object({ value: amount.nullable(), before: amount.nullable() });
/** A ratio of sums, or null when its denominator is zero or unknown. */
export const ratio = z.object({ value: z.number().nullable(), before: z.number().nullable() });

/** One ad account of a client in the period and in the days before it. */
export const clientFigures = z.object({
  id: z.string(),
  /** The ad account of this row; null while none is known. */
  account: z.string().nullable(),
  name: z.string(),
  currency: z.string().nullable(),
  spend: figure,
  impressions: figure,
  clicks: figure,
  saves: figure,
  conversions: figure,
  value: figure,
  roas: ratio,
  /** Spend per day of the period in micros, for the small line; null where a day is missing. */
  spendByDay: z.array(amount.nullable()),
  /** Days of the period. What is not collected is missing. */
  days: z.number().int(),
  /** Delivery and conversions become final at different times, so they are told apart. */
  delivery: finality,
  conversionDays: finality,
  sync: syncState,
});

/** A goal in a row: a budget that runs, or the result that is worst off. Millionths, as in the list of goals. */
export const rowGoal = z.object({
  id: z.string(),
  metric: z.string(),
  kind: z.enum(['budget', 'at-least', 'at-most']),
  from: day,
  to: day,
  state: z.enum(['waiting', 'unknown', 'on-track', 'ahead', 'behind', 'met', 'missed', 'short', 'undecided']),
  target: amount,
  /** In the metric's own unit, over the days that are in. */
  value: cell,
  /** What the plan was for those days; null for a ratio. */
  plan: amount.nullable(),
  index: z.number().nullable(),
  /** In the reader's language: what it is about, how far it is, and what was agreed. */
  label: z.string(),
  written: z.object({ value: z.string(), target: z.string() }),
});

/** One row of the overview. */
export const overviewRow = clientFigures.extend({
  /** The consent to Pinterest; since when it does not work, where it does not. */
  connection: z.object({ state: z.enum(['none', 'healthy', 'reconnect', 'paused']), since: instant.nullable() }),
  budget: rowGoal.nullable(),
  result: rowGoal.nullable(),
  /** Results that run beside the one shown. */
  moreResults: z.int(),
});

/** Why a client needs somebody. */
export const attentionItem = z.object({
  clientId: z.string(),
  /** Null when it is about the client as a whole. */
  account: z.string().nullable(),
  name: z.string(),
  reason: z.enum([
    'reconnect',
    'budget-overspent',
    'spend-stopped',
    'days-missing',
    'budget-ahead',
    'result-short',
    'conversions-fell',
    'budget-behind',
    'accounts-unchosen',
    'result-missed',
    'not-connected',
  ]),
  /** `now`: money or data is being lost · `soon`: this week · `note`: good to know. */
  severity: z.enum(['now', 'soon', 'note']),
  /** In the reader's language. */
  text: z.string(),
  /** Which of the client's pages to go to. */
  act: z.enum(['data', 'goals', 'results']),
});

/** Why one client needs somebody, the gravest first. */
export const clientAttention = z.object({ items: z.array(attentionItem) });

/** All clients the asker may see. Rows per client; totals over clients are never formed. */
export const overview = z.object({
  period: z.object({ from: day, to: day }),
  comparison: z.object({ from: day, to: day }),
  /** How conversions are counted: window and report time. */
  window: z.string(),
  reportTime: z.string(),
  clients: z.array(overviewRow),
  /** What needs somebody, the gravest first; empty for people of a client. */
  attention: z.array(attentionItem),
});

/** A figure of a period and of the one before. */
export type Figure = z.infer<typeof figure>;
/** A ratio of a period and of the one before. */
export type Ratio = z.infer<typeof ratio>;
/** The figures of one ad account. */
export type ClientFigures = z.infer<typeof clientFigures>;
/** A goal in a row. */
export type RowGoal = z.infer<typeof rowGoal>;
/** One row of the overview. */
export type OverviewRow = z.infer<typeof overviewRow>;
/** Why a client needs somebody. */
export type AttentionItem = z.infer<typeof attentionItem>;
/** Why one client needs somebody. */
export type ClientAttention = z.infer<typeof clientAttention>;
/** All rows of the overview, and what needs somebody. */
export type Overview = z.infer<typeof overview>;
