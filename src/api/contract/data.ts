import { z } from 'zod';
import { day, instant } from './parts.ts';

// How a client's data gets here: the way to Pinterest, and what each night brought.

/** Where a person gives consent, and until when the address works. */
export const connectAttempt = z.object({ url: z.string(), expiresAt: instant });

/** What was asked of Pinterest, night by night, the newest first. Counts are pieces of what is asked. */
export const syncRunList = z.object({
  items: z.array(
    z.object({
      nightOn: day,
      from: day,
      to: day,
      total: z.number().int(),
      landed: z.number().int(),
      failed: z.number().int(),
      waiting: z.number().int(),
      rows: z.number().int(),
      lastAt: instant,
      /** In the reader's language. */
      faults: z.array(z.object({ code: z.string(), count: z.number().int(), meaning: z.string(), remedy: z.string() })),
    }),
  ),
});

/** What a fault code means and what to do about it, in the reader's language. */
export const faultWords = z.object({ code: z.string(), meaning: z.string(), remedy: z.string() });

/** The ad accounts a consent reaches, for whoever chooses; names are live and null when Pinterest gives none now. */
export const accountChoice = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      currency: z.string(),
      country: z.string().nullable(),
      /** True when it belongs to the connected Pinterest user, and so is picked unless a person picks otherwise. */
      isOwned: z.boolean(),
      /** True when it is the client's already. */
      isChosen: z.boolean(),
    }),
  ),
});
/** The client's ad accounts from now on, by their ids. */
export const accountChoiceRequest = z.strictObject({
  accounts: z
    .array(z.string().regex(/^\d{1,24}$/))
    .min(1)
    .max(1000),
});

/** The ad accounts a consent reaches. */
export type AccountChoice = z.infer<typeof accountChoice>;
/** Where a person gives consent. */
export type ConnectAttempt = z.infer<typeof connectAttempt>;
/** What each night brought. */
export type SyncRunList = z.infer<typeof syncRunList>;
/** What a fault code means. */
export type FaultText = z.infer<typeof faultWords>;
