import { z } from 'zod';
import { endpoint } from '../../core/endpoint.ts';
import { askFigures, type FiguresQuestion, figuresQuery } from '../../core/figures-question.ts';
import { type AdRow, adRowShape } from '../../shapes/figures.ts';

/** The question, and for which campaigns; any number of ids, asked 100 at a time. */
export type CampaignFiguresQuestion = FiguresQuestion & { campaignIds: readonly string[] };

/**
 * Ads figures per campaign of at most 90 days, at most 90 days back. Whatever had no delivery has no row; a figure left out is
 * absent, not zero.
 *
 * @unit money in micros of the account's currency, days in UTC
 * @source campaigns/analytics
 * @personal none
 */
export const getCampaignFigures = endpoint(
  'campaigns/analytics',
  (call, input: CampaignFiguresQuestion): Promise<AdRow[]> =>
    askFigures(call, input.adAccountId, {
      query: figuresQuery(input),
      by: { parameter: 'campaign_ids', ids: input.campaignIds },
      shape: z.array(adRowShape('CAMPAIGN_ID')),
    }),
);
