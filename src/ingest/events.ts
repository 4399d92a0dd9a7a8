import { z } from 'zod';
import { defineEvent } from '../foundation/jobs/index.ts';

/** An answer of Pinterest was kept; facts can be derived from it. */
export const landed = defineEvent({
  name: 'ingest.landed',
  payload: z.object({ clientId: z.number().int(), landingId: z.uuid() }),
});

/** Pinterest's word on some days changed from "not yet" to "ready". */
export const daysReady = defineEvent({ name: 'ingest.days-ready', payload: z.object({ day: z.iso.date() }) });
