import { ask, endpoint } from '../../core/endpoint.ts';
import { type AdGroup, adGroupShape } from '../../shapes/structure.ts';

/** Which ad group. */
export type AdGroupQuestion = { adAccountId: string; adGroupId: string };

/** One ad group. @throws PINTEREST_MISSING when it is gone or not visible @personal none */
export const getAdGroup = endpoint(
  'ad_groups/get',
  (call, input: AdGroupQuestion): Promise<AdGroup> =>
    ask(call, { path: { ad_account_id: input.adAccountId, ad_group_id: input.adGroupId } }, adGroupShape),
);
