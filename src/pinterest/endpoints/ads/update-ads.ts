import { batch, type ItemOutcome } from '../../core/batch.ts';
import { endpoint } from '../../core/endpoint.ts';
import { type Ad, adShape } from '../../shapes/structure.ts';

/** What to change of an ad. */
export type AdChange = {
  id: string;
  name?: string;
  status?: 'ACTIVE' | 'PAUSED' | 'ARCHIVED';
  destination_url?: string;
};

/**
 * Changes 1 to 30 ads; what is left out stays. Repeatable. One outcome per item, in the order given.
 *
 * @throws PINTEREST_BATCH_SIZE for none or more than 30; PINTEREST_OUTCOME_UNSURE when the whole call may have happened
 * @personal none
 */
export const updateAds = endpoint(
  'ads/update',
  (call, input: { adAccountId: string; items: readonly AdChange[] }): Promise<ItemOutcome<Ad>[]> =>
    batch(call, { path: { ad_account_id: input.adAccountId }, body: input.items }, adShape),
);
