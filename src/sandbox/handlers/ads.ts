import type { Handler } from '../handler.ts';
import { getThing, listThings } from '../structure/listing.ts';

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
];
