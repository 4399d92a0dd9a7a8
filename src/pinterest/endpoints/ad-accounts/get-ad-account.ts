import { ask, endpoint } from '../../core/endpoint.ts';
import { type AdAccount, adAccountShape } from '../../shapes/structure.ts';

/** One ad account, without its name. @throws PINTEREST_MISSING when it is gone or not visible @personal none */
export const getAdAccount = endpoint(
  'ad_accounts/get',
  (call, input: { adAccountId: string }): Promise<AdAccount> =>
    ask(call, { path: { ad_account_id: input.adAccountId } }, adAccountShape),
);
