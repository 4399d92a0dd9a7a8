import type { Micros } from '../../../foundation/kit/index.ts';
import { batch, type ItemOutcome } from '../../core/batch.ts';
import { endpoint } from '../../core/endpoint.ts';
import { type Campaign, campaignShape } from '../../shapes/structure.ts';

/** A new campaign. Caps exclude each other; money in micros of the account's currency, times in unix seconds. */
export type NewCampaign = {
  name: string;
  objective_type: 'AWARENESS' | 'CONSIDERATION' | 'WEB_CONVERSION' | 'CATALOG_SALES' | 'VIDEO_COMPLETION';
  status?: 'ACTIVE' | 'PAUSED' | 'DRAFT';
  daily_spend_cap?: Micros;
  lifetime_spend_cap?: Micros;
  is_campaign_budget_optimization?: boolean;
  is_flexible_daily_budgets?: boolean;
  start_time?: number;
  end_time?: number;
};

/**
 * Creates 1 to 30 campaigns. Never repeatable. One outcome per item, in the order given.
 *
 * @throws PINTEREST_BATCH_SIZE for none or more than 30; PINTEREST_OUTCOME_UNSURE when the whole call may have happened
 * @personal none
 */
export const createCampaigns = endpoint(
  'campaigns/create',
  (call, input: { adAccountId: string; items: readonly NewCampaign[] }): Promise<ItemOutcome<Campaign>[]> =>
    batch(
      call,
      {
        path: { ad_account_id: input.adAccountId },
        body: input.items.map((item) => ({ ...item, ad_account_id: input.adAccountId })),
      },
      campaignShape,
    ),
);
