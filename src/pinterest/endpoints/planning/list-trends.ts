import { z } from 'zod';
import { ask, endpoint } from '../../core/endpoint.ts';
import { type Trend, trendShape } from '../../shapes/planning.ts';

/** Where, and which kind of rise. */
export type TrendsQuestion = {
  /** As `NL+BE+LU`. */
  region: string;
  kind: 'growing' | 'monthly' | 'yearly' | 'seasonal';
  interests?: readonly string[];
  includeKeywords?: readonly string[];
  /** 1 to 50. */
  most?: number;
};

const shape = z.object({ trends: z.array(trendShape).default([]) }).transform(({ trends }) => trends);

/** Search words on the rise in a region, strongest first; may be empty. @personal none */
export const listTrends = endpoint(
  'trending_keywords/list',
  (call, input: TrendsQuestion): Promise<Trend[]> =>
    ask(
      call,
      {
        path: { region: input.region, trend_type: input.kind },
        query: { interests: input.interests, include_keywords: input.includeKeywords, limit: input.most },
      },
      shape,
    ),
);
