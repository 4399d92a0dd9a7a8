import { endpoint } from '../../core/endpoint.ts';
import { pages } from '../../core/pages.ts';
import { type Feed, feedShape } from '../../shapes/planning.ts';

/** The account's product feeds, page by page, without address and credentials. @personal none */
export const listFeeds = endpoint(
  'feeds/list',
  (call, input: { catalogId?: string; adAccountId?: string }): AsyncIterable<Feed[]> =>
    pages(call, { query: { catalog_id: input.catalogId, ad_account_id: input.adAccountId } }, feedShape),
);
