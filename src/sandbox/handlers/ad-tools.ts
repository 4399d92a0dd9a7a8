import { type Answer, type ApiRequest, type Handler, ok, refuse } from '../handler.ts';
import { bidFloor } from '../structure/bid-floor.ts';
import { adAccountOf } from './ad-accounts.ts';

const eventsOf = (body: unknown): string[] => {
  const specs: unknown =
    typeof body === 'object' && body !== null
      ? new Map<string, unknown>(Object.entries(body)).get('bid_floor_specs')
      : undefined;
  if (!Array.isArray(specs)) return refuse(400, 1, "'bid_floor_specs' is a required property");
  return specs.map((spec: { billable_event?: unknown }) => String(spec.billable_event));
};

const floors = (request: ApiRequest): Answer => {
  const account = adAccountOf(request);
  return ok({ bid_floors: eventsOf(request.body).map((event) => bidFloor(account, event)), type: 'bidfloor' });
};

/** Questions around ads that change nothing. */
export const adToolHandlers: readonly Handler[] = [
  {
    operationId: 'ad_groups_bid_floor/get',
    method: 'POST',
    path: '/ad_accounts/:ad_account_id/bid_floor',
    category: 'ads_read',
    scopes: ['ads:read'],
    handle: floors,
  },
];
