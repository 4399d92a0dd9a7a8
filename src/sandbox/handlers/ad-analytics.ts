import { type Answer, type ApiRequest, type Handler, ok, refuse } from '../handler.ts';
import { type Ask, readAsk, syncReach } from '../reports/ask.ts';
import { rowObject } from '../reports/json.ts';
import { everything, type Narrowing, passOf } from '../reports/pass.ts';
import { columnsOf, momentOf, rowsOf, type Source, viewOf } from '../reports/rows.ts';
import type { Level } from '../world/figures.ts';
import { adAccountOf } from './ad-accounts.ts';

const number = (request: ApiRequest, name: string): number | undefined => {
  const text = request.query.text(name);
  return text === undefined ? undefined : Number(text);
};

/** Reads a direct question about figures. @throws Refusal 400 */
export const syncAskOf = (request: ApiRequest, level: Level): Ask => {
  const { query } = request;
  const raw = {
    level,
    columns: query.list('columns'),
    startDate: query.text('start_date'),
    endDate: query.text('end_date'),
    granularity: query.text('granularity'),
    click: number(request, 'click_window_days'),
    engagement: number(request, 'engagement_window_days'),
    view: number(request, 'view_window_days'),
    time: query.text('conversion_report_time'),
    targeting: [],
  };
  const { today } = momentOf(request.now().getTime());
  return readAsk(raw, { today, reach: syncReach });
};

const idsOf = (request: ApiRequest, name: string, most: number): string[] => {
  const ids = request.query.list(name);
  return ids.length > most ? refuse(400, 1, `'${name}' constraint: maxItems=${most}`) : ids;
};

const needed = (request: ApiRequest, name: string): string[] => {
  const ids = idsOf(request, name, 250);
  return ids.length === 0 ? refuse(400, 1, `Missing parameter: ${name}`) : ids;
};

/** Beta features this app was not let into. */
const refuseBeta = (request: ApiRequest): void => {
  const beta = ['aggregate_report_rows', 'reporting_timezone'].find((name) => request.query.text(name) !== undefined);
  if (beta !== undefined) refuse(403, 29, `You are not permitted to use the beta feature ${beta}.`);
};

const answer = (request: ApiRequest, level: Level, narrowing: Narrowing): Answer => {
  refuseBeta(request);
  const account = adAccountOf(request);
  const ask = syncAskOf(request, level);
  const source: Source = { sandbox: request, account, ask, asOf: request.now().getTime() };
  const view = viewOf(source);
  const columns = columnsOf(view, ask);
  const rows = [];
  for (const row of rowsOf(source, columns, passOf(view, level, narrowing))) rows.push(rowObject(columns, row));
  return ok(rows);
};

const adsAnswer = (request: ApiRequest): Answer => {
  const adIds = idsOf(request, 'ad_ids', 250);
  const campaignIds = idsOf(request, 'campaign_ids', 250);
  const pinIds = idsOf(request, 'pin_ids', 100);
  const byPins = campaignIds.length > 0 && pinIds.length > 0;
  if (adIds.length === 0 && !byPins) refuse(400, 400, 'Either ad_ids or campaign_ids with pin_ids must be given.');
  return answer(request, 'ad', { ...everything, adIds, campaignIds, pinIds });
};

const question = (operationId: string, path: string, handle: Handler['handle']): Handler => ({
  operationId,
  method: 'GET',
  path: `/ad_accounts/:ad_account_id${path}`,
  category: 'ads_analytics',
  scopes: ['ads:read'],
  handle,
});

/** Direct questions about figures of the last 90 days. */
export const adAnalyticsHandlers: readonly Handler[] = [
  question('ad_account/analytics', '/analytics', (request) => answer(request, 'account', everything)),
  question('campaigns/analytics', '/campaigns/analytics', (request) =>
    answer(request, 'campaign', { ...everything, campaignIds: needed(request, 'campaign_ids') }),
  ),
  question('ad_groups/analytics', '/ad_groups/analytics', (request) =>
    answer(request, 'adGroup', { ...everything, adGroupIds: needed(request, 'ad_group_ids') }),
  ),
  question('ads/analytics', '/ads/analytics', adsAnswer),
];
