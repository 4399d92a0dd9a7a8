import { z } from 'zod';
import { pinsNamed, wallClock } from './planned-pins.ts';

// When Pins of a client usually go out. A queue without a name is the usual one.

const queue = z.string().trim().max(60);
const slot = z.strictObject({
  queue,
  /** 1 is Monday. */
  weekday: z.int().min(1).max(7),
  /** On the client's wall. */
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
});

/** The slots of a client, and the next free moment of each of its queues; null when it is full for a year. */
export const slotList = z.object({
  zone: z.string(),
  items: z.array(slot),
  next: z.array(z.object({ queue: z.string(), plannedFor: wallClock.nullable() })),
});
/** All slots of a client, in the place of those it has. */
export const slotsRequest = z.strictObject({ items: z.array(slot).max(500) });
/** Pins to give the next free moments of a queue. */
export const slotsWanted = pinsNamed.extend({ queue: queue.default('') });
/** What became of each; `no-slot`: there is no free moment, or there are no slots. */
export const pinsSlotted = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      outcome: z.enum(['moved', 'approval-void', 'same', 'locked', 'missing', 'no-slot']),
      was: wallClock.nullable(),
    }),
  ),
});

/** The same Pin for other boards, so many days apart. */
export const repeatRequest = z.strictObject({
  boards: z
    .array(z.string().regex(/^\d{1,32}$/))
    .min(1)
    .max(50),
  everyDays: z.int().min(1).max(365),
});
/** What was drafted; `existing`: that board had one of this Pin already. */
export const pinsRepeated = z.object({
  items: z.array(z.object({ id: z.uuid(), outcome: z.enum(['made', 'existing']) })),
});

/** The slots of a client. */
export type SlotList = z.infer<typeof slotList>;
