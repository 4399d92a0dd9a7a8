import { z } from 'zod';
import { endpoint } from '../../core/endpoint.ts';
import { askFigures, type FiguresQuestion, figuresQuery } from '../../core/figures-question.ts';
import { type AdRow, adRowShape } from '../../shapes/figures.ts';

/** The question, and for which ad groups; any number of ids, asked 100 at a time. */
export type AdGroupFiguresQuestion = FiguresQuestion & { adGroupIds: readonly string[] };

/**
 * Ads figures per ad group of at most 90 days, at most 90 days back. Whatever had no delivery has no row; a figure left out is
 * absent, not zero.
 *
 * @unit money in micros of the account's currency, days in UTC
 * @source ad_groups/analytics
 * @personal none
 */
export const getAdGroupFigures = endpoint(
  'ad_groups/analytics',
  (call, input: AdGroupFiguresQuestion): Promise<AdRow[]> =>
    askFigures(call, input.adAccountId, {
      query: figuresQuery(input),
      by: { parameter: 'ad_group_ids', ids: input.adGroupIds },
      shape: z.array(adRowShape('AD_GROUP_ID')),
    }),
);
