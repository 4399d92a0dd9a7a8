import { type DaysBehind, explainFigure } from '../../../facts/index.ts';
import { metrics } from '../../../facts/metrics.ts';
import { Fault } from '../../../foundation/kit/index.ts';
import type { Explanation } from '../../contract.ts';
import { explanation, shownFigure } from '../../contract.ts';
import { localeOf } from '../../middleware/problems.ts';
import { clientOf, route } from '../../route.ts';
import { accountOf } from './account.ts';
import { lastDays } from './overview.ts';

const families = ['delivery', 'conversion'] as const;

const daysOf = (family: (typeof families)[number], days: DaysBehind): Explanation['families'][number] => ({
  family,
  settled: days.settled,
  ready: days.ready,
  provisional: days.provisional,
  missing: days.gaps.length,
  pulledFirst: days.pulledFirst?.toISOString() ?? null,
  pulledLast: days.pulledLast?.toISOString() ?? null,
});

/** How a figure of the page is measured, and why Ads Manager may show another one. */
export const explanationRoute = route({
  method: 'GET',
  path: '/clients/:clientId/figures/:figure/explanation',
  summary: 'How a figure is measured, and why Ads Manager may show another one',
  action: 'facts.read',
  answer: explanation,
  run: async ({ ctx }, asked): Promise<Explanation> => {
    const clientId = clientOf(asked);
    const figure = shownFigure.safeParse(asked.params.figure);
    const { account } = await accountOf(ctx, asked, clientId);
    if (!figure.success || account === undefined) {
      throw new Fault('API_MISSING', 'missing', 'There is no such figure.');
    }
    const period = lastDays(ctx.clock.now());
    const why = await explainFigure(ctx, { clientId, account, level: 'account', ...period, metric: figure.data });
    return {
      figure: figure.data,
      definition: metrics[figure.data].definition[localeOf(asked.request.headers['accept-language'])],
      lens: why.lens,
      columns: [...why.columns],
      window: why.window,
      reportTime: why.reportTime,
      zone: why.zone,
      statuses: [...why.statuses],
      families: families.flatMap((family) => {
        const days = why.days[family];
        return days === undefined ? [] : [daysOf(family, days)];
      }),
    };
  },
});
