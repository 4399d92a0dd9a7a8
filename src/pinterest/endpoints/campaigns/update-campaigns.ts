import type { Micros } from '../../../foundation/kit/index.ts';
import { batch, type ItemOutcome } from '../../core/batch.ts';
import { endpoint } from '../../core/endpoint.ts';
import { type Campaign, campaignShape } from '../../shapes/structure.ts';

/** What to change of a campaign. Money in micros of the account's currency; null takes a cap away. */
export type CampaignChange = {
  id: string;
  name?: string;
  status?: 'ACTIVE' | 'PAUSED' | 'ARCHIVED';
  daily_spend_cap?: Micros | null;
  lifetime_spend_cap?: Micros | null;
  is_campaign_budget_optimization?: boolean;
  start_time?: number;
  end_time?: number | null;
};

/**
 * Changes 1 to 30 campaigns; what is left out stays. Repeatable. One outcome per item, in the order given.
 *
 * @throws PINTEREST_BATCH_SIZE for none or more than 30; PINTEREST_OUTCOME_UNSURE when the whole call may have happened
 * @personal none
 */
export const updateCampaigns = endpoint(
  'campaigns/update',
  (call, input: { adAccountId: string; items: readonly CampaignChange[] }): Promise<ItemOutcome<Campaign>[]> =>
    batch(
      call,
      {
        path: { ad_account_id: input.adAccountId },
        body: input.items.map((item) => ({ ...item, ad_account_id: input.adAccountId })),
      },
      campaignShape,
    ),
);
