import { z } from 'zod';
import { readJson } from '../core/lossless-json.ts';
import { id, money, orNull, unixSeconds, word } from './fields.ts';

/** What a person or Prikbord set a campaign, ad group or ad to. */
export type EntityStatus = 'ACTIVE' | 'PAUSED' | 'ARCHIVED' | 'DRAFT' | 'DELETED_DRAFT';

/** Every entity status; lists leave out all but the first two unless asked. @personal none */
export const entityStatuses: readonly EntityStatus[] = ['ACTIVE', 'PAUSED', 'ARCHIVED', 'DRAFT', 'DELETED_DRAFT'];

const common = {
  id,
  ad_account_id: id,
  status: orNull(word<EntityStatus>()),
  created_time: orNull(unixSeconds),
  updated_time: orNull(unixSeconds),
};

/** An ad account without its name and owner, which may point at a person. */
export const adAccountShape = z.object({
  id,
  country: orNull(z.string()),
  currency: orNull(z.string()),
  /** What the connected person may do here; `OWNER` when it is theirs. */
  permissions: z.array(word<'OWNER' | 'ADMIN' | 'ANALYST' | 'CAMPAIGN_MANAGER'>()).default([]),
  created_time: orNull(unixSeconds),
  updated_time: orNull(unixSeconds),
});

/** An ad account. Times in unix seconds. */
export type AdAccount = z.infer<typeof adAccountShape>;

/** A campaign: what is needed to tell its story and to see a change made elsewhere. */
export const campaignShape = z.object({
  ...common,
  name: orNull(z.string()),
  summary_status: orNull(
    word<
      | 'RUNNING'
      | 'PAUSED'
      | 'NOT_STARTED'
      | 'COMPLETED'
      | 'ADVERTISER_DISABLED'
      | 'ARCHIVED'
      | 'DRAFT'
      | 'DELETED_DRAFT'
    >(),
  ),
  objective_type: orNull(
    word<'AWARENESS' | 'CONSIDERATION' | 'WEB_CONVERSION' | 'CATALOG_SALES' | 'VIDEO_COMPLETION'>(),
  ),
  daily_spend_cap: orNull(money),
  lifetime_spend_cap: orNull(money),
  is_campaign_budget_optimization: orNull(z.boolean()),
  is_flexible_daily_budgets: orNull(z.boolean()),
  is_automated_campaign: orNull(z.boolean()),
  is_performance_plus: orNull(z.boolean()),
  start_time: orNull(unixSeconds),
  end_time: orNull(unixSeconds),
});

/** A campaign. Caps in micros of the account's currency, times in unix seconds. */
export type Campaign = z.infer<typeof campaignShape>;

/** An ad group. */
export const adGroupShape = z.object({
  ...common,
  campaign_id: id,
  name: orNull(z.string()),
  summary_status: orNull(
    word<
      | 'RUNNING'
      | 'PAUSED'
      | 'NOT_STARTED'
      | 'COMPLETED'
      | 'ADVERTISER_DISABLED'
      | 'ARCHIVED'
      | 'DRAFT'
      | 'DELETED_DRAFT'
    >(),
  ),
  budget_type: orNull(word<'DAILY' | 'LIFETIME' | 'CBO_ADGROUP'>()),
  budget_in_micro_currency: orNull(money),
  bid_strategy_type: orNull(word<'AUTOMATIC_BID' | 'MAX_BID' | 'TARGET_AVG'>()),
  bid_in_micro_currency: orNull(money),
  billable_event: orNull(word<'CLICKTHROUGH' | 'IMPRESSION' | 'VIDEO_V_50_MRC'>()),
  pacing_delivery_type: orNull(word<'STANDARD' | 'ACCELERATED'>()),
  placement_group: orNull(word<'ALL' | 'SEARCH' | 'BROWSE' | 'OTHER'>()),
  auto_targeting_enabled: orNull(z.boolean()),
  start_time: orNull(unixSeconds),
  end_time: orNull(unixSeconds),
});

/** An ad group. Budget and bid in micros of the account's currency, times in unix seconds. */
export type AdGroup = z.infer<typeof adGroupShape>;

/** An ad. */
export const adShape = z.object({
  ...common,
  campaign_id: id,
  ad_group_id: id,
  pin_id: orNull(id),
  name: orNull(z.string()),
  summary_status: orNull(
    word<
      'APPROVED' | 'PAUSED' | 'PENDING' | 'REJECTED' | 'ADVERTISER_DISABLED' | 'ARCHIVED' | 'DRAFT' | 'DELETED_DRAFT'
    >(),
  ),
  review_status: orNull(word<'OTHER' | 'PENDING' | 'REJECTED' | 'APPROVED'>()),
  rejected_reasons: orNull(z.array(z.string())),
  creative_type: orNull(word<'REGULAR' | 'VIDEO' | 'CAROUSEL' | 'SHOPPING' | 'COLLECTION' | 'IDEA'>()),
  is_pin_deleted: orNull(z.boolean()),
});

/** An ad. Times in unix seconds. */
export type Ad = z.infer<typeof adShape>;

/**
 * Reads a line written by `writeJson` of a campaign, ad group or ad back into the same thing.
 *
 * @throws ZodError when the line holds something else
 * @personal none
 */
export const readStructureLine = {
  campaign: (line: string): Campaign => campaignShape.parse(readJson(line)),
  adGroup: (line: string): AdGroup => adGroupShape.parse(readJson(line)),
  ad: (line: string): Ad => adShape.parse(readJson(line)),
} as const;
