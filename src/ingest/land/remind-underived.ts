import { roomDb } from '../../foundation/db/index.ts';
import { announce } from '../../foundation/jobs/index.ts';
import type { ChunkContext } from '../cursors/chunk-states.ts';
import { landed } from '../events.ts';
import { chunkPriority } from '../plans/plan-chunks.ts';
import { ingestTables } from '../tables.ts';

// Deriving takes seconds and is tried again for twenty minutes; what has not become facts by then was given up.
const GIVEN_UP_MS = 3_600_000;

/**
 * Announces again what landed long ago and never became facts. Its days count as landed, so nobody would ask for them again,
 * and without a reminder they would stay missing.
 */
export const remindUnderived = async ({ tx, clientId, now }: ChunkContext): Promise<void> => {
  const left = await roomDb(tx, ingestTables)
    .selectFrom('ingest_landings')
    .select('landing_id')
    .where('client_id', '=', clientId)
    .where('derived_at', 'is', null)
    .where('pulled_at', '<', new Date(now.getTime() - GIVEN_UP_MS))
    .execute();
  for (const { landing_id: landingId } of left) {
    await announce(tx, landed, { clientId, landingId, priority: chunkPriority.history });
  }
};
