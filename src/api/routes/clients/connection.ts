import { boundAdAccounts, connectionHealth, connectionNames } from '../../../connect/index.ts';
import type { Connection } from '../../contract.ts';
import { connection } from '../../contract.ts';
import { clientOf, route } from '../../route.ts';

const words = { connected: 'healthy', reconnect: 'reconnect', choosing: 'paused', disconnected: 'none' } as const;

/** One client's consent to Pinterest, with names asked live for this page and kept nowhere. */
export const connectionRoute = route({
  method: 'GET',
  path: '/clients/:clientId/connection',
  action: 'connect.read',
  answer: connection,
  run: async ({ ctx }, asked): Promise<Connection> => {
    const clientId = clientOf(asked);
    const [health] = await connectionHealth(ctx, { clientIds: [clientId] });
    const accounts = await boundAdAccounts(ctx, { clientId });
    const names = health?.state === 'connected' ? await connectionNames(ctx, { clientId }) : undefined;
    asked.reply.header('cache-control', 'no-store');
    return {
      clientId: String(clientId),
      state: health === undefined ? 'none' : words[health.state],
      connectedAt: health?.connectedAt.toISOString() ?? null,
      refreshedAt: health?.refreshedAt?.toISOString() ?? null,
      expiresAt: health?.refreshExpiresAt?.toISOString() ?? null,
      scopes: [...(health?.scopes ?? [])],
      userName: names?.userName?.reveal() ?? null,
      accounts: accounts.map((account) => ({
        id: account.adAccountId,
        name: names?.accountNames.get(account.adAccountId)?.reveal() ?? account.label,
        currency: account.currency,
        country: account.country,
      })),
    };
  },
});
