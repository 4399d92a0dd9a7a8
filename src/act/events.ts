import { z } from 'zod';
import { defineEvent } from '../foundation/jobs/index.ts';
import type { ClientId } from '../foundation/kit/index.ts';

const payload = z.object({
  clientId: z.int().transform((value) => value as ClientId),
  effectId: z.uuid(),
});

/** A change at Pinterest is there: Pinterest said so, it was read back, or a person saw it. @personal none */
export const actDone = defineEvent({ name: 'act.done', payload });

/** A change at Pinterest waits for a person: it was refused, or nobody knows whether it happened. @personal none */
export const actWaits = defineEvent({ name: 'act.waits', payload });
