import { z } from 'zod';

// What travels between the server and its faces. Response schemas are enforced: a field that is not declared here does not
// leave the house. Money is text in micros of the client's currency, counts are text too: both outgrow a double.

const amount = z.string().regex(/^-?\d+$/);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const instant = z.iso.datetime();

/** A problem in the form of RFC 9457, with the remedy in the reader's language. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  remedy: z.string(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** First step of signing in. */
export const signInRequest = z.object({ email: z.string().min(3).max(254), password: z.string().min(1).max(200) });
/** `totp`: the code of the authenticator app is needed before anything is shown. */
export const signInAnswer = z.object({ next: z.enum(['totp', 'done']) });
/** Second step of signing in. */
export const totpRequest = z.object({ code: z.string().regex(/^\d{6}$/) });

/** Who is signed in. */
export const me = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  locale: z.enum(['nl', 'en']),
  role: z.string(),
});

/** A figure of the period and of the comparison; null is unknown (a day is missing), never zero. */
export const figure = z.object({ value: amount.nullable(), before: amount.nullable() });
/** A ratio of sums, or null when its denominator is zero or unknown. */
export const ratio = z.object({ value: z.number().nullable(), before: z.number().nullable() });

export const dayState = z.enum(['provisional', 'ready', 'settled', 'missing']);

/** How far the collecting of one client has come. */
export const syncState = z.object({
  clientId: z.string(),
  state: z.enum(['never', 'waiting', 'running', 'complete', 'gaps', 'reconnect']),
  done: z.number().int(),
  total: z.number().int(),
  historyDone: z.number().int(),
  historyTotal: z.number().int(),
  rows: z.number().int(),
  lastLandedAt: instant.nullable(),
  /** Fault code of the newest chunk that gave up, if any. */
  faultCode: z.string().nullable(),
});

export const clientFigures = z.object({
  id: z.string(),
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
  provisionalDays: z.number().int(),
  missingDays: z.number().int(),
  sync: syncState,
});

/** All clients the asker may see. Rows per client; totals over clients are never formed. */
export const overview = z.object({
  period: z.object({ from: day, to: day }),
  comparison: z.object({ from: day, to: day }),
  /** How conversions are counted: window and report time. */
  window: z.string(),
  reportTime: z.string(),
  clients: z.array(clientFigures),
});

/** One client's figures per day. */
export const daily = z.object({
  client: clientFigures,
  period: z.object({ from: day, to: day }),
  window: z.string(),
  reportTime: z.string(),
  days: z.array(
    z.object({
      day,
      delivery: dayState,
      conversions: dayState,
      spend: amount.nullable(),
      impressions: amount.nullable(),
      clicks: amount.nullable(),
      saves: amount.nullable(),
      conversionCount: amount.nullable(),
      value: amount.nullable(),
    }),
  ),
});

/** One consent to Pinterest. Names come live from Pinterest and are kept nowhere; null when Pinterest does not answer now. */
export const connection = z.object({
  clientId: z.string(),
  state: z.enum(['none', 'healthy', 'reconnect', 'paused']),
  connectedAt: instant.nullable(),
  refreshedAt: instant.nullable(),
  expiresAt: instant.nullable(),
  scopes: z.array(z.string()),
  userName: z.string().nullable(),
  accounts: z.array(
    z.object({ id: z.string(), name: z.string().nullable(), currency: z.string(), country: z.string().nullable() }),
  ),
});

/** Days not landed, with the reason as a code. */
export const gaps = z.object({
  items: z.array(
    z.object({
      account: z.string(),
      level: z.string(),
      reportTime: z.string(),
      from: day,
      to: day,
      reason: z.string(),
    }),
  ),
});

/** Whether pages can be served, and how far the demo has filled. */
export const ready = z.object({
  ready: z.boolean(),
  demo: z.enum(['none', 'filling', 'ready']),
  history: z.object({ done: z.number().int(), total: z.number().int() }),
});

export type Problem = z.infer<typeof problem>;
export type SignInRequest = z.infer<typeof signInRequest>;
export type SignInAnswer = z.infer<typeof signInAnswer>;
export type TotpRequest = z.infer<typeof totpRequest>;
export type Me = z.infer<typeof me>;
export type Figure = z.infer<typeof figure>;
export type Ratio = z.infer<typeof ratio>;
export type DayState = z.infer<typeof dayState>;
export type SyncState = z.infer<typeof syncState>;
export type ClientFigures = z.infer<typeof clientFigures>;
export type Overview = z.infer<typeof overview>;
export type Daily = z.infer<typeof daily>;
export type Connection = z.infer<typeof connection>;
export type Gaps = z.infer<typeof gaps>;
export type Ready = z.infer<typeof ready>;
