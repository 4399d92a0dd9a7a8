import { z } from 'zod';
import { type EntityOrder, type EntityQuestion, entityTable, type Thing } from '../../../facts/index.ts';
import { isMetric } from '../../../facts/metrics.ts';
import type { Context } from '../../../foundation/db/index.ts';
import { Fault, isFault } from '../../../foundation/kit/index.ts';
import type { EntityPage } from '../../contract.ts';
import { entityPage } from '../../contract.ts';
import { comparedIn, noDays, pairsOf, presentDays } from '../../present/cells.ts';
import { type Asked, clientOf, route } from '../../route.ts';
import { type FiguresQuestion, figuresQuery, readQuestion } from './question.ts';

const levels = ['campaign', 'adGroup', 'ad'] as const;
const MOST_ROWS = 1000;

const isOrder = (name: string): name is EntityOrder['by'] => name === 'name' || name === 'status' || isMetric(name);

/** A thing as an address names it: `campaign-626735565838`. */
export const thingNamed = z
  .string()
  .regex(/^(?:campaign|adGroup|ad)-\d{1,24}$/)
  .transform((text): Thing => {
    const [word, entity = ''] = text.split('-');
    return { level: levels.find((level) => level === word) ?? 'ad', entity };
  });

/** What a question about a table of things says beside its days. */
export const entitiesQuery = figuresQuery.extend({
  level: z.enum(levels).default('campaign').describe('The level of the rows; `campaign` when left out'),
  within: thingNamed.optional().describe('Only what lies in this thing, as `campaign-626735565838`'),
  sort: z.string().refine(isOrder).optional().describe('`name`, `status` or a metric; the first metric when left out'),
  order: z.enum(['up', 'down']).optional().describe('`up` for names and `down` for numbers when left out'),
  search: z.string().trim().min(1).max(120).optional().describe('Part of a name, or a whole id'),
  idle: z
    .enum(['yes', 'no'])
    .default('no')
    .describe('`yes` for what neither delivered nor converted in these days too'),
});

const pageQuery = entitiesQuery.extend({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(MOST_ROWS)
    .default(100)
    .describe(`Rows of the answer, at most ${MOST_ROWS}`),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0).describe('Rows before the answer, from `next`'),
});

const depth = { account: 0, campaign: 1, adGroup: 2, ad: 3 } as const;

/** The table that is asked; undefined while the client has no ad account. @throws API_REQUEST_INVALID */
export const tableAsked = (
  asked: Pick<Asked, 'params' | 'request'>,
  { about, period, before, attribution, metrics }: FiguresQuestion,
): EntityQuestion | undefined => {
  const query = entitiesQuery.parse(asked.request.query);
  const { level, within, search } = query;
  if (within !== undefined && depth[within.level] >= depth[level]) {
    throw new Fault('API_REQUEST_INVALID', 'invalid', 'A thing lies only in a thing of a higher level.');
  }
  if (about.account === null) return undefined;
  const sort = query.sort ?? metrics[0] ?? 'name';
  const by = isOrder(sort) ? sort : 'name';
  const direction = query.order ?? (by === 'name' || by === 'status' ? 'up' : 'down');
  return {
    clientId: clientOf(asked),
    account: about.account,
    level,
    within,
    period,
    before,
    attribution,
    metrics,
    order: { by, direction },
    search,
    idle: query.idle === 'yes',
  };
};

// Connected a moment ago, the ledger does not know the account yet; within a thing it does not know there is nothing to see.
const tableOf = async (ctx: Context, wanted: (EntityQuestion & { limit: number; offset: number }) | undefined) => {
  const nothing = { count: 0, total: { sums: {}, before: {} }, rows: [], days: noDays };
  if (wanted === undefined) return nothing;
  try {
    return await entityTable(ctx, wanted);
  } catch (error) {
    if (wanted.within !== undefined || !isFault(error, 'FACTS_ENTITY_MISSING')) throw error;
    return nothing;
  }
};

/** A table of campaigns, ad groups or ads, a stretch at a time. */
export const entitiesRoute = route({
  method: 'GET',
  path: '/clients/:clientId/entities',
  summary:
    'Campaigns, ad groups or ads with their figures, sorted, a stretch at a time, with the sums over all of them',
  action: 'facts.read',
  query: pageQuery,
  answer: entityPage,
  run: async ({ ctx }, asked): Promise<EntityPage> => {
    const { level, limit, offset } = pageQuery.parse(asked.request.query);
    const question = await readQuestion(ctx, asked);
    const wanted = tableAsked(asked, question);
    const table = await tableOf(ctx, wanted === undefined ? undefined : { ...wanted, limit, offset });
    const compared = comparedIn(question.metrics, table.days, question);
    const end = offset + table.rows.length;
    return {
      period: question.period,
      comparison: question.before ?? null,
      daysIn: presentDays(table.days, question.period),
      count: table.count,
      next: end < table.count && table.rows.length > 0 ? end : null,
      total: pairsOf(compared, table.total),
      rows: table.rows.map((row) => ({
        level,
        id: row.entity,
        name: row.name,
        status: row.status,
        pin: row.pin,
        figures: pairsOf(compared, row),
      })),
    };
  },
});
