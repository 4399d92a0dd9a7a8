import { batch, type ItemOutcome } from '../../core/batch.ts';
import { endpoint } from '../../core/endpoint.ts';
import { type Ad, adShape } from '../../shapes/structure.ts';

/** A new ad of an existing Pin. */
export type NewAd = {
  ad_group_id: string;
  pin_id: string;
  creative_type: 'REGULAR' | 'VIDEO' | 'CAROUSEL' | 'SHOPPING' | 'COLLECTION' | 'IDEA';
  name?: string;
  status?: 'ACTIVE' | 'PAUSED' | 'DRAFT';
  destination_url?: string;
};

/**
 * Creates 1 to 30 ads. Never repeatable. One outcome per item, in the order given.
 *
 * @throws PINTEREST_BATCH_SIZE for none or more than 30; PINTEREST_OUTCOME_UNSURE when the whole call may have happened
 * @personal none
 */
export const createAds = endpoint(
  'ads/create',
  (call, input: { adAccountId: string; items: readonly NewAd[] }): Promise<ItemOutcome<Ad>[]> =>
    batch(call, { path: { ad_account_id: input.adAccountId }, body: input.items }, adShape),
);
