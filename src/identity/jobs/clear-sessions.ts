import { z } from 'zod';
import { defineJob } from '../../foundation/jobs/index.ts';

/** The daily clearing away of sessions that ended more than a day ago. */
export const identityClearSessions = defineJob({ name: 'identity-clear-sessions', payload: z.object({}) });
