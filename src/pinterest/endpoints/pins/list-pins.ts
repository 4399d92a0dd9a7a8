import { endpoint } from '../../core/endpoint.ts';
import { pages } from '../../core/pages.ts';
import { type Pin, pinShape } from '../../shapes/content.ts';

/** Which Pins of the account. */
export type PinsQuestion = {
  filter?: 'exclude_native' | 'exclude_repins' | 'has_been_promoted';
  withMetrics?: boolean;
  adAccountId?: string;
};

/** All Pins of the account, page by page; with `withMetrics` each with its figures. @personal none */
export const listPins = endpoint(
  'pins/list',
  (call, input: PinsQuestion): AsyncIterable<Pin[]> =>
    pages(
      call,
      { query: { pin_filter: input.filter, pin_metrics: input.withMetrics, ad_account_id: input.adAccountId } },
      pinShape,
    ),
);
