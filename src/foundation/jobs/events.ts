import { z } from 'zod';
import { defineEvent } from './definitions/define-event.ts';

/**
 * A job has stopped for good: a fault that no repetition mends, or one try too many. `clientId` is there when the job's
 * payload named one. The room whose job it was decides what that means (pause a connection, tell a person).
 * @personal none
 */
export const jobStopped = defineEvent({
  name: 'jobs.stopped',
  payload: z.object({
    job: z.string(),
    jobId: z.string(),
    code: z.string(),
    kind: z.string(),
    clientId: z.int().nullable(),
  }),
});
