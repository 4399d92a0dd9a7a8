import {
  boundAdAccounts,
  type ConnectionView,
  connectionHealth,
  type GateContext,
  viewConnection,
} from '../../../connect/index.ts';
import { asFault, type ClientId } from '../../../foundation/kit/index.ts';
import { reveal } from '../../../foundation/privacy/index.ts';
import type { Connection } from '../../contract.ts';
import { connection } from '../../contract.ts';
import { clientOf, route } from '../../route.ts';

const words = { connected: 'healthy', reconnect: 'reconnect', choosing: 'paused', disconnected: 'none' } as const;

// The page stands without the names: Pinterest may be away, and a key (which is nobody) is never shown a person.
const namesFor = async (ctx: GateContext, clientId: ClientId): Promise<ConnectionView | undefined> => {
  try {
    return reveal(await viewConnection(ctx, { clientId }), 'page-opened-by-a-person');
  } catch (error) {
    const fault = asFault(error);
    if (fault.kind === 'bug') throw fault;
    ctx.log.info('api.names-unknown', { clientId, code: fault.code });
    return undefined;
  }
};

/** One client's consent to Pinterest, with names asked live for this page and kept nowhere. */
export const connectionRoute = route({
  method: 'GET',
  path: '/clients/:clientId/connection',
  summary: 'The consent to Pinterest; names are asked live and only for a signed-in person',
  action: 'connect.read',
  answer: connection,
  run: async ({ ctx }, asked): Promise<Connection> => {
    const clientId = clientOf(asked);
    const [health] = await connectionHealth(ctx, { clientIds: [clientId] });
    const accounts = await boundAdAccounts(ctx, { clientId });
    const names = health?.state === 'connected' ? await namesFor(ctx, clientId) : undefined;
    asked.reply.header('cache-control', 'no-store');
    return {
      clientId: String(clientId),
      state: health === undefined ? 'none' : words[health.state],
      connectedAt: health?.connectedAt.toISOString() ?? null,
      refreshedAt: health?.refreshedAt?.toISOString() ?? null,
      expiresAt: health?.refreshExpiresAt?.toISOString() ?? null,
      scopes: [...(health?.scopes ?? [])],
      userName: names?.businessName ?? names?.username ?? null,
      accounts: accounts.map((account) => ({
        id: account.adAccountId,
        name: names?.adAccounts.find((each) => each.adAccountId === account.adAccountId)?.name ?? account.label,
        currency: account.currency,
        country: account.country,
      })),
    };
  },
});
