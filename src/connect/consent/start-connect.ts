import { getClient } from '../../clients/index.ts';
import { record } from '../../foundation/audit/index.ts';
import { withClient } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import { wantedScopes } from '../../pinterest/contract.ts';
import { authorizeUrl } from '../../pinterest/oauth.ts';
import type { GateContext } from '../gate/open-gate.ts';
import type { Asker } from '../shapes.ts';
import { createState } from './states.ts';

/**
 * Begins an OAuth round trip for a client: the address a person opens at Pinterest to give consent. Good once, for ten
 * minutes, for this client and this asker only.
 *
 * @throws CLIENTS_MISSING
 * @personal none
 */
export const startConnect = async (
  ctx: GateContext,
  input: { clientId: ClientId; asker: Asker },
): Promise<{ url: string; state: string; expiresAt: Date }> => {
  await getClient(ctx, input);
  const { state, expiresAt } = await createState(ctx, input);
  await withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, (tx) =>
    record(tx, { action: 'connect.started', clientId: input.clientId, actor: ctx.actor }),
  );
  const url = authorizeUrl(ctx.gate.pinterest, { redirectUri: ctx.gate.redirectUri, scopes: wantedScopes, state });
  return { url, state, expiresAt };
};
