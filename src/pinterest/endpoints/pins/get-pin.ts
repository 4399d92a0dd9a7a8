import { ask, endpoint } from '../../core/endpoint.ts';
import { type Pin, pinShape } from '../../shapes/content.ts';

/** Which Pin, and for whom. */
export type PinQuestion = { pinId: string; withMetrics?: boolean; adAccountId?: string };

/** One Pin. @throws PINTEREST_PIN_MISSING when it is gone or not visible @personal none */
export const getPin = endpoint(
  'pins/get',
  (call, input: PinQuestion): Promise<Pin> =>
    ask(
      call,
      {
        path: { pin_id: input.pinId },
        query: { pin_metrics: input.withMetrics, ad_account_id: input.adAccountId },
      },
      pinShape,
    ),
);
