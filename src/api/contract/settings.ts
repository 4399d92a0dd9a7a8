import { z } from 'zod';
import { day, instant } from './parts.ts';

// What a client's contract decides about collecting and keeping, and what the client is called.

const kind = z.enum(['legal_person', 'natural_person']);
const locale = z.enum(['nl', 'en']);
const reportTime = z.enum(['TIME_OF_AD_ACTION', 'TIME_OF_CONVERSION']);

/** A client and its settings. */
export const clientSettings = z.object({
  id: z.string(),
  name: z.string(),
  kind,
  locale,
  zone: z.string(),
  /** Whole months before the present one. */
  keepMonths: z.int(),
  /** Today by UTC, and the first day whose figures are kept. */
  today: day,
  keptFrom: day,
  /** Attribution windows collected, as `30/30/1`: days after a click, an engagement, a view. */
  windows: z.array(z.string()),
  /** Every window Pinterest accepts; there are no others to choose. */
  windowChoices: z.array(z.string()),
  reportTimes: z.array(reportTime),
  /** Whether figures of the client's own Pinterest account are stored; off means 24 hours at most. */
  organicHistory: z.boolean(),
  organicGround: z.string().nullable(),
  /** When the client's acceptance of Pinterest's terms was noted: at the consent. */
  termsAcceptedAt: instant.nullable(),
});

/** A change of a client; what is left out stays. What is right is for the client's own rules to say, so that fields are named. */
export const settingsChange = z.strictObject({
  name: z.string().max(500).optional(),
  kind: z.string().max(40).optional(),
  locale: z.string().max(10).optional(),
  zone: z.string().max(100).optional(),
  keepMonths: z.number().optional(),
  windows: z.array(z.string().max(20)).max(10).optional(),
  reportTimes: z.array(reportTime).max(2).optional(),
  organicHistory: z.boolean().optional(),
  organicGround: z.string().max(200).nullable().optional(),
  /** With a shorter term: the first day whose figures stay. */
  keptFrom: day.optional(),
});

/** A new client, with the usual settings. */
export const clientRequest = z.strictObject({
  name: z.string().max(500),
  kind: z.string().max(40),
  locale: z.string().max(10),
  zone: z.string().max(100),
});
/** The client that was added. */
export const clientAdded = z.object({ id: z.string() });

/** A client and its settings. */
export type ClientSettings = z.infer<typeof clientSettings>;
/** A change of a client. */
export type SettingsChange = z.infer<typeof settingsChange>;
/** A new client. */
export type ClientRequest = z.infer<typeof clientRequest>;
/** The client that was added. */
export type ClientAdded = z.infer<typeof clientAdded>;
