import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, dayOf, micros } from '../../src/foundation/kit/index.ts';
import {
  conversionColumns,
  deliveryColumns,
  type OperationId,
  parseWindow,
  reportTimes,
  syncColumns,
} from '../../src/pinterest/contract.ts';
import * as read from '../../src/pinterest/read.ts';
import * as write from '../../src/pinterest/write.ts';
import { type Case, firstOf, gathered, type Stage } from './stage.ts';

const accounts = ({ pinterest, session }: Stage) => gathered(read.listAdAccounts(pinterest, session, {}));

// Its own account, where it may write; among the shared ones there are some where it may only look.
const account = async ({ pinterest, session }: Stage): Promise<string> =>
  firstOf(await gathered(read.listAdAccounts(pinterest, session, { includeShared: false }))).id;

const active = { statuses: ['ACTIVE', 'PAUSED'] } as const;

const campaigns = async (stage: Stage, adAccountId: string) =>
  gathered(read.listCampaigns(stage.pinterest, stage.session, { adAccountId, ...active }));

const adGroups = async (stage: Stage, adAccountId: string) =>
  gathered(read.listAdGroups(stage.pinterest, stage.session, { adAccountId, ...active }));

const ads = async (stage: Stage, adAccountId: string) =>
  gathered(read.listAds(stage.pinterest, stage.session, { adAccountId, ...active }));

const question = async (stage: Stage) => {
  const today = dayOf(await stage.sandbox.control.clock.now());
  return {
    adAccountId: await account(stage),
    from: addDays(today, -29),
    to: addDays(today, -1),
    columns: syncColumns,
    granularity: 'DAY',
    window: parseWindow('30/30/1'),
    reportTime: 'TIME_OF_AD_ACTION',
  } as const;
};

const done = (outcomes: readonly write.ItemOutcome<unknown>[]): void => {
  assert.ok(outcomes.length > 0);
  const left = outcomes.filter((outcome) => outcome.state !== 'done');
  assert.deepEqual(left, []);
};

type Walk = (
  pinterest: Stage['pinterest'],
  session: Stage['session'],
  input: { adAccountId: string },
) => AsyncIterable<{ items: readonly unknown[] }>;

const walk = (operation: OperationId, door: string, pages: Walk): Case => ({
  operation,
  door,
  title: 'every status',
  run: async (stage) => {
    let seen = 0;
    for await (const { items } of pages(stage.pinterest, stage.session, { adAccountId: await account(stage) })) {
      seen += items.length;
    }
    assert.ok(seen > 0);
  },
});

const listCases: readonly Case[] = [
  { operation: 'ad_accounts/list', door: 'listAdAccounts', run: accounts },
  {
    operation: 'ad_accounts/list',
    door: 'listAdAccountNames',
    run: ({ pinterest, session }) => gathered(read.listAdAccountNames(pinterest, session, { includeShared: false })),
  },
  {
    operation: 'ad_accounts/get',
    door: 'getAdAccount',
    run: async (stage) => read.getAdAccount(stage.pinterest, stage.session, { adAccountId: await account(stage) }),
  },
  walk('campaigns/list', 'walkCampaigns', read.walkCampaigns),
  walk('ad_groups/list', 'walkAdGroups', read.walkAdGroups),
  walk('ads/list', 'walkAds', read.walkAds),
  {
    operation: 'campaigns/list',
    door: 'listCampaigns',
    title: 'by id',
    run: async (stage) => {
      const adAccountId = await account(stage);
      const ids = (await campaigns(stage, adAccountId)).slice(0, 3).map(({ id }) => id);
      const by = { parameter: 'campaign_ids', ids } as const;
      const found = await gathered(read.listCampaigns(stage.pinterest, stage.session, { adAccountId, by }));
      assert.equal(found.length, ids.length);
    },
  },
  {
    operation: 'ad_groups/list',
    door: 'listAdGroups',
    title: 'of a campaign',
    run: async (stage) => {
      const adAccountId = await account(stage);
      const ids = (await campaigns(stage, adAccountId)).slice(0, 2).map(({ id }) => id);
      const by = { parameter: 'campaign_ids', ids } as const;
      return firstOf(await gathered(read.listAdGroups(stage.pinterest, stage.session, { adAccountId, by })));
    },
  },
  {
    operation: 'ads/list',
    door: 'listAds',
    title: 'of ad groups',
    run: async (stage) => {
      const adAccountId = await account(stage);
      const ids = (await adGroups(stage, adAccountId)).slice(0, 2).map(({ id }) => id);
      const by = { parameter: 'ad_group_ids', ids } as const;
      return firstOf(await gathered(read.listAds(stage.pinterest, stage.session, { adAccountId, by })));
    },
  },
  {
    operation: 'campaigns/get',
    door: 'getCampaign',
    run: async (stage) => {
      const adAccountId = await account(stage);
      const { id } = firstOf(await campaigns(stage, adAccountId));
      return read.getCampaign(stage.pinterest, stage.session, { adAccountId, campaignId: id });
    },
  },
  {
    operation: 'ad_groups/get',
    door: 'getAdGroup',
    run: async (stage) => {
      const adAccountId = await account(stage);
      const { id } = firstOf(await adGroups(stage, adAccountId));
      return read.getAdGroup(stage.pinterest, stage.session, { adAccountId, adGroupId: id });
    },
  },
  {
    operation: 'ads/get',
    door: 'getAd',
    run: async (stage) => {
      const adAccountId = await account(stage);
      const { id } = firstOf(await ads(stage, adAccountId));
      return read.getAd(stage.pinterest, stage.session, { adAccountId, adId: id });
    },
  },
];

