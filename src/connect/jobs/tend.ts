import { z } from 'zod';
import { defineJob } from '../../foundation/jobs/index.ts';

/** The daily round: asks for the renewals that are due and clears away what has had its time. */
export const connectTend = defineJob({ name: 'connect-tend', payload: z.object({}) });
