import { z } from 'zod';
import { type DaysBehind, explainFigure } from '../../../facts/index.ts';
import { isMetric, metrics } from '../../../facts/metrics.ts';
import { Fault } from '../../../foundation/kit/index.ts';
import type { Explanation } from '../../contract.ts';
import { explanation } from '../../contract.ts';
import { localeOf } from '../../middleware/problems.ts';
import { clientOf, route } from '../../route.ts';
import { thingNamed } from '../figures/entities.ts';
import { figuresQuery, readQuestion } from '../figures/question.ts';

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

const query = figuresQuery.extend({
  of: thingNamed.optional().describe('The thing the figure is of; the whole account when left out'),
  level: z
    .enum(['account', 'campaign', 'adGroup', 'ad'])
    .optional()
    .describe('The level added up, where no thing is named'),
});

/** How a figure is measured, and why Ads Manager may show another one. */
export const explanationRoute = route({
  method: 'GET',
  path: '/clients/:clientId/figures/:figure/explanation',
  summary: 'How a figure is measured, and why Ads Manager may show another one',
  action: 'facts.read',
  query,
  answer: explanation,
  run: async ({ ctx }, asked): Promise<Explanation> => {
    const { figure = '' } = asked.params;
    const { of: thing, level } = query.parse(asked.request.query);
    const { about, period, attribution } = await readQuestion(ctx, asked);
    if (!isMetric(figure) || about.account === null) {
      throw new Fault('API_MISSING', 'missing', 'There is no such figure.');
    }
    const why = await explainFigure(ctx, {
      clientId: clientOf(asked),
      account: about.account,
      level: thing?.level ?? level ?? 'account',
      entity: thing?.entity,
      ...period,
      attribution,
      metric: figure,
    });
    return {
      figure,
      definition: metrics[figure].definition[localeOf(asked.request.headers['accept-language'])],
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
