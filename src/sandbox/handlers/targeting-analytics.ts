import { type Answer, type ApiRequest, type Handler, ok } from '../handler.ts';
import { cutRows, cutsOf } from '../reports/cut-rows.ts';
import { rowObject } from '../reports/json.ts';
import { everything, type Narrowing, passOf } from '../reports/pass.ts';
import { columnsOf, rowsOf, type Source, viewOf } from '../reports/rows.ts';
import type { Level } from '../world/figures.ts';
import { adAccountOf } from './ad-accounts.ts';
import { syncAskOf } from './ad-analytics.ts';

const answer = (request: ApiRequest, level: Level, narrowing: Narrowing): Answer => {
  const ask = syncAskOf(request, level);
  const source: Source = { sandbox: request, account: adAccountOf(request), ask, asOf: request.now().getTime() };
  const view = viewOf(source);
  const columns = columnsOf(view, ask);
  const data = [];
  const rows = cutRows(
    rowsOf(source, columns, passOf(view, level, narrowing)),
    cutsOf(request.query.list('targeting_types'), request.world, source.account),
  );
  for (const row of rows) {
    data.push({ targeting_type: row.cut.type, targeting_value: row.cut.value, metrics: rowObject(columns, row) });
  }
  return ok({ data });
};

const question = (operationId: string, path: string, handle: Handler['handle']): Handler => ({
  operationId,
  method: 'GET',
  path: `/ad_accounts/:ad_account_id${path}/targeting_analytics`,
  category: 'ads_analytics',
  scopes: ['ads:read'],
  handle,
});

/** Figures divided by who was reached and where. */
export const targetingHandlers: readonly Handler[] = [
  question('ad_account_targeting_analytics/get', '', (request) => answer(request, 'account', everything)),
  question('campaign_targeting_analytics/get', '/campaigns', (request) =>
    answer(request, 'campaign', { ...everything, campaignIds: request.query.list('campaign_ids') }),
  ),
  question('ad_groups_targeting_analytics/get', '/ad_groups', (request) =>
    answer(request, 'adGroup', { ...everything, adGroupIds: request.query.list('ad_group_ids') }),
  ),
  question('ad_targeting_analytics/get', '/ads', (request) =>
    answer(request, 'ad', { ...everything, adIds: request.query.list('ad_ids') }),
  ),
];
