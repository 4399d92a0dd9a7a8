import type { Day } from '../../../foundation/kit/index.ts';
import { ask, endpoint, joined } from '../../core/endpoint.ts';
import { type Organic, organicShape } from '../../shapes/figures.ts';

/** Which figures of which Pin. */
export type PinFiguresQuestion = {
  pinId: string;
  from: Day;
  to: Day;
  metrics: readonly string[];
  split?: 'NO_SPLIT' | 'APP_TYPE';
  adAccountId?: string;
};

/**
 * Organic figures of one Pin by UTC day, at most 90 days back. A figure Pinterest left out is absent, not zero.
 *
 * @source pins/analytics
 * @personal none
 */
export const getPinFigures = endpoint(
  'pins/analytics',
  (call, input: PinFiguresQuestion): Promise<Organic> =>
    ask(
      call,
      {
        path: { pin_id: input.pinId },
        query: {
          start_date: input.from,
          end_date: input.to,
          metric_types: joined(input.metrics),
          split_field: input.split,
          ad_account_id: input.adAccountId,
        },
      },
      organicShape,
    ),
);
