import { endpoint } from '../../core/endpoint.ts';
import { pages } from '../../core/pages.ts';
import { type BoardSection, boardSectionShape } from '../../shapes/content.ts';
import type { BoardQuestion } from './get-board.ts';

/** The sections of a board, page by page. @personal none */
export const listBoardSections = endpoint(
  'board_sections/list',
  (call, input: BoardQuestion): AsyncIterable<BoardSection[]> =>
    pages(call, { path: { board_id: input.boardId }, query: { ad_account_id: input.adAccountId } }, boardSectionShape),
);
