import { z } from 'zod';
import { type BreakdownQuestion, type BreakdownTable, breakdownTable, hasShares } from '../../../facts/index.ts';
import { isMetric, type MetricKey, metrics, type Sums } from '../../../facts/metrics.ts';
import type { Context } from '../../../foundation/db/index.ts';
import { Fault, isFault } from '../../../foundation/kit/index.ts';
import type { BreakdownBy, BreakdownPage, CellPair } from '../../contract.ts';
import { breakdownBy, breakdownPage } from '../../contract.ts';
import { type Compared, comparedIn, noDays, pairsOf, presentDays } from '../../present/cells.ts';
import { type Asked, clientOf, route } from '../../route.ts';
import { type FiguresQuestion, figuresQuery, readQuestion } from './question.ts';

const types = {
  country: 'COUNTRY',
  gender: 'GENDER',
  age: 'AGE_BUCKET',
  device: 'APPTYPE',
  placement: 'PLACEMENT',
  keyword: 'KEYWORD',
} as const satisfies Record<BreakdownBy, BreakdownQuestion['type']>;

const MOST_PARTS = 1000;

const isOrder = (name: string): name is MetricKey | 'name' => name === 'name' || isMetric(name);

/** What a question about parts says beside its days. */
export const breakdownQuery = figuresQuery.extend({
  by: z.enum(breakdownBy).default('country').describe('By what the figures are divided; `country` when left out'),
  of: z
    .string()
    .regex(/^campaign-\d{1,24}$/)
    .optional()
    .describe('A campaign, as `campaign-626735565838`; the whole account when left out'),
  sort: z.string().refine(isOrder).optional().describe('`name` or a metric; the first metric when left out'),
  order: z.enum(['up', 'down']).optional().describe('`up` for names and `down` for numbers when left out'),
});

const pageQuery = breakdownQuery.extend({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(MOST_PARTS)
    .default(50)
    .describe(`Parts by themselves, at most ${MOST_PARTS}; the others are added up`),
});

const nobody: BreakdownTable = {
  parts: [],
  others: undefined,
  whole: { sums: {}, before: {} },
  rest: { sums: {}, before: {}, share: undefined },
  days: noDays,
  collected: null,
};

/** A question about parts and its answer. */
export type AnsweredParts = {
  readonly by: BreakdownBy;
  readonly question: FiguresQuestion;
  readonly shareOf: MetricKey;
  readonly table: BreakdownTable;
  readonly compared: Compared;
};

// Connected a moment ago, the ledger does not know the account yet.
const tableOf = async (ctx: Context, wanted: BreakdownQuestion): Promise<BreakdownTable> => {
  try {
    return await breakdownTable(ctx, wanted);
  } catch (error) {
    if (wanted.campaign !== undefined || !isFault(error, 'FACTS_ENTITY_MISSING')) throw error;
    return nobody;
  }
};

/** Reads a question about parts and answers it; all parts unless `most` says how many. @throws API_REQUEST_INVALID, FACTS_ENTITY_MISSING */
export const answerParts = async (
  ctx: Parameters<typeof readQuestion>[0],
  asked: Pick<Asked, 'params' | 'request'>,
  most?: number,
): Promise<AnsweredParts> => {
  const query = breakdownQuery.parse(asked.request.query);
  const question = await readQuestion(ctx, asked);
  const { about, period, before, attribution, metrics: keys } = question;
  const sort = query.sort ?? keys[0] ?? 'spend';
  if (!isOrder(sort)) throw new Fault('API_REQUEST_INVALID', 'invalid', 'There is no such metric.');
  const shareOf = sort !== 'name' && hasShares(sort) ? sort : 'spend';
  const direction = query.order ?? (sort === 'name' ? 'up' : 'down');
  const table =
    about.account === null
      ? nobody
      : await tableOf(ctx, {
          clientId: clientOf(asked),
          account: about.account,
          campaign: query.of?.replace('campaign-', ''),
          type: types[query.by],
          ...{ period, before, attribution, shareOf, most },
          order: { by: sort, direction },
        });
  return { by: query.by, question, shareOf, table, compared: comparedIn(keys, table.days, question) };
};

const isBelowZero = (sums: Sums): boolean => Object.values(sums).some((sum) => sum < 0n);

/** The rest's figures: a ratio of what was counted twice says nothing. */
export const restPairs = (compared: Compared, { rest }: BreakdownTable): Record<string, CellPair> => {
  const pairs = Object.entries(pairsOf(compared, rest));
  const isRatio = (key: string): boolean => isMetric(key) && metrics[key].kind === 'ratio';
  return Object.fromEntries(
    pairs.map(([key, { value, before }]) =>
      isRatio(key)
        ? [key, { value: isBelowZero(rest.sums) ? null : value, before: isBelowZero(rest.before) ? null : before }]
        : [key, { value, before }],
    ),
  );
};

/** Figures divided by country, gender, age, device, placement or keyword. */
export const breakdownsRoute = route({
  method: 'GET',
  path: '/clients/:clientId/breakdowns',
  summary:
    'An account’s or campaign’s figures divided by country, gender, age, device, placement or keyword, with what is in no part',
  action: 'facts.read',
  query: pageQuery,
  answer: breakdownPage,
  run: async ({ ctx }, asked): Promise<BreakdownPage> => {
    const { limit } = pageQuery.parse(asked.request.query);
    const { by, question, shareOf, table, compared } = await answerParts(ctx, asked, limit);
    const { others, rest } = table;
    return {
      by,
      period: question.period,
      comparison: question.before ?? null,
      daysIn: presentDays(table.days, question.period),
      collected: table.collected,
      shareOf,
      whole: pairsOf(compared, table.whole),
      parts: table.parts.map((part) => ({
        name: part.name,
        share: part.share ?? null,
        figures: pairsOf(compared, part),
      })),
      others:
        others === undefined
          ? null
          : { count: others.count, share: others.share ?? null, figures: pairsOf(compared, others) },
      rest: { share: rest.share ?? null, figures: restPairs(compared, table) },
    };
  },
});
