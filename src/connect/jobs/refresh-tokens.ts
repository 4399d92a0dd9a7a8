import { z } from 'zod';
import { defineJob } from '../../foundation/jobs/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';

/**
 * Renews one client's tokens when they are due, or when an earlier renewal was begun and its process died before the
 * tokens were stored.
 */
export const connectRefreshTokens = defineJob({
  name: 'connect-refresh-tokens',
  payload: z.object({
    clientId: z
      .int()
      .positive()
      .transform((value) => value as ClientId),
  }),
  concurrencyKey: (payload) => String(payload.clientId),
  timeoutMinutes: 2,
});
