import { askNothingBack, endpoint } from '../../core/endpoint.ts';
import type { BoardQuestion } from './get-board.ts';

/**
 * Deletes a board with all its Pins. Repeatable: the second time it is missing.
 *
 * @throws PINTEREST_OUTCOME_UNSURE when it may have happened
 * @personal none
 */
export const deleteBoard = endpoint(
  'boards/delete',
  (call, input: BoardQuestion): Promise<void> =>
    askNothingBack(call, { path: { board_id: input.boardId }, query: { ad_account_id: input.adAccountId } }),
);