const changeCases: readonly Case[] = [
  {
    operation: 'campaigns/create',
    door: 'createCampaigns',
    run: async (stage) => {
      const item = { name: 'Of the contract', objective_type: 'AWARENESS', status: 'PAUSED' } as const;
      const items = [{ ...item, daily_spend_cap: micros(20_000_000) }];
      const adAccountId = await account(stage);
      done(await write.createCampaigns(stage.pinterest, stage.session, { adAccountId, items }));
    },
  },
  {
    operation: 'campaigns/update',
    door: 'updateCampaigns',
    run: async (stage) => {
      const adAccountId = await account(stage);
      const { id } = firstOf(await campaigns(stage, adAccountId));
      const items = [{ id, name: 'Renamed by the contract', status: 'PAUSED' }] as const;
      done(await write.updateCampaigns(stage.pinterest, stage.session, { adAccountId, items }));
    },
  },
  {
    operation: 'campaigns/update',
    door: 'updateCampaigns',
    title: 'an item that nobody has',
    run: async (stage) => {
      const items = [{ id: '626000000000', name: 'Nobody' }];
      const adAccountId = await account(stage);
      const [outcome] = await write.updateCampaigns(stage.pinterest, stage.session, { adAccountId, items });
      assert.equal(outcome?.state, 'refused');
    },
  },
  {
    operation: 'ad_groups/create',
    door: 'createAdGroups',
    run: async (stage) => {
      const adAccountId = await account(stage);
      const budgetless = (await campaigns(stage, adAccountId)).find(
        (campaign) => campaign.objective_type === 'AWARENESS' && campaign.is_campaign_budget_optimization !== true,
      );
      const made = await write.createCampaigns(stage.pinterest, stage.session, {
        adAccountId,
        items: [{ name: 'For an ad group', objective_type: 'AWARENESS', status: 'PAUSED' }],
      });
      const [first] = made;
      const campaign = budgetless ?? (first?.state === 'done' ? first.item : undefined);
      const item = {
        campaign_id: campaign?.id ?? '',
        name: 'Of the contract',
        billable_event: 'IMPRESSION',
        budget_type: 'DAILY',
        budget_in_micro_currency: micros(500_000_000),
        bid_strategy_type: 'MAX_BID',
        bid_in_micro_currency: micros(50_000_000),
        status: 'PAUSED',
        targeting_spec: { LOCATION: ['NL'] },
      } as const;
      done(await write.createAdGroups(stage.pinterest, stage.session, { adAccountId, items: [item] }));
    },
  },
  {
    operation: 'ad_groups/update',
    door: 'updateAdGroups',
    run: async (stage) => {
      const adAccountId = await account(stage);
      const { id } = firstOf(await adGroups(stage, adAccountId));
      const items = [{ id, name: 'Renamed by the contract' }];
      done(await write.updateAdGroups(stage.pinterest, stage.session, { adAccountId, items }));
    },
  },
  {
    operation: 'ads/create',
    door: 'createAds',
    run: async (stage) => {
      const adAccountId = await account(stage);
      const group = firstOf(await adGroups(stage, adAccountId));
      const pin = firstOf(await gathered(read.listPins(stage.pinterest, stage.session, {})));
      const item = { ad_group_id: group.id, pin_id: pin.id, creative_type: 'REGULAR', status: 'PAUSED' } as const;
      const items = [{ ...item, name: 'Of the contract' }];
      done(await write.createAds(stage.pinterest, stage.session, { adAccountId, items }));
    },
  },
  {
    operation: 'ads/create',
    door: 'createAds',
    title: 'a Pin that nobody has',
    run: async (stage) => {
      const adAccountId = await account(stage);
      const group = firstOf(await adGroups(stage, adAccountId));
      const items = [{ ad_group_id: group.id, pin_id: '1', creative_type: 'REGULAR' }] as const;
      const [outcome] = await write.createAds(stage.pinterest, stage.session, { adAccountId, items });
      assert.equal(outcome?.state, 'refused');
    },
  },
  {
    operation: 'ads/update',
    door: 'updateAds',
    run: async (stage) => {
      const adAccountId = await account(stage);
      const { id } = firstOf(await ads(stage, adAccountId));
      const items = [{ id, status: 'PAUSED' }] as const;
      done(await write.updateAds(stage.pinterest, stage.session, { adAccountId, items }));
    },
  },
  {
    operation: 'ad_groups_bid_floor/get',
    door: 'getBidFloors',
    run: async (stage) => {
      const specs = [
        { currency: 'EUR', billable_event: 'IMPRESSION', objective_type: 'AWARENESS', countries: ['NL'] },
      ] as const;
      return read.getBidFloors(stage.pinterest, stage.session, { adAccountId: await account(stage), specs });
    },
  },
];

