import { ask, endpoint } from '../../core/endpoint.ts';
import { type Pin, pinShape } from '../../shapes/content.ts';

/** Which Pin to save, and where. */
export type PinSave = { pinId: string; boardId?: string; boardSectionId?: string; adAccountId?: string };

/**
 * Saves an existing Pin to a board, which makes a new Pin. Never repeatable.
 *
 * @throws PINTEREST_OUTCOME_UNSURE when it may have happened
 * @personal none
 */
export const savePin = endpoint(
  'pins/save',
  (call, input: PinSave): Promise<Pin> =>
    ask(
      call,
      {
        path: { pin_id: input.pinId },
        query: { ad_account_id: input.adAccountId },
        body: {
          ...(input.boardId !== undefined && { board_id: input.boardId }),
          ...(input.boardSectionId !== undefined && { board_section_id: input.boardSectionId }),
        },
      },
      pinShape,
    ),
);
