import { z } from 'zod';
import { amount, day, instant } from './parts.ts';

// What media cost, what the agency asks for its work, and what the team remembers of a client.

/** What was agreed for an ad account from a month on, until its next line. */
export const feeAgreement = z.object({
  account: z.string(),
  /** First day of the month. */
  from: day,
  /** Millionths of media cost: 150000 is fifteen percent. */
  shareMillionths: z.int(),
  /** A month, in micros of the account's currency. */
  fixed: amount,
});
/** Every agreement with a client, the earliest of each account first, and the accounts a new one may be about. */
export const feeList = z.object({
  accounts: z.array(z.object({ id: z.string(), currency: z.string().nullable() })),
  items: z.array(feeAgreement),
});
/** A new agreement, or another one for the same month. */
export const feeRequest = z.strictObject({
  account: z.string().max(40),
  from: day,
  shareMillionths: z.number(),
  fixed: z.string().regex(/^-?\d{1,18}$/),
});

/** An amount in micros, and what it comes to per thousand paid impressions and per paid click. Null is unknown. */
export const cost = z.object({
  amount: amount.nullable(),
  perThousand: z.number().nullable(),
  perClick: z.number().nullable(),
});
/** Media cost and agency fee beside each other over the days that are in; never added together. */
export const costs = z.object({
  account: z.string().nullable(),
  currency: z.string().nullable(),
  period: z.object({ from: day, to: day }),
  days: z.int(),
  daysIn: z.int(),
  media: cost,
  /** Null when no fee was agreed for any month of the period. */
  fee: cost.nullable(),
  /** What the fee is made of. */
  parts: z.object({ share: amount, fixed: amount }).nullable(),
  /** The agreements that hold in the period. */
  agreed: z.array(feeAgreement),
});

const audience = z.enum(['internal', 'client']);
/** What the team wants to remember of a client, bound to no day. */
export const clientNote = z.object({
  id: z.string(),
  text: z.string(),
  audience,
  writtenAt: instant,
  /** A colleague's name; null for people of the client, for a program, and for who is gone. */
  writtenBy: z.string().nullable(),
});
/** Every note on a client, the newest first. */
export const clientNoteList = z.object({ items: z.array(clientNote) });
/** A new note. */
export const clientNoteRequest = z.strictObject({ text: z.string().max(5000), audience });
/** A change of a note; what is left out stays. */
export const clientNoteChange = clientNoteRequest.partial();

/** What was agreed for an ad account from a month on. */
export type FeeAgreement = z.infer<typeof feeAgreement>;
/** Every agreement with a client. */
export type FeeList = z.infer<typeof feeList>;
/** A new agreement. */
export type FeeRequest = z.infer<typeof feeRequest>;
/** An amount and what it comes to for one of what was bought. */
export type Cost = z.infer<typeof cost>;
/** Media cost and agency fee beside each other. */
export type Costs = z.infer<typeof costs>;
/** A note on a client. */
export type ClientNote = z.infer<typeof clientNote>;
/** Every note on a client. */
export type ClientNoteList = z.infer<typeof clientNoteList>;
/** A new note. */
export type ClientNoteRequest = z.infer<typeof clientNoteRequest>;
