import { type Context, roomDb, withClients } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import type { Gate } from '../gate/open-gate.ts';
import { connectTables } from '../tables.ts';
import { refreshTokens } from '../tokens/refresh.ts';
import { isDue } from './due.ts';

/**
 * Renews one client's tokens when they are due, or when a renewal was begun and never came to an end. Done twice it does
 * nothing the second time.
 *
 * @personal none
 */
export const refreshTokensWhenDue = async (
  ctx: Context & { readonly gate: Gate },
  input: { clientId: ClientId },
): Promise<void> => {
  const row = await withClients(ctx.db, { actor: ctx.actor, clientIds: [input.clientId] }, (tx) =>
    roomDb(tx, connectTables)
      .selectFrom('connect_connections')
      .select(['connection_id', 'token_version', 'refresh_lease', 'access_expires_at', 'refresh_expires_at', 'state'])
      .where('client_id', '=', input.clientId)
      .where('state', 'in', ['connected', 'choosing'])
      .executeTakeFirst(),
  );
  // Ended or paused since: nothing to renew, and a person knows.
  if (row === undefined) return;
  if (row.refresh_lease === null && !isDue(row, ctx.clock.now())) return;
  await refreshTokens(ctx, {
    clientId: input.clientId,
    connectionId: row.connection_id,
    seenVersion: row.token_version,
  });
};
