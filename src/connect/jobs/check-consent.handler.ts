import { type Context, withClients } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import type { Gate } from '../gate/open-gate.ts';
import { refreshTokens } from '../tokens/refresh.ts';
import { findLivingRow } from '../tokens/rows.ts';

/**
 * Asks Pinterest for fresh tokens: its answer to that is the proof. A consent it no longer knows pauses the connection and
 * announces so; fresh tokens leave the connection as it is, for a token refused once may have met another's renewal. A client
 * whose connection ended or was paused meanwhile is left alone.
 *
 * @personal none
 */
export const checkConsent = async (
  ctx: Context & { readonly gate: Gate },
  input: { clientId: ClientId },
): Promise<void> => {
  const row = await withClients(ctx.db, { actor: ctx.actor, clientIds: [input.clientId] }, (tx) =>
    findLivingRow(tx, input.clientId),
  );
  if (row === undefined || row.state === 'reconnect') return;
  await refreshTokens(ctx, {
    clientId: input.clientId,
    connectionId: row.connection_id,
    seenVersion: row.token_version,
  });
};
