import { getClient } from '../../../clients/index.ts';
import { boundAdAccounts, connectionHealth } from '../../../connect/index.ts';
import { oldestDays } from '../../../facts/index.ts';
import { Fault } from '../../../foundation/kit/index.ts';
import { type Held, held } from '../../contract/portal.ts';
import { clientOf, route } from '../../route.ts';

/** What is held on behalf of a client, in the words of its contract. */
export const heldRoute = route({
  method: 'GET',
  path: '/clients/:clientId/held',
  summary:
    'What is held on behalf of the client: accounts, term, oldest day, windows, organic figures and their ground',
  action: 'facts.read',
  answer: held,
  run: async ({ ctx }, asked): Promise<Held> => {
    const clientId = clientOf(asked);
    const [client, accounts, [health], [days]] = await Promise.all([
      getClient(ctx, { clientId }),
      boundAdAccounts(ctx, { clientId }),
      connectionHealth(ctx, { clientIds: [clientId] }),
      oldestDays(ctx, { clientIds: [clientId] }),
    ]);
    if (days === undefined) throw new Fault('API_MISSING', 'missing', 'There is no such thing, or it is not yours.');
    const { settings } = client;
    return {
      accounts: accounts.map(({ adAccountId, currency, country }) => ({ id: adAccountId, currency, country })),
      connectedAt: health?.connectedAt.toISOString() ?? null,
      keepMonths: settings.keepMonths,
      keptFrom: days.keptFrom,
      // A day before the term is hidden already and goes tonight: it is not told of as if it could be seen.
      oldestDay: days.oldest !== null && days.oldest < days.keptFrom ? days.keptFrom : days.oldest,
      windows: [...settings.windows],
      organicStored: settings.organicHistory,
      organicGround: settings.organicGround,
    };
  },
});
