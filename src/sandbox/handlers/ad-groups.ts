import type { Handler } from '../handler.ts';
import { runBatch } from '../structure/batch.ts';
import { getThing, listThings } from '../structure/listing.ts';
import { createAdGroup, updateAdGroup } from '../structure/write-ad-groups.ts';

/** Ad groups of an ad account. */
export const adGroupHandlers: readonly Handler[] = [
  {
    operationId: 'ad_groups/list',
    method: 'GET',
    path: '/ad_accounts/:ad_account_id/ad_groups',
    category: 'ads_read',
    scopes: ['ads:read'],
    handle: (request) => listThings(request, 'adGroup', 'ad_groups/list'),
  },
  {
    operationId: 'ad_groups/get',
    method: 'GET',
    path: '/ad_accounts/:ad_account_id/ad_groups/:ad_group_id',
    category: 'ads_read',
    scopes: ['ads:read'],
    handle: (request) => getThing(request, 'adGroup', 'ad_group_id'),
  },
  {
    operationId: 'ad_groups/create',
    method: 'POST',
    path: '/ad_accounts/:ad_account_id/ad_groups',
    category: 'ads_write',
    scopes: ['ads:write'],
    handle: (request) => runBatch(request, 'adGroup', createAdGroup),
  },
  {
    operationId: 'ad_groups/update',
    method: 'PATCH',
    path: '/ad_accounts/:ad_account_id/ad_groups',
    category: 'ads_write',
    scopes: ['ads:write'],
    handle: (request) => runBatch(request, 'adGroup', updateAdGroup),
  },
];
