import { listGaps } from '../../../facts/index.ts';
import { expectedDays } from '../../../ingest/index.ts';
import { gaps } from '../../contract.ts';
import { localeOf } from '../../middleware/problems.ts';
import { presentGaps } from '../../present/gaps.ts';
import { clientOf, route } from '../../route.ts';

/** Days that ought to be in the ledger and are not, with the reason in the reader's words. */
export const gapsRoute = route({
  method: 'GET',
  path: '/clients/:clientId/gaps',
  summary: 'Days that are missing, why, and what to do about it',
  action: 'sync.read',
  answer: gaps,
  run: async ({ ctx }, asked) => {
    const clientId = clientOf(asked);
    const items = await listGaps(ctx, { clientId, expected: await expectedDays(ctx, { clientId }) });
    return presentGaps(items, localeOf(asked.request.headers['accept-language']));
  },
});
