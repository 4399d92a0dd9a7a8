import { type Context, roomDb, withClients } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import type { AdAccount } from '../shapes.ts';
import { connectTables } from '../tables.ts';

/**
 * The ad accounts that are the client's now, by id. Empty while the client is not connected or a person still chooses.
 *
 * @personal none
 */
export const boundAdAccounts = async (ctx: Context, input: { clientId: ClientId }): Promise<AdAccount[]> => {
  const rows = await withClients(ctx.db, { actor: ctx.actor, clientIds: [input.clientId] }, (tx) =>
    roomDb(tx, connectTables)
      .selectFrom('connect_ad_accounts')
      .selectAll()
      .where('client_id', '=', input.clientId)
      .where('released_at', 'is', null)
      .orderBy('ad_account_id')
      .execute(),
  );
  return rows.map((row) => ({
    adAccountId: row.ad_account_id,
    connectionId: row.connection_id,
    currency: row.currency,
    country: row.country,
    permissions: row.permissions,
    label: row.label,
  }));
};
