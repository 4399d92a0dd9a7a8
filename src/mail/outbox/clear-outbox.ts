import { z } from 'zod';
import { defineJob } from '../../foundation/jobs/index.ts';

/** The daily clearing away of letters that are past their term. */
export const clearOutboxJob = defineJob({ name: 'mail-clear-outbox', payload: z.object({}) });
