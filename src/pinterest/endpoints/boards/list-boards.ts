import { endpoint } from '../../core/endpoint.ts';
import { pages } from '../../core/pages.ts';
import { type Board, boardShape } from '../../shapes/content.ts';

/** Which boards. */
export type BoardsQuestion = { privacy?: 'ALL' | 'PUBLIC' | 'PROTECTED' | 'SECRET'; adAccountId?: string };

/** The account's boards, group boards too, page by page. @personal none */
export const listBoards = endpoint(
  'boards/list',
  (call, input: BoardsQuestion): AsyncIterable<Board[]> =>
    pages(call, { query: { privacy: input.privacy, ad_account_id: input.adAccountId } }, boardShape),
);