const figureCases: readonly Case[] = [
  {
    operation: 'ad_account/analytics',
    door: 'getAccountFigures',
    run: async (stage) => firstOf(await read.getAccountFigures(stage.pinterest, stage.session, await question(stage))),
  },
  {
    operation: 'campaigns/analytics',
    door: 'getCampaignFigures',
    run: async (stage) => {
      const asked = await question(stage);
      const campaignIds = (await campaigns(stage, asked.adAccountId)).map(({ id }) => id);
      return firstOf(await read.getCampaignFigures(stage.pinterest, stage.session, { ...asked, campaignIds }));
    },
  },
  {
    operation: 'ad_groups/analytics',
    door: 'getAdGroupFigures',
    run: async (stage) => {
      const asked = await question(stage);
      const adGroupIds = (await adGroups(stage, asked.adAccountId)).map(({ id }) => id);
      return firstOf(await read.getAdGroupFigures(stage.pinterest, stage.session, { ...asked, adGroupIds }));
    },
  },
  {
    operation: 'ads/analytics',
    door: 'getAdFigures',
    run: async (stage) => {
      const asked = { ...(await question(stage)), granularity: 'TOTAL' } as const;
      const adIds = (await ads(stage, asked.adAccountId)).map(({ id }) => id);
      return firstOf(await read.getAdFigures(stage.pinterest, stage.session, { ...asked, adIds }));
    },
  },
  {
    operation: 'ad_account_targeting_analytics/get',
    door: 'getAccountTargetingFigures',
    run: async (stage) => {
      const asked = { ...(await question(stage)), targetingTypes: ['GENDER', 'AGE_BUCKET', 'APPTYPE'] } as const;
      return read.getAccountTargetingFigures(stage.pinterest, stage.session, asked);
    },
  },
  {
    operation: 'campaign_targeting_analytics/get',
    door: 'getCampaignTargetingFigures',
    run: async (stage) => {
      const asked = { ...(await question(stage)), targetingTypes: ['COUNTRY', 'PLACEMENT'] } as const;
      const campaignIds = (await campaigns(stage, asked.adAccountId)).slice(0, 3).map(({ id }) => id);
      return read.getCampaignTargetingFigures(stage.pinterest, stage.session, { ...asked, campaignIds });
    },
  },
];

const PATIENCE = 60;
const POLL_MS = 250;

const started = async (stage: Stage, reportTime: (typeof reportTimes)[number]) => {
  const { adAccountId, from, to, window } = await question(stage);
  const columns = reportTime === 'TIME_OF_CONVERSION' ? conversionColumns : [...deliveryColumns, ...conversionColumns];
  const asked = { adAccountId, level: 'CAMPAIGN', from, to, columns, window, reportTime } as const;
  return { adAccountId, ...(await read.createReport(stage.pinterest, stage.session, asked)) };
};

const finished = async (stage: Stage): Promise<string> => {
  const { adAccountId, token } = await started(stage, 'TIME_OF_AD_ACTION');
  for (let tries = 0; tries < PATIENCE; tries += 1) {
    const found = await read.getReport(stage.pinterest, stage.session, { adAccountId, token });
    if (found.state === 'FINISHED' && found.url !== null) return found.url;
    await sleep(POLL_MS);
  }
  throw new Error('the report was never finished');
};

const reportCases: readonly Case[] = [
  ...reportTimes.map(
    (reportTime): Case => ({
      operation: 'analytics/create_report',
      door: 'createReport',
      title: reportTime,
      run: (stage) => started(stage, reportTime),
    }),
  ),
  { operation: 'analytics/get_report', door: 'getReport', run: finished },
  {
    operation: 'analytics/get_report',
    door: 'downloadReport',
    run: async (stage) => {
      const body = await read.downloadReport(stage.pinterest, { url: await finished(stage) });
      const text = await new Response(body).text();
      assert.match(text.split('\n')[0] ?? '', /CAMPAIGN_ID/);
    },
  },
  ...(['SYNC', 'ASYNC'] as const).map(
    (reportType): Case => ({
      operation: 'delivery_metrics/get',
      door: 'listDeliveryMetrics',
      title: reportType,
      run: ({ pinterest, session }) => read.listDeliveryMetrics(pinterest, session, { reportType }),
    }),
  ),
  {
    operation: 'metrics_ready_state/get',
    door: 'getReadyState',
    run: async (stage) =>
      read.getReadyState(stage.pinterest, stage.session, { day: dayOf(await stage.sandbox.control.clock.now()) }),
  },
];

/** Ad accounts, structure, figures and reports. */
export const adsCases: readonly Case[] = [...listCases, ...changeCases, ...figureCases, ...reportCases];
