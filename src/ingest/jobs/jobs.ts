import { z } from 'zod';
import { defineJob } from '../../foundation/jobs/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';

// Put in the queue by this house only, with ids it read from its own tables.
const clientId = z
  .int()
  .positive()
  .transform((value) => value as ClientId);

/** Works out what to ask for every connected client tonight. */
export const planNightJob = defineJob({ name: 'ingest-plan-night', payload: z.object({}), timeoutMinutes: 5 });

/** Works out what to ask for one client and puts its chunks in the queue; what landed already is not asked again. */
export const planClientJob = defineJob({
  name: 'ingest-plan-client',
  payload: z.object({ clientId }),
  concurrencyKey: (payload) => String(payload.clientId),
});

/** The same for what is known of today and yesterday, between two nights. */
export const planClientTodayJob = defineJob({
  name: 'ingest-plan-client-today',
  payload: z.object({ clientId }),
  concurrencyKey: (payload) => String(payload.clientId),
});

/** Asks for every connected client what is known of today and yesterday. */
export const planTodayJob = defineJob({ name: 'ingest-plan-today', payload: z.object({}), timeoutMinutes: 5 });

/**
 * Asks one chunk of Pinterest and lands the answer. Most of it is waiting for Pinterest, so a process runs many at once;
 * four of one client, so that one large account does not hold up the others.
 */
export const pullChunkJob = defineJob({
  name: 'ingest-pull-chunk',
  payload: z.object({ clientId, chunkId: z.uuid() }),
  concurrencyKey: (payload) => String(payload.clientId),
  perKey: 4,
  atOnce: 24,
  timeoutMinutes: 30,
});

/**
 * Asks the organic figures of one client, for minutes and mostly waiting so as to take its share of Pinterest's limit only;
 * apart from the other chunks, so that it takes no place of theirs.
 */
export const pullOrganicJob = defineJob({
  name: 'ingest-pull-organic',
  payload: z.object({ clientId, chunkId: z.uuid() }),
  concurrencyKey: (payload) => String(payload.clientId),
  atOnce: 24,
  timeoutMinutes: 30,
});

/** Asks Pinterest for which recent days its numbers are in. */
export const askReadyDaysJob = defineJob({ name: 'ingest-ask-ready-days', payload: z.object({}), timeoutMinutes: 10 });
