import { ask, endpoint } from '../../core/endpoint.ts';
import { type Board, boardShape } from '../../shapes/content.ts';

/** A new board. */
export type NewBoard = {
  adAccountId?: string;
  board: { name: string; description?: string; privacy?: 'PUBLIC' | 'PROTECTED' | 'SECRET'; is_ads_only?: boolean };
};

/**
 * Makes a board. Not repeatable: a second call makes a second board.
 *
 * @throws PINTEREST_OUTCOME_UNSURE when it may have happened
 * @personal none
 */
export const createBoard = endpoint(
  'boards/create',
  (call, input: NewBoard): Promise<Board> =>
    ask(call, { query: { ad_account_id: input.adAccountId }, body: input.board }, boardShape),
);
