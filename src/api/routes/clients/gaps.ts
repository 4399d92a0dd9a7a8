import { listGaps } from '../../../facts/index.ts';
import { expectedDays } from '../../../ingest/index.ts';
import { gaps } from '../../contract.ts';
import { clientOf, route } from '../../route.ts';

/** Days that ought to be in the ledger and are not, with the reason. */
export const gapsRoute = route({
  method: 'GET',
  path: '/clients/:clientId/gaps',
  action: 'sync.read',
  answer: gaps,
  run: async ({ ctx }, asked) => {
    const clientId = clientOf(asked);
    const items = await listGaps(ctx, { clientId, expected: await expectedDays(ctx, { clientId }) });
    return {
      items: items.map(({ account, level, reportTime, from, to, reason }) => ({
        account,
        level,
        reportTime,
        from,
        to,
        reason,
      })),
    };
  },
});
