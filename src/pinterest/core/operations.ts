import type { RateCategory } from './rate-limits.ts';

/** What a person lets Prikbord do at Pinterest; the words Pinterest itself uses. */
export type Scope =
  | 'user_accounts:read'
  | 'boards:read'
  | 'boards:write'
  | 'pins:read'
  | 'pins:write'
  | 'ads:read'
  | 'ads:write'
  | 'catalogs:read';

/** One operation of Pinterest's published description. */
export type Operation = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly category: RateCategory;
  readonly scopes: readonly Scope[];
  /** `read` may be asked again after a failure; `write` never; `oauth` carries the app's name and secret instead of a token. */
  readonly kind: 'read' | 'write' | 'oauth';
};

// Pinterest: openapi 5.23.0. Two operations that are POST by method are reads by nature: a bid floor is only computed,
// and a second report of the same question costs a call and changes nothing.
const catalogue = {
  'oauth/token': { method: 'POST', path: '/oauth/token', category: 'org_read', scopes: [], kind: 'oauth' },
  'user_account/get': {
    method: 'GET',
    path: '/user_account',
    category: 'org_read',
    scopes: ['user_accounts:read'],
    kind: 'read',
  },
  'user_account/analytics': {
    method: 'GET',
    path: '/user_account/analytics',
    category: 'org_analytics',
    scopes: ['user_accounts:read'],
    kind: 'read',
  },
  'user_account/analytics/top_pins': {
    method: 'GET',
    path: '/user_account/analytics/top_pins',
    category: 'org_analytics',
    scopes: ['pins:read', 'user_accounts:read'],
    kind: 'read',
  },
  'boards/list': { method: 'GET', path: '/boards', category: 'org_read', scopes: ['boards:read'], kind: 'read' },
  'boards/get': {
    method: 'GET',
    path: '/boards/{board_id}',
    category: 'org_read',
    scopes: ['boards:read'],
    kind: 'read',
  },
  'boards/create': {
    method: 'POST',
    path: '/boards',
    category: 'org_write',
    scopes: ['boards:read', 'boards:write'],
    kind: 'write',
  },
  'boards/update': {
    method: 'PATCH',
    path: '/boards/{board_id}',
    category: 'org_write',
    scopes: ['boards:read', 'boards:write'],
    kind: 'write',
  },
  'boards/delete': {
    method: 'DELETE',
    path: '/boards/{board_id}',
    category: 'org_write',
    scopes: ['boards:read', 'boards:write'],
    kind: 'write',
  },
  'boards/list_pins': {
    method: 'GET',
    path: '/boards/{board_id}/pins',
    category: 'org_read',
    scopes: ['boards:read', 'pins:read'],
    kind: 'read',
  },
  'board_sections/list': {
    method: 'GET',
    path: '/boards/{board_id}/sections',
    category: 'org_read',
    scopes: ['boards:read'],
    kind: 'read',
  },
  'board_sections/create': {
    method: 'POST',
    path: '/boards/{board_id}/sections',
    category: 'org_write',
    scopes: ['boards:read', 'boards:write'],
    kind: 'write',
  },
  'pins/list': {
    method: 'GET',
    path: '/pins',
    category: 'org_read',
    scopes: ['boards:read', 'pins:read'],
    kind: 'read',
  },
  'pins/get': {
    method: 'GET',
    path: '/pins/{pin_id}',
    category: 'org_read',
    scopes: ['boards:read', 'pins:read'],
    kind: 'read',
  },
  'pins/create': {
    method: 'POST',
    path: '/pins',
    category: 'org_write',
    scopes: ['boards:read', 'boards:write', 'pins:read', 'pins:write'],
    kind: 'write',
  },
  'pins/update': {
    method: 'PATCH',
    path: '/pins/{pin_id}',
    category: 'org_write',
    scopes: ['boards:read', 'boards:write', 'pins:read', 'pins:write'],
    kind: 'write',
  },
  'pins/delete': {
    method: 'DELETE',
    path: '/pins/{pin_id}',
    category: 'org_write',
    scopes: ['boards:read', 'boards:write', 'pins:read', 'pins:write'],
    kind: 'write',
  },
  'pins/save': {
    method: 'POST',
    path: '/pins/{pin_id}/save',
    category: 'org_write',
    scopes: ['boards:read', 'boards:write', 'pins:read', 'pins:write'],
    kind: 'write',
  },
  'pins/analytics': {
    method: 'GET',
    path: '/pins/{pin_id}/analytics',
    category: 'org_analytics',
    scopes: ['boards:read', 'pins:read'],
    kind: 'read',
  },
  'media/create': {
    method: 'POST',
    path: '/media',
    category: 'org_write',
    scopes: ['pins:read', 'pins:write'],
    kind: 'write',
  },
  'media/get': { method: 'GET', path: '/media/{media_id}', category: 'org_read', scopes: ['pins:read'], kind: 'read' },
  'ad_accounts/list': { method: 'GET', path: '/ad_accounts', category: 'ads_read', scopes: ['ads:read'], kind: 'read' },
  'ad_accounts/get': {
    method: 'GET',
    path: '/ad_accounts/{ad_account_id}',
    category: 'ads_read',
    scopes: ['ads:read'],
    kind: 'read',
  },
  'campaigns/list': {
    method: 'GET',
    path: '/ad_accounts/{ad_account_id}/campaigns',
    category: 'ads_read',
    scopes: ['ads:read'],
    kind: 'read',
  },
  'campaigns/get': {
    method: 'GET',
    path: '/ad_accounts/{ad_account_id}/campaigns/{campaign_id}',
    category: 'ads_read',
    scopes: ['ads:read'],
    kind: 'read',
  },
  'campaigns/create': {
    method: 'POST',
    path: '/ad_accounts/{ad_account_id}/campaigns',
    category: 'ads_write',
    scopes: ['ads:write'],
    kind: 'write',
  },
  'campaigns/update': {
    method: 'PATCH',
    path: '/ad_accounts/{ad_account_id}/campaigns',
    category: 'ads_write',
    scopes: ['ads:write'],
    kind: 'write',
  },
  'ad_groups/list': {
    method: 'GET',
    path: '/ad_accounts/{ad_account_id}/ad_groups',
    category: 'ads_read',
    scopes: ['ads:read'],
    kind: 'read',
  },
  'ad_groups/get': {
    method: 'GET',
    path: '/ad_accounts/{ad_account_id}/ad_groups/{ad_group_id}',
    category: 'ads_read',
    scopes: ['ads:read'],
    kind: 'read',
  },
  'ad_groups/create': {
    method: 'POST',
    path: '/ad_accounts/{ad_account_id}/ad_groups',
    category: 'ads_write',
    scopes: ['ads:write'],
    kind: 'write',
  },
  'ad_groups/update': {
    method: 'PATCH',
    path: '/ad_accounts/{ad_account_id}/ad_groups',
    category: 'ads_write',
    scopes: ['ads:write'],
    kind: 'write',
  },
  'ads/list': {
    method: 'GET',
    path: '/ad_accounts/{ad_account_id}/ads',
    category: 'ads_read',
    scopes: ['ads:read'],
    kind: 'read',
  },
  'ads/get': {
    method: 'GET',
    path: '/ad_accounts/{ad_account_id}/ads/{ad_id}',
    category: 'ads_read',
    scopes: ['ads:read'],
    kind: 'read',
  },
  'ads/create': {
    method: 'POST',
    path: '/ad_accounts/{ad_account_id}/ads',
    category: 'ads_write',
    scopes: ['ads:write'],
    kind: 'write',
  },
  'ads/update': {
    method: 'PATCH',
    path: '/ad_accounts/{ad_account_id}/ads',
    category: 'ads_write',
    scopes: ['ads:write'],
    kind: 'write',
  },
  'ad_groups_bid_floor/get': {
    method: 'POST',
    path: '/ad_accounts/{ad_account_id}/bid_floor',
    category: 'ads_read',
    scopes: ['ads:read'],
    kind: 'read',
  },
  'ad_account/analytics': {
    method: 'GET',
    path: '/ad_accounts/{ad_account_id}/analytics',
    category: 'ads_analytics',
    scopes: ['ads:read'],
    kind: 'read',
  },
  'campaigns/analytics': {
    method: 'GET',
    path: '/ad_accounts/{ad_account_id}/campaigns/analytics',
    category: 'ads_analytics',
    scopes: ['ads:read'],
    kind: 'read',
  },
  'ad_groups/analytics': {
    method: 'GET',
    path: '/ad_accounts/{ad_account_id}/ad_groups/analytics',
    category: 'ads_analytics',
    scopes: ['ads:read'],
    kind: 'read',
  },
  'ads/analytics': {
    method: 'GET',
    path: '/ad_accounts/{ad_account_id}/ads/analytics',
    category: 'ads_analytics',
    scopes: ['ads:read'],
    kind: 'read',
  },
  'ad_account_targeting_analytics/get': {
    method: 'GET',
    path: '/ad_accounts/{ad_account_id}/targeting_analytics',
    category: 'ads_analytics',
    scopes: ['ads:read'],
    kind: 'read',
  },
  'campaign_targeting_analytics/get': {
    method: 'GET',
    path: '/ad_accounts/{ad_account_id}/campaigns/targeting_analytics',
    category: 'ads_analytics',
    scopes: ['ads:read'],
    kind: 'read',
  },
  'analytics/create_report': {
    method: 'POST',
    path: '/ad_accounts/{ad_account_id}/reports',
    category: 'ads_analytics',
    scopes: ['ads:read'],
    kind: 'read',
  },
  'analytics/get_report': {
    method: 'GET',
    path: '/ad_accounts/{ad_account_id}/reports',
    category: 'ads_analytics',
    scopes: ['ads:read'],
    kind: 'read',
  },
  'delivery_metrics/get': {
    method: 'GET',
    path: '/resources/delivery_metrics',
    category: 'ads_read',
    scopes: ['ads:read', 'pins:read', 'user_accounts:read'],
    kind: 'read',
  },
  'metrics_ready_state/get': {
    method: 'GET',
    path: '/resources/metrics_ready_state',
    category: 'ads_analytics',
    scopes: ['ads:read'],
    kind: 'read',
  },
  'trending_keywords/list': {
    method: 'GET',
    path: '/trends/keywords/{region}/top/{trend_type}',
    category: 'trends_read',
    scopes: ['user_accounts:read'],
    kind: 'read',
  },
  'terms_related/list': {
    method: 'GET',
    path: '/terms/related',
    category: 'ads_read',
    scopes: ['ads:read'],
    kind: 'read',
  },
  'feeds/list': {
    method: 'GET',
    path: '/catalogs/feeds',
    category: 'catalogs_read',
    scopes: ['catalogs:read'],
    kind: 'read',
  },
  'feed_processing_results/list': {
    method: 'GET',
    path: '/catalogs/feeds/{feed_id}/processing_results',
    category: 'catalogs_read',
    scopes: ['catalogs:read'],
    kind: 'read',
  },
} as const satisfies Record<string, Operation>;

/** The name Pinterest's description gives an operation, as `campaigns/list`. */
export type OperationId = keyof typeof catalogue;

/** Every operation this client knows, by its operationId. @source Pinterest: openapi 5.23.0 @personal none */
export const operationsById: Readonly<Record<OperationId, Operation>> = catalogue;

/**
 * Every operation this client knows, in the order of Pinterest's reference, each with its operationId.
 *
 * @source Pinterest: openapi 5.23.0
 * @personal none
 */
export const operations: readonly (Operation & { readonly operationId: OperationId })[] = (
  Object.keys(catalogue) as OperationId[]
).map((operationId) => ({ operationId, ...operationsById[operationId] }));

/** The scopes a connection asks for; no secret boards, no business access, no billing. @personal none */
export const wantedScopes: readonly Scope[] = [
  'user_accounts:read',
  'boards:read',
  'boards:write',
  'pins:read',
  'pins:write',
  'ads:read',
  'ads:write',
  'catalogs:read',
];
