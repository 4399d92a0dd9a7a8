import { askNothingBack, endpoint } from '../../core/endpoint.ts';

/** Deletes a Pin. Repeatable: the second time it is missing. @throws PINTEREST_OUTCOME_UNSURE when it may have happened @personal none */
export const deletePin = endpoint(
  'pins/delete',
  (call, input: { pinId: string; adAccountId?: string }): Promise<void> =>
    askNothingBack(call, { path: { pin_id: input.pinId }, query: { ad_account_id: input.adAccountId } }),
);
