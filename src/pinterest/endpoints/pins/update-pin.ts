import { ask, endpoint } from '../../core/endpoint.ts';
import { type Pin, pinShape } from '../../shapes/content.ts';

/** What to change of a Pin; its picture cannot change. */
export type PinChange = {
  pinId: string;
  adAccountId?: string;
  change: {
    title?: string;
    description?: string;
    link?: string;
    alt_text?: string;
    board_id?: string;
    board_section_id?: string;
  };
};

/**
 * Changes a Pin. Repeatable.
 *
 * @throws PINTEREST_FEATURE_RESTRICTED when the app has not been given this by Pinterest
 * @throws PINTEREST_OUTCOME_UNSURE when it may have happened
 * @personal none
 */
export const updatePin = endpoint(
  'pins/update',
  (call, input: PinChange): Promise<Pin> =>
    ask(
      call,
      { path: { pin_id: input.pinId }, query: { ad_account_id: input.adAccountId }, body: input.change },
      pinShape,
    ),
);
