import type { Micros } from '../../../foundation/kit/index.ts';
import { batch, type ItemOutcome } from '../../core/batch.ts';
import { endpoint } from '../../core/endpoint.ts';
import { type AdGroup, adGroupShape } from '../../shapes/structure.ts';

/** What to change of an ad group. Money in micros of the account's currency. */
export type AdGroupChange = {
  id: string;
  name?: string;
  status?: 'ACTIVE' | 'PAUSED' | 'ARCHIVED';
  budget_in_micro_currency?: Micros;
  bid_in_micro_currency?: Micros;
  bid_strategy_type?: 'AUTOMATIC_BID' | 'MAX_BID' | 'TARGET_AVG';
  pacing_delivery_type?: 'STANDARD' | 'ACCELERATED';
  start_time?: number;
  end_time?: number | null;
};

/**
 * Changes 1 to 30 ad groups; what is left out stays. Repeatable. One outcome per item, in the order given.
 *
 * @throws PINTEREST_BATCH_SIZE for none or more than 30; PINTEREST_OUTCOME_UNSURE when the whole call may have happened
 * @personal none
 */
export const updateAdGroups = endpoint(
  'ad_groups/update',
  (call, input: { adAccountId: string; items: readonly AdGroupChange[] }): Promise<ItemOutcome<AdGroup>[]> =>
    batch(call, { path: { ad_account_id: input.adAccountId }, body: input.items }, adGroupShape),
);
