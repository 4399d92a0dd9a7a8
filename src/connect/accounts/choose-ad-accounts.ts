import { record } from '../../foundation/audit/index.ts';
import { roomDb, type Tx, withClient } from '../../foundation/db/index.ts';
import { announce } from '../../foundation/jobs/index.ts';
import { type AdAccountId, type ClientId, type ConnectionId, Fault } from '../../foundation/kit/index.ts';
import { connectConnected } from '../events.ts';
import type { GateContext } from '../gate/open-gate.ts';
import { connectTables } from '../tables.ts';
import { lockLivingRow, notConnected } from '../tokens/rows.ts';
import { sessionFor } from '../tokens/session-for.ts';
import { bind, release } from './bindings.ts';
import { listReachable, type ReachableAccount } from './list-reachable.ts';

type Place = { readonly clientId: ClientId; readonly connectionId: ConnectionId };

const boundIds = async (tx: Tx, clientId: ClientId): Promise<AdAccountId[]> => {
  const rows = await roomDb(tx, connectTables)
    .selectFrom('connect_ad_accounts')
    .select('ad_account_id')
    .where('client_id', '=', clientId)
    .where('released_at', 'is', null)
    .execute();
  return rows.map((row) => row.ad_account_id);
};

/** Lets go of ad accounts: the rows stay, since facts need their currency; the bindings are free for others. */
export const releaseAdAccounts = async (
  tx: Tx,
  ctx: GateContext,
  input: { clientId: ClientId; ids: readonly AdAccountId[] },
): Promise<void> => {
  if (input.ids.length === 0) return;
  await release(tx, ctx.gate.keys, {
    clientId: input.clientId,
    things: input.ids.map((id) => ({ kind: 'ad-account', id })),
  });
  await roomDb(tx, connectTables)
    .updateTable('connect_ad_accounts')
    .set({ released_at: ctx.clock.now() })
    .where('client_id', '=', input.clientId)
    .where('ad_account_id', 'in', [...input.ids])
    .execute();
};

/**
 * Makes the given ad accounts the client's, and lets go of those it had and that are not among them. Part of the
 * transaction of the consent or of the choice.
 */
export const bindAdAccounts = async (
  tx: Tx,
  ctx: GateContext,
  input: Place & { accounts: readonly ReachableAccount[] },
): Promise<void> => {
  const chosen = new Set(input.accounts.map((account) => account.adAccountId));
  const gone = (await boundIds(tx, input.clientId)).filter((id) => !chosen.has(id));
  await releaseAdAccounts(tx, ctx, { clientId: input.clientId, ids: gone });
  await bind(tx, ctx, {
    clientId: input.clientId,
    things: input.accounts.map((account) => ({ kind: 'ad-account', id: account.adAccountId })),
  });
  for (const account of input.accounts) {
    const values = {
      connection_id: input.connectionId,
      currency: account.currency,
      country: account.country,
      permissions: [...account.permissions],
      bound_at: ctx.clock.now(),
      released_at: null,
    };
    await roomDb(tx, connectTables)
      .insertInto('connect_ad_accounts')
      .values({ client_id: input.clientId, ad_account_id: account.adAccountId, ...values })
      .onConflict((conflict) => conflict.columns(['client_id', 'ad_account_id']).doUpdateSet(values))
      .execute();
  }
};

/**
 * Every ad account a client's consent reaches, asked live; nothing of it is stored. While a person chooses, the connection
 * itself (`choosing`) is all that waits, so any process can go on with it after any restart.
 *
 * @throws CONNECT_NOT_CONNECTED, CONNECT_RECONNECT_NEEDED, and Pinterest's faults
 * @personal none: names are asked apart, with `viewConnection`
 */
export const reachableAdAccounts = async (
  ctx: GateContext,
  input: { clientId: ClientId },
): Promise<readonly ReachableAccount[]> => {
  const { session } = await sessionFor(ctx, input);
  return listReachable(ctx, session);
};

/**
 * Takes a person's choice of ad accounts: those are the client's from now on, others it had are let go, and the rest of
 * what the token reaches is never stored. The connection is `connected` afterwards and `connect.connected` is announced.
 *
 * @throws CONNECT_ACCOUNT_UNREACHABLE when the consent does not reach a chosen one, CONNECT_TAKEN when another client has
 *   it, CONNECT_NOT_CONNECTED, CONNECT_RECONNECT_NEEDED, and Pinterest's faults
 * @personal none
 */
export const chooseAdAccounts = async (
  ctx: GateContext,
  input: { clientId: ClientId; adAccountIds: readonly AdAccountId[] },
): Promise<void> => {
  const { connection, session } = await sessionFor(ctx, input);
  const reachable = await listReachable(ctx, session);
  const accounts = reachable.filter((account) => input.adAccountIds.includes(account.adAccountId));
  if (accounts.length !== new Set(input.adAccountIds).size) {
    throw new Fault('CONNECT_ACCOUNT_UNREACHABLE', 'invalid', 'A chosen ad account is not reached by this consent.');
  }
  await withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, async (tx) => {
    const row = await lockLivingRow(tx, input.clientId);
    if (row?.connection_id !== connection.connectionId) throw notConnected();
    await bindAdAccounts(tx, ctx, { ...connection, accounts });
    await roomDb(tx, connectTables)
      .updateTable('connect_connections')
      .set({ state: 'connected' })
      .where('client_id', '=', input.clientId)
      .where('connection_id', '=', connection.connectionId)
      .where('state', '=', 'choosing')
      .execute();
    await record(tx, {
      action: 'connect.ad-accounts-chosen',
      clientId: input.clientId,
      actor: ctx.actor,
      subject: connection.connectionId,
      facts: { adAccounts: accounts.length },
    });
    await announce(tx, connectConnected, {
      clientId: input.clientId,
      connectionId: connection.connectionId,
    });
  });
};
