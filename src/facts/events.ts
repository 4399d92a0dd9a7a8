import { z } from 'zod';
import { defineEvent } from '../foundation/jobs/index.ts';
import type { ClientId } from '../foundation/kit/index.ts';

const clientId = z.int().transform((value) => value as ClientId);

/**
 * The ledger of a client has changed: figures, the state of days, or what things are called. Announced in the transaction
 * that changed it, once per landing that brought anything.
 *
 * @personal none
 */
export const factsRefreshed = defineEvent({
  name: 'facts.refreshed',
  payload: z.object({ clientId, landingId: z.uuid() }),
});
