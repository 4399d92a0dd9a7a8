import type { Handler } from '../handler.ts';
import { runBatch } from '../structure/batch.ts';
import { getThing, listThings } from '../structure/listing.ts';
import { createAd, updateAd } from '../structure/write-ads.ts';

/** Ads of an ad account. */
export const adHandlers: readonly Handler[] = [
  {
    operationId: 'ads/list',
    method: 'GET',
    path: '/ad_accounts/:ad_account_id/ads',
    category: 'ads_read',
    scopes: ['ads:read'],
    handle: (request) => listThings(request, 'ad', 'ads/list'),
  },
  {
    operationId: 'ads/get',
    method: 'GET',
    path: '/ad_accounts/:ad_account_id/ads/:ad_id',
    category: 'ads_read',
    scopes: ['ads:read'],
    handle: (request) => getThing(request, 'ad', 'ad_id'),
  },
  {
    operationId: 'ads/create',
    method: 'POST',
    path: '/ad_accounts/:ad_account_id/ads',
    category: 'ads_write',
    scopes: ['ads:write'],
    handle: (request) => runBatch(request, 'ad', createAd),
  },
  {
    operationId: 'ads/update',
    method: 'PATCH',
    path: '/ad_accounts/:ad_account_id/ads',
    category: 'ads_write',
    scopes: ['ads:write'],
    handle: (request) => runBatch(request, 'ad', updateAd),
  },
];
