import { z } from 'zod';
import { ask, endpoint } from '../../core/endpoint.ts';
import { type FeedResult, feedResultShape } from '../../shapes/planning.ts';
import { reportingLimits } from '../../shapes/reporting.ts';

const shape = z.object({ items: z.array(feedResultShape) }).transform(({ items }) => items);

/** The latest runs over a feed. Pinterest's bookmark does not work here: only the first page exists. @personal none */
export const listFeedResults = endpoint(
  'feed_processing_results/list',
  (call, input: { feedId: string; adAccountId?: string }): Promise<FeedResult[]> =>
    ask(
      call,
      {
        path: { feed_id: input.feedId },
        query: { page_size: reportingLimits.pageSize, ad_account_id: input.adAccountId },
      },
      shape,
    ),
);
