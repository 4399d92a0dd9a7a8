import { z } from 'zod';
import { defineEvent } from '../foundation/jobs/index.ts';
import type { ClientId, ConnectionId } from '../foundation/kit/index.ts';

// Only this room announces these, with ids it has itself: the brands are told, not checked.
const payload = z.object({
  clientId: z
    .int()
    .positive()
    .transform((value) => value as ClientId),
  connectionId: z.uuid().transform((value) => value as ConnectionId),
});

/** A client's ad accounts may be collected: a first consent, or another choice of ad accounts. */
export const connectConnected = defineEvent({ name: 'connect.connected', payload });

/** Pinterest no longer knows the consent; nothing can be asked until a person connects again. */
export const connectPaused = defineEvent({ name: 'connect.paused', payload });

/** A paused connection works again; what was missed can be collected. */
export const connectResumed = defineEvent({ name: 'connect.resumed', payload });

/** A person ended the connection: its tokens are gone, and what came from Pinterest is kept by contract only. */
export const connectDisconnected = defineEvent({ name: 'connect.disconnected', payload });
