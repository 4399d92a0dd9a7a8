import { usualAttribution } from '../../../facts/index.ts';
import { addDays, daysBetween } from '../../../foundation/kit/index.ts';
import { may } from '../../../identity/policy.ts';
import type { ClientAttention, Overview } from '../../contract.ts';
import { clientAttention, overview } from '../../contract.ts';
import { localeOf } from '../../middleware/problems.ts';
import { type Asked, clientOf, route } from '../../route.ts';
import { clientIdsOf } from '../../visible-clients.ts';
import { lastDays, overviewOf } from './overview-rows.ts';

const localeFor = ({ request }: Pick<Asked, 'request'>) => localeOf(request.headers['accept-language']);

/** Every client the asker may see, with the last 30 days against the 30 before, its goals, and what needs somebody. */
export const overviewRoute = route({
  method: 'GET',
  path: '/clients/overview',
  summary:
    'Every client you may see: the last 30 days against the 30 before, goals, connection, and what needs attention and why; never a total over clients',
  action: 'facts.read',
  answer: overview,
  run: async ({ ctx }, asked): Promise<Overview> => {
    const { person } = asked;
    const period = lastDays(ctx.clock.now());
    const length = daysBetween(period.from, period.to) + 1;
    const clientIds = await clientIdsOf(ctx, person);
    const { rows, attention } = await overviewOf({ ctx, clientIds }, localeFor(asked));
    return {
      period,
      comparison: { from: addDays(period.from, -length), to: addDays(period.from, -1) },
      ...usualAttribution,
      clients: rows,
      // What needs doing is the agency's: the right to see how collecting goes is what its people have and a client's have not.
      attention: may(person, 'sync.read') ? attention : [],
    };
  },
});

/** Why one client needs somebody, as the overview says it. */
export const clientAttentionRoute = route({
  method: 'GET',
  path: '/clients/:clientId/attention',
  summary: 'Why one client needs attention, in words, the gravest first; the same as in the overview',
  action: 'sync.read',
  answer: clientAttention,
  run: async ({ ctx }, asked): Promise<ClientAttention> => {
    const { attention } = await overviewOf({ ctx, clientIds: [clientOf(asked)] }, localeFor(asked));
    return { items: attention };
  },
});
