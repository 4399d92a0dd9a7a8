import { z } from 'zod';
import { brand } from './brand.ts';
import { day, instant } from './parts.ts';

/** The window of a client's own people: whose it is and how it looks. */
export const ownWindow = z.object({ clientId: z.string(), name: z.string(), brand });

/** What is held on behalf of one client, and for how long. */
export const held = z.object({
  /** Ad accounts the client gave access to. */
  accounts: z.array(z.object({ id: z.string(), currency: z.string().nullable(), country: z.string().nullable() })),
  connectedAt: instant.nullable(),
  keepMonths: z.int(),
  /** The first day the term keeps. */
  keptFrom: day,
  /** The oldest day with figures; null when there are none yet. */
  oldestDay: day.nullable(),
  /** Attribution windows as `click/engagement/view` days. */
  windows: z.array(z.string()),
  /** Whether figures of the Pinterest account itself are stored; otherwise they are asked again each time. */
  organicStored: z.boolean(),
  organicGround: z.string().nullable(),
});

/** The window of a client's own people. */
export type OwnWindow = z.infer<typeof ownWindow>;
/** What is held on behalf of one client. */
export type Held = z.infer<typeof held>;
