import {
  dailySeries,
  type EntityFiguresOverTime,
  entityFigures,
  type Selection,
  type SeriesDay,
} from '../../../facts/index.ts';
import type { MetricKey, Period } from '../../../facts/metrics.ts';
import type { Context } from '../../../foundation/db/index.ts';
import { addDays, type Day, daysBetween, eachDay, isFault, monthOf } from '../../../foundation/kit/index.ts';
import type { ThingFigures } from '../../contract.ts';
import { thingFigures } from '../../contract.ts';
import { cellsOf, comparedIn, noDays, pairsOf, presentDays } from '../../present/cells.ts';
import { clientOf, route } from '../../route.ts';
import { thingNamed } from './entities.ts';
import { type FiguresQuestion, figuresQuery, readQuestion } from './question.ts';

// A year and the month before it: this month stands beside the same one a year ago.
const MONTHS = 13;

const query = figuresQuery.extend({
  of: thingNamed.optional().describe('The thing, as `campaign-626735565838`; the whole account when left out'),
});

const unknownDays = (period: Period): SeriesDay[] =>
  eachDay(period.from, period.to).map((day) => ({ day, sums: {}, delivery: 'gap', conversions: 'gap' }));

const nothing: EntityFiguresOverTime = { path: [], sums: {}, before: {}, days: noDays, months: [] };

type Story = {
  readonly found: EntityFiguresOverTime;
  readonly days: readonly SeriesDay[];
  readonly before: readonly SeriesDay[];
};

const storyOf = async (
  ctx: Context,
  question: FiguresQuestion,
  selection: Omit<Selection, 'from' | 'to'> | undefined,
): Promise<Story> => {
  const { period, before, attribution } = question;
  const unknown = {
    found: nothing,
    days: unknownDays(period),
    before: before === undefined ? [] : unknownDays(before),
  };
  if (selection === undefined) return unknown;
  // The account's series is the sum of its level; that of a thing below is its own.
  const entity = selection.entity ?? selection.account;
  try {
    const [found, days, earlier] = await Promise.all([
      entityFigures(ctx, { ...selection, entity, period, before, attribution, months: MONTHS }),
      dailySeries(ctx, { ...selection, ...period, attribution }),
      before === undefined ? [] : dailySeries(ctx, { ...selection, ...before, attribution }),
    ]);
    return { found, days, before: earlier };
  } catch (error) {
    // Connected a moment ago: the ledger does not know the account yet, so every day of it is missing.
    if (selection.entity !== undefined || !isFault(error, 'FACTS_ENTITY_MISSING')) throw error;
    return unknown;
  }
};

const stateOf = (state: SeriesDay['delivery']) => (state === 'gap' ? 'missing' : state);

const presentSeries = (story: Story, keys: readonly MetricKey[]): ThingFigures['days'] =>
  story.days.map((day, index) => {
    const earlier = story.before[index];
    return {
      day: day.day,
      delivery: stateOf(day.delivery),
      conversions: stateOf(day.conversions),
      figures: cellsOf(keys, day.sums),
      before: earlier === undefined ? null : { day: earlier.day, figures: cellsOf(keys, earlier.sums) },
    };
  });

const daysOfMonth = (month: Day): number => daysBetween(month, monthOf(addDays(month, 32)));

/** Key figures of an account, campaign, ad group or ad, its days, and its last thirteen months. */
export const figuresRoute = route({
  method: 'GET',
  path: '/clients/:clientId/figures',
  summary: 'One account, campaign, ad group or ad: its figures and those compared with, day by day, and 13 months',
  action: 'facts.read',
  query,
  answer: thingFigures,
  run: async ({ ctx }, asked): Promise<ThingFigures> => {
    const { of: thing } = query.parse(asked.request.query);
    const question = await readQuestion(ctx, asked);
    const { about, metrics: keys, period } = question;
    const selection =
      about.account === null
        ? undefined
        : {
            clientId: clientOf(asked),
            account: about.account,
            level: thing?.level ?? ('account' as const),
            entity: thing?.entity,
          };
    const story = await storyOf(ctx, question, selection);
    const { found } = story;
    return {
      about,
      path: found.path
        .filter(({ level }) => level !== 'account')
        .map(({ level, entity, name, status, pin }) => ({ level, id: entity, name, status, pin })),
      daysIn: presentDays(found.days, period),
      figures: pairsOf(comparedIn(keys, found.days, question), found),
      months: found.months.map(({ month, collected, sums }) => ({
        month,
        whole: collected >= daysOfMonth(month),
        figures: cellsOf(keys, sums),
      })),
      days: presentSeries(story, keys),
    };
  },
});
