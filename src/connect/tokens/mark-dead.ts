import { record } from '../../foundation/audit/index.ts';
import { type Context, roomDb, type Tx, withClient } from '../../foundation/db/index.ts';
import { announce } from '../../foundation/jobs/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import { connectPaused } from '../events.ts';
import { connectTables } from '../tables.ts';
import { type LivingRow, lockLivingRow } from './rows.ts';

/** Marks a locked connection as one that a person must renew, once; later calls change nothing. @personal none */
export const markDead = async (
  tx: Tx,
  ctx: Context,
  input: { row: Pick<LivingRow, 'client_id' | 'connection_id' | 'state'>; code: string },
): Promise<void> => {
  if (input.row.state === 'reconnect') return;
  const place = { clientId: input.row.client_id, connectionId: input.row.connection_id };
  await roomDb(tx, connectTables)
    .updateTable('connect_connections')
    .set({
      state: 'reconnect',
      failed_code: input.code,
      failed_at: ctx.clock.now(),
      refresh_lease: null,
      refresh_lease_until: null,
    })
    .where('client_id', '=', place.clientId)
    .where('connection_id', '=', place.connectionId)
    .execute();
  await record(tx, {
    action: 'connect.paused',
    clientId: place.clientId,
    actor: ctx.actor,
    subject: place.connectionId,
    facts: { code: input.code },
  });
  await announce(tx, connectPaused, place);
};

/**
 * Pauses a client's connection because Pinterest refused even a fresh token: the page shows "reconnect" at once and
 * `connect.paused` is announced. A client without a living connection, or already paused, stays as it is.
 *
 * @param input.code the code of the fault that showed it, as `PINTEREST_TOKEN_REFUSED`
 * @personal none
 */
export const pauseConnection = (ctx: Context, input: { clientId: ClientId; code: string }): Promise<void> =>
  withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, async (tx) => {
    const row = await lockLivingRow(tx, input.clientId);
    if (row !== undefined) await markDead(tx, ctx, { row, code: input.code });
  });
