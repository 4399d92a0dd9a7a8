import { z } from 'zod';
import { endpoint } from '../../core/endpoint.ts';
import { askFigures, type FiguresQuestion, figuresQuery } from '../../core/figures-question.ts';
import { type AdRow, adRowShape } from '../../shapes/figures.ts';

/**
 * Ads figures per ad account of at most 90 days, at most 90 days back. Whatever had no delivery has no row; a figure left out is
 * absent, not zero.
 *
 * @unit money in micros of the account's currency, days in UTC
 * @source ad_account/analytics
 * @personal none
 */
export const getAccountFigures = endpoint(
  'ad_account/analytics',
  (call, input: FiguresQuestion): Promise<AdRow[]> =>
    askFigures(call, input.adAccountId, {
      query: figuresQuery(input),
      shape: z.array(adRowShape('AD_ACCOUNT_ID')),
    }),
);
