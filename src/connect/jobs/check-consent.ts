import { z } from 'zod';
import { defineJob } from '../../foundation/jobs/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';

/** Finds out whether Pinterest still knows a client's consent, after a job of that client was told otherwise. */
export const connectCheckConsent = defineJob({
  name: 'connect-check-consent',
  payload: z.object({
    clientId: z
      .int()
      .positive()
      .transform((value) => value as ClientId),
  }),
  concurrencyKey: (payload) => String(payload.clientId),
  timeoutMinutes: 2,
});
