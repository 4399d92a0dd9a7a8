import type { Day } from '../../../foundation/kit/index.ts';
import { ask, endpoint, joined } from '../../core/endpoint.ts';
import { type Organic, organicShape } from '../../shapes/figures.ts';

/** What to ask of an account's organic figures. */
export type OrganicQuestion = {
  from: Day;
  to: Day;
  /** Left out: all nine. */
  metrics?: readonly string[];
  split?: 'NO_SPLIT' | 'APP_TYPE' | 'OWNED_CONTENT' | 'SOURCE' | 'PIN_FORMAT';
  adAccountId?: string;
};

/**
 * Organic figures of an account by UTC day. Paid figures are left out (Pinterest's own default would mix them in).
 * At most 90 days, at most 90 days back. A figure Pinterest left out is absent, not zero.
 *
 * @source user_account/analytics, content_type=ORGANIC
 * @throws PINTEREST_PARAMETER_INVALID when the days lie too far back
 * @personal none
 */
export const getOrganicFigures = endpoint(
  'user_account/analytics',
  (call, input: OrganicQuestion): Promise<Organic> =>
    ask(
      call,
      {
        query: {
          start_date: input.from,
          end_date: input.to,
          content_type: 'ORGANIC',
          metric_types: joined(input.metrics),
          split_field: input.split,
          ad_account_id: input.adAccountId,
        },
      },
      organicShape,
    ),
);
