import { type Answer, type ApiRequest, type Handler, ok, refuse } from '../handler.ts';
import { page } from '../server/paging.ts';
import { rolesOf, type WorldAccount } from '../world/world.ts';

/** Created just before the history of every world begins. @unit seconds since 1970 */
const CREATED = Date.UTC(2024, 10, 4) / 1000;

const writers = ['OWNER', 'ADMIN', 'CAMPAIGN_MANAGER'];

/** The ad account in the path, if the person has a role there; for a change one that may write. @throws Refusal 403 code 29 */
export const adAccountOf = (request: ApiRequest, purpose: 'read' | 'write' = 'read'): WorldAccount => {
  const account = request.world.account(request.params.ad_account_id ?? '');
  const self = request.world.user(request.token.user);
  const roles = account && self ? rolesOf(account, self) : [];
  const enough = purpose === 'read' ? roles.length > 0 : roles.some((role) => writers.includes(role));
  return account && enough ? account : refuse(403, 29, 'You are not permitted to access that resource.');
};

const show = (request: ApiRequest, account: WorldAccount): unknown => {
  const self = request.world.user(request.token.user);
  return {
    id: account.id,
    name: request.person(account.name),
    owner: { id: account.owner.id, username: request.person(account.owner.username) },
    country: account.country,
    currency: account.currency,
    permissions: self ? rolesOf(account, self) : [],
    created_time: CREATED + account.index * 3600,
    updated_time: CREATED + account.index * 7200,
  };
};

const list = (request: ApiRequest): Answer => {
  const self = request.world.user(request.token.user);
  const shared = request.query.flag('include_shared_accounts', true);
  const reached = request.world.accounts.filter(
    (account) => self && rolesOf(account, self).length > 0 && (shared || account.owner === self),
  );
  return page({ query: request.query, operation: 'ad_accounts/list' }, reached, (account) => show(request, account));
};

/** Ad accounts a token reaches. */
export const adAccountHandlers: readonly Handler[] = [
  {
    operationId: 'ad_accounts/list',
    method: 'GET',
    path: '/ad_accounts',
    category: 'ads_read',
    scopes: ['ads:read'],
    handle: list,
  },
  {
    operationId: 'ad_accounts/get',
    method: 'GET',
    path: '/ad_accounts/:ad_account_id',
    category: 'ads_read',
    scopes: ['ads:read'],
    handle: (request) => ok(show(request, adAccountOf(request))),
  },
];
