import { z } from 'zod';
import { getClient } from '../../../clients/index.ts';
import { accountKey, connectionStandings, currenciesOf, type GateContext } from '../../../connect/index.ts';
import type { Attribution } from '../../../facts/index.ts';
import { comparedWith, isMetric, type MetricKey, type Period, periodNames, periodOf } from '../../../facts/metrics.ts';
import { dayOf, Fault, parseDay } from '../../../foundation/kit/index.ts';
import { syncProgress } from '../../../ingest/index.ts';
import type { About } from '../../contract.ts';
import { presentSync } from '../../present/sync-state.ts';
import { type Asked, clientOf } from '../../route.ts';
import { accountOf } from '../clients/account.ts';

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .transform(parseDay);
const mostMetrics = 40;

/** The figures a page opens with: what it cost, what was seen and done, and what it brought. */
export const usualMetrics: readonly MetricKey[] = [
  'spend',
  'impressions',
  'clicks',
  'saves',
  'conversions',
  'checkout-value',
  'roas',
];

/** The names of metrics as an address carries them: separated by commas, each once. */
export const metricNames = z
  .string()
  .transform((text) => [...new Set(text.split(','))])
  .pipe(z.array(z.string().refine(isMetric)).min(1).max(mostMetrics))
  .transform((names) => names.filter(isMetric));

/** What every question about figures says: of what days, compared with which, counted how. */
export const figuresQuery = z.object({
  account: z.string().optional().describe('Ad account; the first of the client when left out'),
  period: z.enum(periodNames).optional().describe('A period by name, ending yesterday; `last-30` when left out'),
  from: day.optional().describe('First day, with `to`; instead of `period`'),
  to: day.optional().describe('Last day, with `from`'),
  compare: z
    .enum(['previous', 'same-weekdays', 'year', 'none'])
    .default('previous')
    .describe('The days compared with; `previous` when left out'),
  window: z.string().optional().describe('Attribution window, as `30/30/1`: one of those collected for the client'),
  reportTime: z
    .enum(['TIME_OF_AD_ACTION', 'TIME_OF_CONVERSION'])
    .optional()
    .describe('To which day conversions are credited'),
  metrics: metricNames.optional().describe('Names of metrics, separated by commas; see `/metrics`'),
});

type FiguresQuery = z.infer<typeof figuresQuery>;

const refuse = (message: string): Fault => new Fault('API_REQUEST_INVALID', 'invalid', message);

const periodAsked = ({ period, from, to }: FiguresQuery, now: Date): Period => {
  if (from === undefined && to === undefined) return periodOf(period ?? 'last-30', dayOf(now));
  if (from === undefined || to === undefined || period !== undefined || from > to) {
    throw refuse('Give a period, or a first and a last day.');
  }
  return { from, to };
};

const oneOf = <Value extends string>(given: string | undefined, collected: readonly Value[]): Value => {
  const [first] = collected;
  const found = given === undefined ? first : collected.find((each) => each === given);
  if (found === undefined) throw refuse('This is not collected for the client.');
  return found;
};

/** A question about figures, with what the answer says about itself. */
export type FiguresQuestion = {
  readonly about: About;
  readonly period: Period;
  readonly before: Period | undefined;
  readonly attribution: Attribution;
  readonly metrics: readonly MetricKey[];
};

/**
 * Reads what is asked and looks up what the answer has to say about it: client, accounts, currency, what is collected.
 * @cost five small queries
 * @throws API_REQUEST_INVALID, API_MISSING
 */
export const readQuestion = async (
  ctx: GateContext,
  asked: Pick<Asked, 'params' | 'request'>,
): Promise<FiguresQuestion> => {
  const clientId = clientOf(asked);
  const query = figuresQuery.parse(asked.request.query);
  const period = periodAsked(query, ctx.clock.now());
  const before = query.compare === 'none' ? undefined : comparedWith(period, query.compare);
  const clientIds = [clientId];
  const [client, { account, accounts }, currencies, [progress], [health]] = await Promise.all([
    getClient(ctx, { clientId }),
    accountOf(ctx, asked, clientId),
    currenciesOf(ctx, { clientIds }),
    syncProgress(ctx, { clientIds }),
    connectionStandings(ctx, { clientIds }),
  ]);
  const { windows, reportTimes } = client.settings;
  const attribution = { window: oneOf(query.window, windows), reportTime: oneOf(query.reportTime, reportTimes) };
  return {
    about: {
      client: { id: String(clientId), name: client.name, sync: presentSync(clientId, { progress, health }) },
      account: account ?? null,
      accounts: [...accounts],
      currency: account === undefined ? null : (currencies.get(accountKey(clientId, account)) ?? null),
      period,
      comparison: before ?? null,
      ...attribution,
      windows: [...windows],
      reportTimes: [...reportTimes],
    },
    period,
    before,
    attribution,
    metrics: query.metrics ?? usualMetrics,
  };
};
