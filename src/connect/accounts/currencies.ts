import { type Context, roomDb, withClients } from '../../foundation/db/index.ts';
import type { ClientId, Currency } from '../../foundation/kit/index.ts';
import { connectTables } from '../tables.ts';

/** An ad account of a client, as the key of a map. @personal none */
export const accountKey = (clientId: ClientId, adAccountId: string): string => `${clientId}/${adAccountId}`;

/**
 * The currency of every ad account of many clients, by `accountKey`. Money of two currencies is never added.
 * @source connect_ad_accounts
 * @cost one query
 * @personal none
 */
export const currenciesOf = async (
  ctx: Context,
  input: { clientIds: readonly ClientId[] },
): Promise<ReadonlyMap<string, Currency>> => {
  if (input.clientIds.length === 0) return new Map();
  const rows = await withClients(ctx.db, { actor: ctx.actor, clientIds: input.clientIds }, (tx) =>
    roomDb(tx, connectTables)
      .selectFrom('connect_ad_accounts')
      .select(['client_id', 'ad_account_id', 'currency'])
      .where('client_id', 'in', [...input.clientIds])
      .execute(),
  );
  return new Map(rows.map((row) => [accountKey(row.client_id, row.ad_account_id), row.currency]));
};
