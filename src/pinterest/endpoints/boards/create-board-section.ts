import { ask, endpoint } from '../../core/endpoint.ts';
import { type BoardSection, boardSectionShape } from '../../shapes/content.ts';

/** A new section. */
export type NewBoardSection = { boardId: string; name: string; adAccountId?: string };

/**
 * Makes a section of a board. Not repeatable.
 *
 * @throws PINTEREST_CONFLICT when the board is being changed or the section exists
 * @throws PINTEREST_OUTCOME_UNSURE when it may have happened
 * @personal none
 */
export const createBoardSection = endpoint(
  'board_sections/create',
  (call, input: NewBoardSection): Promise<BoardSection> =>
    ask(
      call,
      { path: { board_id: input.boardId }, query: { ad_account_id: input.adAccountId }, body: { name: input.name } },
      boardSectionShape,
    ),
);
