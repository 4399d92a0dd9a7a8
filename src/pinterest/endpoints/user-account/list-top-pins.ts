import type { Day } from '../../../foundation/kit/index.ts';
import { ask, endpoint, joined } from '../../core/endpoint.ts';
import { type TopPins, topPinsShape } from '../../shapes/figures.ts';

/** Which Pins count as best. */
export type TopPinsQuestion = {
  from: Day;
  to: Day;
  sortBy: 'ENGAGEMENT' | 'IMPRESSION' | 'OUTBOUND_CLICK' | 'PIN_CLICK' | 'SAVE';
  /** 1 to 50; Pinterest's own default is 10. */
  most?: number;
  metrics?: readonly string[];
  adAccountId?: string;
};

/**
 * The best Pins of an account by organic figures, best first, at most 50. Titles and pictures are not among them.
 *
 * @source user_account/analytics/top_pins, content_type=ORGANIC
 * @personal none
 */
export const listTopPins = endpoint(
  'user_account/analytics/top_pins',
  (call, input: TopPinsQuestion): Promise<TopPins> =>
    ask(
      call,
      {
        query: {
          start_date: input.from,
          end_date: input.to,
          sort_by: input.sortBy,
          content_type: 'ORGANIC',
          metric_types: joined(input.metrics),
          num_of_pins: input.most,
          ad_account_id: input.adAccountId,
        },
      },
      topPinsShape,
    ),
);
