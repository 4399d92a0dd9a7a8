import { z } from 'zod';
import { defineJob } from '../../foundation/jobs/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';

/** Opens the lanes that waited for a new consent. */
export const openAfterConsentJob = defineJob({
  name: 'act-open-after-consent',
  payload: z.object({
    clientId: z
      .int()
      .positive()
      .transform((value) => value as ClientId),
  }),
});
