import { ask, endpoint } from '../../core/endpoint.ts';
import { type Board, boardShape } from '../../shapes/content.ts';

/** Which board, and for whom. */
export type BoardQuestion = { boardId: string; adAccountId?: string };

/** One board. @throws PINTEREST_BOARD_MISSING when it is gone or not visible @personal none */
export const getBoard = endpoint(
  'boards/get',
  (call, input: BoardQuestion): Promise<Board> =>
    ask(call, { path: { board_id: input.boardId }, query: { ad_account_id: input.adAccountId } }, boardShape),
);
