import { endpoint, joined } from '../../core/endpoint.ts';
import { askFigures, type FiguresQuestion, figuresQuery } from '../../core/figures-question.ts';
import type { TargetingType } from '../../core/targeting.ts';
import { type TargetingRow, targetingShape } from '../../shapes/figures.ts';

/** The question, and how to split. */
export type AccountTargetingQuestion = FiguresQuestion & { targetingTypes: readonly TargetingType[] };

/**
 * Ads figures of an ad account split by targeting. A value may be a number at Pinterest; here it is text.
 *
 * @unit money in micros of the account's currency, days in UTC
 * @source ad_account_targeting_analytics/get
 * @personal none
 */
export const getAccountTargetingFigures = endpoint(
  'ad_account_targeting_analytics/get',
  (call, input: AccountTargetingQuestion): Promise<TargetingRow[]> =>
    askFigures(call, input.adAccountId, {
      query: { ...figuresQuery(input), targeting_types: joined(input.targetingTypes) },
      shape: targetingShape('AD_ACCOUNT_ID'),
    }),
);
