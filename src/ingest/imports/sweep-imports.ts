import { listClientIds } from '../../clients/index.ts';
import { record } from '../../foundation/audit/index.ts';
import { type Context, withClient } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';

// An upload is over within minutes: what is still coming in after an hour was left by a process that died.
const LEFT_BEHIND = `state = 'uploading' and uploaded_at < clock_now() - interval '1 hour'`;

const sweepClient = (ctx: Context, clientId: ClientId): Promise<number> =>
  withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const gone = await tx.sql<{ import_id: string; state: string }>(
      `delete from ingest_imports
        where client_id = $1 and state not in ('landing', 'landed') and (expires_at <= clock_now() or ${LEFT_BEHIND})
       returning import_id, state`,
      [clientId],
    );
    // Also what a landing that died after its last month left, and anything whose row is gone.
    await tx.sql(
      `delete from ingest_import_pieces p where client_id = $1 and not exists (
         select from ingest_imports i where i.client_id = p.client_id and i.import_id = p.import_id and i.state <> 'landed')`,
      [clientId],
    );
    for (const { import_id: subject, state } of gone) {
      if (state === 'uploading') continue;
      await record(tx, { action: 'ingest.import-expired', clientId, subject, actor: ctx.actor });
    }
    return gone.length;
  });

/**
 * Deletes files that were brought in and not imported within their week, and what crashes left behind.
 *
 * @returns how many imports went
 * @personal none
 */
export const sweepImports = async (ctx: Context): Promise<number> => {
  let gone = 0;
  for (const clientId of await listClientIds(ctx)) gone += await sweepClient(ctx, clientId);
  return gone;
};
