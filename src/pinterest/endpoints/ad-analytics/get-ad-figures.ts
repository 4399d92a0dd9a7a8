import { z } from 'zod';
import { endpoint } from '../../core/endpoint.ts';
import { askFigures, type FiguresQuestion, figuresQuery } from '../../core/figures-question.ts';
import { type AdRow, adRowShape } from '../../shapes/figures.ts';

/** The question, and for which ads; any number of ids, asked 100 at a time. */
export type AdFiguresQuestion = FiguresQuestion & { adIds: readonly string[] };

/**
 * Ads figures per ad of at most 90 days, at most 90 days back. Whatever had no delivery has no row; a figure left out is
 * absent, not zero.
 *
 * @unit money in micros of the account's currency, days in UTC
 * @source ads/analytics
 * @personal none
 */
export const getAdFigures = endpoint(
  'ads/analytics',
  (call, input: AdFiguresQuestion): Promise<AdRow[]> =>
    askFigures(call, input.adAccountId, {
      query: figuresQuery(input),
      by: { parameter: 'ad_ids', ids: input.adIds },
      shape: z.array(adRowShape('AD_ID')),
    }),
);
