import { z } from 'zod';
import { clientFigures } from './contract/overview.ts';
import { amount, day, dayState, type finality, instant, type syncState } from './contract/parts.ts';

export type { AssetCut, AssetList, AssetReceived, AssetTold } from './contract/assets.ts';
export type { Brand } from './contract/brand.ts';
export type { BreakdownBy, BreakdownPage, BreakdownPart } from './contract/breakdowns.ts';
export { breakdownBy, breakdownPage } from './contract/breakdowns.ts';
export type {
  ClientNote,
  ClientNoteList,
  ClientNoteRequest,
  Cost,
  Costs,
  FeeAgreement,
  FeeList,
  FeeRequest,
} from './contract/costs.ts';
export type { AccountChoice, ConnectAttempt, FaultText, SyncRunList } from './contract/data.ts';
export type {
  About,
  Cell,
  CellPair,
  DaysIn,
  EntityPage,
  EntityRow,
  MetricInfo,
  MetricList,
  NamedThing,
  OrganicInfo,
  SavedView,
  SavedViews,
  ThingFigures,
} from './contract/figures.ts';
export { entityPage, metricList, savedView, savedViewRequest, savedViews, thingFigures } from './contract/figures.ts';
export type {
  Annotation,
  AnnotationList,
  AnnotationRequest,
  Goal,
  GoalList,
  GoalProgress,
  GoalRequest,
  GoalStory,
} from './contract/goals.ts';
export type { ImportAnswer, ImportChoiceRequest, ImportList, ImportStatement } from './contract/imports.ts';
export type { AuditEntry, AuditList, AuditReport, OperateState } from './contract/operate.ts';
export type { OrganicAccount } from './contract/organic.ts';
export type {
  AttentionItem,
  ClientAttention,
  ClientFigures,
  Figure,
  Overview,
  OverviewRow,
  Ratio,
  RowGoal,
} from './contract/overview.ts';
export { clientAttention, overview } from './contract/overview.ts';
export { dayState, finality, syncState } from './contract/parts.ts';
export type {
  AcceptAnswer,
  AcceptRequest,
  Account,
  ClientChoice,
  ClientList,
  InvitationItem,
  InvitationLink,
  InvitationList,
  InvitationRequest,
  KeyAnswer,
  KeyItem,
  KeyList,
  KeyRequest,
  OpenedLink,
  OwnSessionList,
  RecoveryAnswer,
  RightsTable,
  RoleName,
  SetUp,
  UserItem,
  UserList,
} from './contract/people.ts';
export type { OrganicDays, OrganicFigures, PinCard, PinContent, PinList, PinStory } from './contract/pins.ts';
export { pinFormat, pinList, pinStory } from './contract/pins.ts';
export type {
  BoardChoices,
  ContentTerms,
  LinkChecked,
  PinWritten,
  PlannedPinList,
  PlannedPinPage,
  PlannedPinTold,
  ReviewLinkTold,
  ReviewPage,
} from './contract/planned-pins.ts';
export type { Held, OwnWindow } from './contract/portal.ts';
export type { Publishing } from './contract/publishing.ts';
export type { ClientAdded, ClientRequest, ClientSettings, SettingsChange } from './contract/settings.ts';
export type { SlotList } from './contract/slots.ts';

// What travels between the server and its faces. Response schemas are enforced: a field that is not declared here does not
// leave the house. Money is text in micros of the client's currency, counts are text too: both outgrow a double.

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
  /** What this person may do, so that a page does not ask for what would be refused. */
  may: z.array(z.string()),
});
/** Null when nobody is signed in: a page that asks who is there has not done anything wrong. */
export const session = me.nullable();

/** One ad account's figures per day. */
export const daily = z.object({
  client: clientFigures,
  /** Every ad account of the client, this one included. */
  accounts: z.array(z.string()),
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

/** Days that are not in, why, and what to do about it. */
export const gap = z.object({
  account: z.string(),
  from: day,
  to: day,
  /** Days missing between the two, both included. */
  days: z.number().int(),
  levels: z.array(z.enum(['account', 'campaign', 'adGroup', 'ad'])),
  /** `landed`, `planned`, `asked`, `not-planned`, or a fault code. */
  reason: z.string(),
  /** In the reader's language. */
  meaning: z.string(),
  remedy: z.string(),
});

/** Missing days: those on their way by themselves, and those that were given up. */
export const gaps = z.object({
  /** One line for each reason and account. */
  coming: z.array(gap),
  /** One line for each stretch of days, reason and account. */
  given: z.array(gap),
});

/** How final the days behind a figure are, of delivery or of conversions. */
export const daysBehind = z.object({
  family: z.enum(['delivery', 'conversion']),
  settled: z.number().int(),
  ready: z.number().int(),
  provisional: z.number().int(),
  missing: z.number().int(),
  pulledFirst: instant.nullable(),
  pulledLast: instant.nullable(),
});

/** The figures of the page, by the name of their metric. */
export const shownFigure = z.enum(['spend', 'impressions', 'clicks', 'saves', 'conversions', 'checkout-value', 'roas']);

/** What a figure is made of: all that may make it differ from what Ads Manager shows. */
export const explanation = z.object({
  /** The name of a metric. */
  figure: z.string(),
  /** In the reader's language. */
  definition: z.string(),
  lens: z.enum(['paid', 'earned', 'total', 'money', 'outcome']),
  /** Pinterest's own columns. */
  columns: z.array(z.string()),
  window: z.string().nullable(),
  reportTime: z.string().nullable(),
  zone: z.literal('UTC'),
  statuses: z.array(z.object({ status: z.string(), things: z.number().int() })),
  families: z.array(daysBehind),
});

/** Whether pages can be served, and how far the demo has filled. */
export const ready = z.object({
  ready: z.boolean(),
  demo: z.enum(['none', 'filling', 'ready']),
  history: z.object({ done: z.number().int(), total: z.number().int() }),
});

/** A refusal as a face reads it. */
export type Problem = z.infer<typeof problem>;
/** What the first step of signing in takes. */
export type SignInRequest = z.infer<typeof signInRequest>;
/** What is still to be done after a step of signing in. */
export type SignInAnswer = z.infer<typeof signInAnswer>;
/** What the second step of signing in takes. */
export type TotpRequest = z.infer<typeof totpRequest>;
/** The person who is signed in. */
export type Me = z.infer<typeof me>;
/** Whether somebody is signed in, and who. */
export type Session = z.infer<typeof session>;
/** How final a day is, or that it is missing. */
export type DayState = z.infer<typeof dayState>;
/** How far the collecting of a client has come. */
export type SyncState = z.infer<typeof syncState>;
/** One client day by day. */
export type Daily = z.infer<typeof daily>;
/** One consent to Pinterest. */
export type Connection = z.infer<typeof connection>;
/** Days that are missing, with the reason. */
export type Gap = z.infer<typeof gap>;
/** All days of a client that are missing. */
export type Gaps = z.infer<typeof gaps>;
/** How many days are in, and how many are not final. */
export type Finality = z.infer<typeof finality>;
/** The name of a figure that pages show. */
export type ShownFigureKey = z.infer<typeof shownFigure>;
/** What a figure is made of. */
export type Explanation = z.infer<typeof explanation>;
/** Whether pages can be served. */
export type Ready = z.infer<typeof ready>;
