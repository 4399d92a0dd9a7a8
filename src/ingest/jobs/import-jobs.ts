import { z } from 'zod';
import { defineJob } from '../../foundation/jobs/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';

const payload = z.object({
  clientId: z
    .int()
    .positive()
    .transform((value) => value as ClientId),
  importId: z.uuid(),
});
const concurrencyKey = (each: { clientId: ClientId }): string => String(each.clientId);

/** Gives every row of a file somebody brought in its verdict, and holds the good ones against the ledger. Reading is the processor's work. */
export const checkImportJob = defineJob({ name: 'ingest-check-import', payload, concurrencyKey, atOnce: 2 });

/** Makes landings of a checked file, month by month. */
export const landImportJob = defineJob({ name: 'ingest-land-import', payload, concurrencyKey, atOnce: 2 });

/** Deletes files that were brought in and not imported within their week. */
export const sweepImportsJob = defineJob({ name: 'ingest-sweep-imports', payload: z.object({}), timeoutMinutes: 10 });
