import { z } from 'zod';
import { cell } from './figures.ts';
import { amount, day, dayState, instant } from './parts.ts';

// Goals and annotations of a client. Targets, plans and what is left are in millionths of the metric's unit: micros of the
// account's currency for money, 2500000 for a ratio of 2.5 or for two and a half pieces.

const kind = z.enum(['budget', 'at-least', 'at-most']);
const audience = z.enum(['internal', 'client']);
/** How far a goal has come, by the days up to yesterday. What is null is unknown, or has no meaning for the goal. */
export const goalProgress = z.object({
  state: z.enum(['waiting', 'unknown', 'on-track', 'ahead', 'behind', 'met', 'missed', 'short', 'undecided']),
  /** Days of the period; of those over; of those not in; final; and not yet called complete by Pinterest. */
  days: z.int(),
  done: z.int(),
  missing: z.int(),
  settled: z.int(),
  provisional: z.int(),
  /** The figure over the days that are in, in the metric's own unit, sum over sum. */
  value: cell,
  /** What the plan was for the days that are in; null for a ratio. */
  plan: amount.nullable(),
  /** Value over plan: 1.08 is eight percent ahead. */
  index: z.number().nullable(),
  /** Where the period ends at this pace. */
  forecast: amount.nullable(),
  /** Target minus value; null while a day is missing. */
  remaining: amount.nullable(),
  /** What each day to come has to bring on average. */
  neededPerDay: amount.nullable(),
  /** The part of a week each weekday brings, Monday first, learnt from eight settled weeks; null when all days count alike. */
  weekdays: z.array(z.number()).nullable(),
});

/** A budget, or a result to reach or to stay under. */
export const goal = z.object({
  id: z.string(),
  account: z.string(),
  /** Of the account; null while it is not known. */
  currency: z.string().nullable(),
  metric: z.string(),
  kind,
  from: day,
  to: day,
  target: amount,
  progress: goalProgress,
});

/** A client's goals, those that begin last first, and what a new one may be about. */
export const goalList = z.object({
  client: z.object({ id: z.string(), name: z.string() }),
  accounts: z.array(z.object({ id: z.string(), currency: z.string().nullable() })),
  items: z.array(goal),
  next: z.string().nullable(),
});

/** One goal day by day. */
export const goalStory = z.object({
  goal,
  /** Empty for a ratio, which does not add up over days. */
  days: z.array(
    z.object({ day, plan: amount, value: amount.nullable(), state: z.enum([...dayState.options, 'to-come']) }),
  ),
});

/** A new goal. */
export const goalRequest = z.strictObject({
  account: z.string().max(40),
  metric: z.string().max(60),
  kind,
  from: day,
  to: day,
  target: z.string().regex(/^-?\d{1,19}$/),
});
/** A change of a goal; what is left out stays. */
export const goalChange = goalRequest.partial();

/** What somebody wrote beside the figures of some days. */
export const annotation = z.object({
  id: z.string(),
  from: day,
  to: day,
  text: z.string(),
  audience,
  writtenAt: instant,
  /** A colleague's name; null for people of the client, for a program, and for who is gone. */
  writtenBy: z.string().nullable(),
});
/** A client's annotations, those of the latest days first. */
export const annotationList = z.object({ items: z.array(annotation), next: z.string().nullable() });
/** A new annotation. */
export const annotationRequest = z.strictObject({
  from: day,
  to: day,
  text: z.string().max(2000),
  audience,
});
/** A change of an annotation; what is left out stays. */
export const annotationChange = annotationRequest.partial();

/** How far a goal has come. */
export type GoalProgress = z.infer<typeof goalProgress>;
/** A budget or a result. */
export type Goal = z.infer<typeof goal>;
/** A client's goals. */
export type GoalList = z.infer<typeof goalList>;
/** One goal day by day. */
export type GoalStory = z.infer<typeof goalStory>;
/** What a goal is made from. */
export type GoalRequest = z.infer<typeof goalRequest>;
/** What somebody wrote. */
export type Annotation = z.infer<typeof annotation>;
/** A client's annotations. */
export type AnnotationList = z.infer<typeof annotationList>;
/** What an annotation is made from. */
export type AnnotationRequest = z.infer<typeof annotationRequest>;
