import { z } from 'zod';
import { instant } from './parts.ts';

/** How publishing stands for a client; `paused`: why nothing happens until somebody acts. */
export const publishing = z.object({
  planned: z.int(),
  due: z.int(),
  underWay: z.int(),
  withPerson: z.int(),
  done: z.int(),
  nextAt: instant.nullable(),
  paused: z.object({ code: z.string(), meaning: z.string(), remedy: z.string() }).nullable(),
});

/** What somebody says of a Pin that did not go out: send it again, it is there under this number, or never mind. */
export const pinDecisionRequest = z.discriminatedUnion('say', [
  z.strictObject({ say: z.literal('send') }),
  z.strictObject({ say: z.literal('done'), pin: z.string().regex(/^\d{1,32}$/) }),
  z.strictObject({ say: z.literal('drop') }),
]);

/** How publishing stands for a client. */
export type Publishing = z.infer<typeof publishing>;
