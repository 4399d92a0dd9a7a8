import { ask, endpoint } from '../../core/endpoint.ts';
import { type Board, boardShape } from '../../shapes/content.ts';

/** What to change; what is left out stays. */
export type BoardChange = {
  boardId: string;
  adAccountId?: string;
  change: { name?: string; description?: string; privacy?: 'PUBLIC' | 'SECRET' };
};

/** Changes a board. Repeatable. @throws PINTEREST_OUTCOME_UNSURE when it may have happened @personal none */
export const updateBoard = endpoint(
  'boards/update',
  (call, input: BoardChange): Promise<Board> =>
    ask(
      call,
      { path: { board_id: input.boardId }, query: { ad_account_id: input.adAccountId }, body: input.change },
      boardShape,
    ),
);
