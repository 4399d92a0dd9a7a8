import { listClientIds } from '../../clients/index.ts';
import { type Context, roomDb, withClients, withoutClient } from '../../foundation/db/index.ts';
import { enqueueAll } from '../../foundation/jobs/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import { connectTables } from '../tables.ts';
import { RENEW_BEFORE_DAYS } from './due.ts';
import { connectRefreshTokens } from './refresh-tokens.ts';

// The claim of a transaction lists its clients; this many keep it small.
const CLIENTS_AT_ONCE = 500;

const dueAmong = async (ctx: Context, clientIds: readonly ClientId[]): Promise<ClientId[]> => {
  const before = new Date(ctx.clock.now().getTime() + RENEW_BEFORE_DAYS * 86_400_000);
  const rows = await withClients(ctx.db, { actor: ctx.actor, clientIds }, (tx) =>
    roomDb(tx, connectTables)
      .selectFrom('connect_connections')
      .select('client_id')
      .where('client_id', 'in', [...clientIds])
      .where('state', 'in', ['connected', 'choosing'])
      .where((where) =>
        where.or([
          where('access_expires_at', '<', before),
          where('refresh_expires_at', '<', before),
          where('refresh_lease', 'is not', null),
        ]),
      )
      .execute(),
  );
  return rows.map((row) => row.client_id);
};

const clearAway = (ctx: Context): Promise<unknown> =>
  withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    await tx.sql("delete from connect_states where expires_at < clock_now() - interval '1 day'");
    await tx.sql("delete from connect_requests where requested_at < clock_now() - interval '7 days'");
  });

/** Orders a renewal for every connection that is due and deletes old states and journal entries. @personal none */
export const tend = async (ctx: Context): Promise<void> => {
  const all = await listClientIds(ctx);
  for (let from = 0; from < all.length; from += CLIENTS_AT_ONCE) {
    const due = await dueAmong(ctx, all.slice(from, from + CLIENTS_AT_ONCE));
    await withoutClient(ctx.db, { actor: ctx.actor }, (tx) =>
      enqueueAll(
        tx,
        connectRefreshTokens,
        due.map((clientId) => ({ payload: { clientId }, options: { singletonKey: String(clientId) } })),
      ),
    );
  }
  await clearAway(ctx);
};
