import { z } from 'zod';
import { defineJob } from '../../foundation/jobs/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';

/**
 * Derives a landing into the ledger. One of a client at a time, since the second would only hold a connection while it
 * waits for the first's lock; four in a process, since each keeps a processor of the database busy.
 *
 * @personal none
 */
export const deriveLandingJob = defineJob({
  name: 'facts-derive-landing',
  payload: z.object({
    clientId: z
      .int()
      .positive()
      .transform((value) => value as ClientId),
    landingId: z.uuid(),
  }),
  concurrencyKey: ({ clientId }) => String(clientId),
  atOnce: 4,
});
