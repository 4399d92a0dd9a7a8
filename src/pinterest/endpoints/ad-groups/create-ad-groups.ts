import type { Micros } from '../../../foundation/kit/index.ts';
import { batch, type ItemOutcome } from '../../core/batch.ts';
import { endpoint } from '../../core/endpoint.ts';
import { type AdGroup, adGroupShape } from '../../shapes/structure.ts';

/** A new ad group. Money in micros of the account's currency, times in unix seconds. Targeting names a place at least. */
export type NewAdGroup = {
  campaign_id: string;
  name: string;
  billable_event: 'CLICKTHROUGH' | 'IMPRESSION' | 'VIDEO_V_50_MRC';
  status?: 'ACTIVE' | 'PAUSED' | 'DRAFT';
  budget_type?: 'DAILY' | 'LIFETIME' | 'CBO_ADGROUP';
  budget_in_micro_currency?: Micros;
  bid_strategy_type?: 'AUTOMATIC_BID' | 'MAX_BID' | 'TARGET_AVG';
  bid_in_micro_currency?: Micros;
  pacing_delivery_type?: 'STANDARD' | 'ACCELERATED';
  placement_group?: 'ALL' | 'SEARCH' | 'BROWSE' | 'OTHER';
  auto_targeting_enabled?: boolean;
  targeting_spec?: Readonly<Record<string, readonly string[]>>;
  start_time?: number;
  end_time?: number;
};

/**
 * Creates 1 to 30 ad groups. Never repeatable. One outcome per item, in the order given.
 *
 * @throws PINTEREST_BATCH_SIZE for none or more than 30; PINTEREST_OUTCOME_UNSURE when the whole call may have happened
 * @personal none
 */
export const createAdGroups = endpoint(
  'ad_groups/create',
  (call, input: { adAccountId: string; items: readonly NewAdGroup[] }): Promise<ItemOutcome<AdGroup>[]> =>
    batch(call, { path: { ad_account_id: input.adAccountId }, body: input.items }, adGroupShape),
);
