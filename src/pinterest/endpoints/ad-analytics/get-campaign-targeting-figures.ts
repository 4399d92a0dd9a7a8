import { endpoint, joined } from '../../core/endpoint.ts';
import { askFigures, type FiguresQuestion, figuresQuery } from '../../core/figures-question.ts';
import type { TargetingType } from '../../core/targeting.ts';
import { type TargetingRow, targetingShape } from '../../shapes/figures.ts';

/** The question, how to split, and for which campaigns. */
export type CampaignTargetingQuestion = FiguresQuestion & {
  targetingTypes: readonly TargetingType[];
  campaignIds: readonly string[];
};

/**
 * Ads figures per campaign split by targeting. A value may be a number at Pinterest; here it is text.
 *
 * @unit money in micros of the account's currency, days in UTC
 * @source campaign_targeting_analytics/get
 * @personal none
 */
export const getCampaignTargetingFigures = endpoint(
  'campaign_targeting_analytics/get',
  (call, input: CampaignTargetingQuestion): Promise<TargetingRow[]> =>
    askFigures(call, input.adAccountId, {
      query: { ...figuresQuery(input), targeting_types: joined(input.targetingTypes) },
      by: { parameter: 'campaign_ids', ids: input.campaignIds },
      shape: targetingShape('CAMPAIGN_ID'),
    }),
);
