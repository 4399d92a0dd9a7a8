import { z } from 'zod';
import type { Context } from '../../foundation/db/index.ts';
import { type FileStore, sweepFiles } from '../../foundation/files/index.ts';
import { defineJob } from '../../foundation/jobs/index.ts';
import { listClientIds } from '../roster/read-clients.ts';

/** Sweeps the stored files of every client, once a night. @personal none */
export const sweepFilesJob = defineJob({ name: 'clients-sweep-files', payload: z.object({}) });

/**
 * Removes what is past its term and what nobody keeps, client by client.
 * @cost one query per client that has a folder
 * @personal none
 */
export const sweepAllFiles = async (ctx: Context, files: FileStore): Promise<void> => {
  for (const clientId of await listClientIds(ctx)) {
    const { rows, files: removed } = await sweepFiles(ctx, files, { clientId });
    if (rows + removed > 0) ctx.log.info('clients.files-swept', { clientId, count: removed });
  }
};
