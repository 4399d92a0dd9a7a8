import { ask, endpoint } from '../../core/endpoint.ts';
import { type Campaign, campaignShape } from '../../shapes/structure.ts';

/** Which campaign. */
export type CampaignQuestion = { adAccountId: string; campaignId: string };

/** One campaign. @throws PINTEREST_MISSING when it is gone or not visible @personal none */
export const getCampaign = endpoint(
  'campaigns/get',
  (call, input: CampaignQuestion): Promise<Campaign> =>
    ask(call, { path: { ad_account_id: input.adAccountId, campaign_id: input.campaignId } }, campaignShape),
);
