import { getClient } from '../../../clients/index.ts';
import type { GateContext } from '../../../connect/index.ts';
import { type OrganicDay, organicDaily, organicDayOf, sumOrganic } from '../../../facts/index.ts';
import { evaluateOrganic, organicKeys, type Period } from '../../../facts/metrics.ts';
import {
  addDays,
  type ClientId,
  dayOf,
  daysBetween,
  eachDay,
  earlierDay,
  laterDay,
} from '../../../foundation/kit/index.ts';
import { liveOrganic } from '../../../ingest/index.ts';
import type { Cell } from '../../contract/figures.ts';
import { type OrganicAccount, organicAccount } from '../../contract/organic.ts';
import { clientOf, route } from '../../route.ts';
import { figuresQuery, readQuestion } from './question.ts';

// Pinterest answers for the last 90 days by its own clock; a day of slack for around midnight.
const DAYS_BACK = 89;

type Found = {
  readonly days: readonly OrganicDay[];
} & Pick<OrganicAccount, 'source' | 'readAt' | 'expiresAt' | 'earliest'>;

// The whole stretch Pinterest answers for is asked in one, whatever period is looked at: the next one is then there already.
const asked = async (ctx: GateContext, clientId: ClientId, period: Period): Promise<Found> => {
  const today = dayOf(ctx.clock.now());
  const [earliest, latest] = [addDays(today, -DAYS_BACK), addDays(today, -1)];
  const from = laterDay(period.from, earliest);
  const to = earlierDay(period.to, latest);
  if (from > to) return { days: [], source: 'live', readAt: null, expiresAt: null, earliest };
  const { days, readAt, expiresAt } = await liveOrganic(ctx, { clientId, from: earliest, to: latest });
  return {
    days: days.map(organicDayOf),
    source: 'live',
    readAt: readAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    earliest,
  };
};

const found = async (ctx: GateContext, clientId: ClientId, period: Period): Promise<Found> => {
  const { settings } = await getClient(ctx, { clientId });
  if (!settings.organicHistory) return asked(ctx, clientId, period);
  const days = await organicDaily(ctx, { clientId, ...period });
  return { days, source: 'stored', readAt: null, expiresAt: null, earliest: null };
};

const cellsOf = (figures: OrganicDay['figures']): Record<string, Cell> =>
  Object.fromEntries(
    organicKeys.map((key) => {
      const value = evaluateOrganic(key, figures);
      return [key, typeof value === 'bigint' ? value.toString() : (value ?? null)];
    }),
  );

const query = figuresQuery.pick({ period: true, from: true, to: true });

/** What the client's own account did without ads. */
export const organicRoute = route({
  method: 'GET',
  path: '/clients/:clientId/organic',
  summary: 'What the client’s own Pinterest account did by day, without ads: stored by contract, else asked live',
  action: 'facts.read',
  query,
  answer: organicAccount,
  run: async ({ ctx }, question): Promise<OrganicAccount> => {
    const { period } = await readQuestion(ctx, question);
    const { days, ...about } = await found(ctx, clientOf(question), period);
    const byDay = new Map(days.map((each) => [each.day, each]));
    const { figures, knownDays } = sumOrganic(days, period);
    const series = eachDay(period.from, period.to).map((day) => {
      const each = byDay.get(day);
      return { day, status: each?.status ?? 'gap', figures: cellsOf(each?.figures ?? {}) };
    });
    return {
      period,
      ...about,
      days: daysBetween(period.from, period.to) + 1,
      knownDays,
      estimates: series.filter(({ status }) => status === 'ESTIMATE').length,
      figures: cellsOf(figures),
      series,
    };
  },
});
