import type { Handler } from '../handler.ts';
import { runBatch } from '../structure/batch.ts';
import { getThing, listThings } from '../structure/listing.ts';
import { createCampaign, updateCampaign } from '../structure/write-campaigns.ts';

/** Campaigns of an ad account. */
export const campaignHandlers: readonly Handler[] = [
  {
    operationId: 'campaigns/list',
    method: 'GET',
    path: '/ad_accounts/:ad_account_id/campaigns',
    category: 'ads_read',
    scopes: ['ads:read'],
    handle: (request) => listThings(request, 'campaign', 'campaigns/list'),
  },
  {
    operationId: 'campaigns/get',
    method: 'GET',
    path: '/ad_accounts/:ad_account_id/campaigns/:campaign_id',
    category: 'ads_read',
    scopes: ['ads:read'],
    handle: (request) => getThing(request, 'campaign', 'campaign_id'),
  },
  {
    operationId: 'campaigns/create',
    method: 'POST',
    path: '/ad_accounts/:ad_account_id/campaigns',
    category: 'ads_write',
    scopes: ['ads:write'],
    handle: (request) => runBatch(request, 'campaign', createCampaign),
  },
  {
    operationId: 'campaigns/update',
    method: 'PATCH',
    path: '/ad_accounts/:ad_account_id/campaigns',
    category: 'ads_write',
    scopes: ['ads:write'],
    handle: (request) => runBatch(request, 'campaign', updateCampaign),
  },
];
