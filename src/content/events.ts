import { z } from 'zod';
import { defineEvent } from '../foundation/jobs/index.ts';
import type { ClientId } from '../foundation/kit/index.ts';

const pinPayload = z.object({
  clientId: z.int().transform((value) => value as ClientId),
  pinId: z.uuid(),
});

/** Pins wait for somebody's yes. `stage` says whose. @personal none */
export const reviewAsked = defineEvent({
  name: 'content.review-asked',
  payload: pinPayload.extend({ stage: z.enum(['agency', 'client']) }),
});

/** A person said something of a Pin. @personal none */
export const reviewSaid = defineEvent({
  name: 'content.review-said',
  payload: pinPayload.extend({ say: z.enum(['approve', 'ask-changes', 'reject']) }),
});

/** A Pin is on Pinterest. @personal none */
export const pinLive = defineEvent({ name: 'content.pin-live', payload: pinPayload });

/** A Pin did not go out, and waits for a person. @personal none */
export const pinFailed = defineEvent({ name: 'content.pin-failed', payload: pinPayload });
