import { endpoint } from '../../core/endpoint.ts';
import { pages } from '../../core/pages.ts';
import { type AdAccountName, adAccountNameShape } from '../../shapes/person.ts';
import { type AdAccount, adAccountShape } from '../../shapes/structure.ts';

/** Whether accounts shared with the connected user count too. */
export type AdAccountsQuestion = { includeShared?: boolean };

/**
 * The ad accounts the connection reaches, page by page, without names. `permissions` holds `OWNER` for those that belong
 * to the connected user.
 *
 * @personal none
 */
export const listAdAccounts = endpoint(
  'ad_accounts/list',
  (call, input: AdAccountsQuestion): AsyncIterable<AdAccount[]> =>
    pages(call, { query: { include_shared_accounts: input.includeShared ?? true } }, adAccountShape),
);

/**
 * The names of the ad accounts the connection reaches, for the page being looked at and nothing else: every name is
 * wrapped and must never be stored.
 *
 * @personal names, which may be those of persons
 */
export const listAdAccountNames = endpoint(
  'ad_accounts/list',
  (call, input: AdAccountsQuestion): AsyncIterable<AdAccountName[]> =>
    pages(call, { query: { include_shared_accounts: input.includeShared ?? true } }, adAccountNameShape),
);
