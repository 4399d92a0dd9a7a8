import { record } from '../../foundation/audit/index.ts';
import { roomDb, withClient } from '../../foundation/db/index.ts';
import { announce } from '../../foundation/jobs/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import { release } from '../accounts/bindings.ts';
import { releaseAdAccounts } from '../accounts/choose-ad-accounts.ts';
import { connectDisconnected } from '../events.ts';
import type { GateContext } from '../gate/open-gate.ts';
import { connectTables } from '../tables.ts';
import { lockLivingRow, notConnected } from './rows.ts';

/**
 * Ends a client's connection in one transaction: tokens and everything transient that came from Pinterest are gone, its
 * Pinterest user and ad accounts are free for others. Campaign data stays as the contract says. Pinterest has no way to
 * revoke a person's token, so the person is told to remove the app in Pinterest's settings.
 *
 * @throws CONNECT_NOT_CONNECTED
 * @personal deletes
 */
export const disconnect = async (ctx: GateContext, input: { clientId: ClientId }): Promise<void> => {
  const { clientId } = input;
  const connectionId = await withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const row = await lockLivingRow(tx, clientId);
    if (row === undefined) throw notConnected();
    const db = roomDb(tx, connectTables);
    const bound = await db
      .selectFrom('connect_ad_accounts')
      .select('ad_account_id')
      .where('client_id', '=', clientId)
      .where('released_at', 'is', null)
      .execute();
    await releaseAdAccounts(tx, ctx, { clientId, ids: bound.map((each) => each.ad_account_id) });
    await release(tx, ctx.gate.keys, { clientId, things: [{ kind: 'user', id: row.pinterest_user_id }] });
    await db
      .updateTable('connect_connections')
      .set({
        state: 'disconnected',
        access_sealed: null,
        refresh_sealed: null,
        refresh_previous_sealed: null,
        refresh_lease: null,
        refresh_lease_until: null,
        ended_at: ctx.clock.now(),
      })
      .where('client_id', '=', clientId)
      .where('connection_id', '=', row.connection_id)
      .execute();
    // Whoever keeps content read from Pinterest keeps it in transient tables; which they are, the database knows.
    await tx.sql('select forget_transient()');
    await record(tx, { action: 'connect.disconnected', clientId, actor: ctx.actor, subject: row.connection_id });
    await announce(tx, connectDisconnected, { clientId, connectionId: row.connection_id });
    return row.connection_id;
  });
  ctx.gate.held.delete(connectionId);
  ctx.gate.views.forget(clientId);
};
