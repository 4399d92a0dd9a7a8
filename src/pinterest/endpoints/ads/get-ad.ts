import { ask, endpoint } from '../../core/endpoint.ts';
import { type Ad, adShape } from '../../shapes/structure.ts';

/** Which ad. */
export type AdQuestion = { adAccountId: string; adId: string };

/** One ad. @throws PINTEREST_MISSING when it is gone or not visible @personal none */
export const getAd = endpoint(
  'ads/get',
  (call, input: AdQuestion): Promise<Ad> =>
    ask(call, { path: { ad_account_id: input.adAccountId, ad_id: input.adId } }, adShape),
);
