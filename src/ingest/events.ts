import { z } from 'zod';
import { defineEvent } from '../foundation/jobs/index.ts';
import type { ClientId } from '../foundation/kit/index.ts';

/** An answer of Pinterest was kept; facts can be derived from it. */
export const landed = defineEvent({
  name: 'ingest.landed',
  payload: z.object({
    clientId: z.int().transform((value) => value as ClientId),
    landingId: z.uuid(),
    /** How much the chunk was wanted; what people look at is derived first. */
    priority: z.int(),
  }),
});

/** Pinterest's word on some days changed from "not yet" to "ready". */
export const daysReady = defineEvent({ name: 'ingest.days-ready', payload: z.object({ day: z.iso.date() }) });
