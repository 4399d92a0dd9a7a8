import { z } from 'zod';
import { defineJob } from '../../foundation/jobs/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';

/** The nightly deletion of what is past every client's term: drops whole months and asks each client for the rest. */
export const forgetNightJob = defineJob({ name: 'facts-forget-night', payload: z.object({}), timeoutMinutes: 10 });

/** Deletes what one client holds from before its term. Two at once: deleting is the disk's work, and nobody waits for it. */
export const forgetPastTermJob = defineJob({
  name: 'facts-forget-past-term',
  payload: z.object({
    clientId: z
      .int()
      .positive()
      .transform((value) => value as ClientId),
  }),
  concurrencyKey: ({ clientId }) => String(clientId),
  atOnce: 2,
});
