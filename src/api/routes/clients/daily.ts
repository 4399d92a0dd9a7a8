import { dailySeries, type Selection, type SeriesDay, usualAttribution } from '../../../facts/index.ts';
import { totalOf } from '../../../facts/metrics.ts';
import type { Context } from '../../../foundation/db/index.ts';
import { eachDay, Fault, isFault } from '../../../foundation/kit/index.ts';
import type { Daily, DayState } from '../../contract.ts';
import { daily } from '../../contract.ts';
import { clientOf, route } from '../../route.ts';
import { accountOf } from './account.ts';
import { figureRows, lastDays } from './overview-rows.ts';

const stateOf = (state: SeriesDay['delivery']): DayState => (state === 'gap' ? 'missing' : state);

const dayOfSeries = (day: SeriesDay): Daily['days'][number] => {
  const text = (key: Parameters<typeof totalOf>[0]): string | null => totalOf(key, day.sums)?.toString() ?? null;
  return {
    day: day.day,
    delivery: stateOf(day.delivery),
    conversions: stateOf(day.conversions),
    spend: text('spend'),
    impressions: text('impressions'),
    clicks: text('clicks'),
    saves: text('saves'),
    conversionCount: text('conversions'),
    value: text('checkout-value'),
  };
};

const seriesOf = async (ctx: Context, selection: Selection): Promise<SeriesDay[]> => {
  try {
    return await dailySeries(ctx, selection);
  } catch (error) {
    // Connected a moment ago: the ledger does not know the account yet, so every day of it is missing.
    if (!isFault(error, 'FACTS_ENTITY_MISSING')) throw error;
    return eachDay(selection.from, selection.to).map((day) => ({ day, sums: {}, delivery: 'gap', conversions: 'gap' }));
  }
};

/** One ad account's last 30 days, day by day. */
export const dailyRoute = route({
  method: 'GET',
  path: '/clients/:clientId/daily',
  summary: "One ad account's figures of the last 30 days, day by day; `?account=` picks one of several",
  action: 'facts.read',
  answer: daily,
  run: async ({ ctx }, asked): Promise<Daily> => {
    const clientId = clientOf(asked);
    const period = lastDays(ctx.clock.now());
    const { account, accounts } = await accountOf(ctx, asked, clientId);
    const rows = await figureRows(ctx, [clientId]);
    // Connected a moment ago, the ledger does not know the account: then its one row has none.
    const client = rows.find((row) => row.account === (account ?? null)) ?? rows[0];
    if (client === undefined) throw new Fault('API_MISSING', 'missing', 'There is no such thing, or it is not yours.');
    const days = account === undefined ? [] : await seriesOf(ctx, { clientId, account, level: 'account', ...period });
    return { client, accounts: [...accounts], period, ...usualAttribution, days: days.map(dayOfSeries) };
  },
});
