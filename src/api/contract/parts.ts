import { z } from 'zod';

// What several answers are made of.

/** A whole number as text: micros and counts both outgrow a double. */
export const amount = z.string().regex(/^-?\d+$/);
/** A calendar day, UTC. */
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** A moment. */
export const instant = z.iso.datetime();

/** How final a day is; `missing` when it has not landed. */
export const dayState = z.enum(['provisional', 'ready', 'settled', 'missing']);

/** How far the collecting of one client has come. */
export const syncState = z.object({
  clientId: z.string(),
  /**
   * `running`: the newest days come in · `deriving`: they are in and become figures · `history`: they are there, older days
   * come in behind · `gaps`: done, but some days were given up.
   */
  state: z.enum(['never', 'waiting', 'running', 'deriving', 'history', 'complete', 'gaps', 'reconnect']),
  done: z.number().int(),
  total: z.number().int(),
  historyDone: z.number().int(),
  historyTotal: z.number().int(),
  rows: z.number().int(),
  lastLandedAt: instant.nullable(),
  /** Fault code of the newest chunk that gave up, if any. */
  faultCode: z.string().nullable(),
});

/** How many days of the period are in, and how many of those Pinterest has not called complete yet. */
export const finality = z.object({ collected: z.number().int(), provisional: z.number().int() });
