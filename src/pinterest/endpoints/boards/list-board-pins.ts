import { endpoint } from '../../core/endpoint.ts';
import { pages } from '../../core/pages.ts';
import { type Pin, pinShape } from '../../shapes/content.ts';

/** Which board's Pins. */
export type BoardPinsQuestion = { boardId: string; withMetrics?: boolean; adAccountId?: string };

/**
 * The Pins of a board, page by page. With `withMetrics` each carries its figures of 90 days and of its life: the cheapest
 * figures per Pin there are. A Pin just made may be absent for some seconds.
 *
 * @personal none
 */
export const listBoardPins = endpoint(
  'boards/list_pins',
  (call, input: BoardPinsQuestion): AsyncIterable<Pin[]> =>
    pages(
      call,
      {
        path: { board_id: input.boardId },
        query: { pin_metrics: input.withMetrics, ad_account_id: input.adAccountId },
      },
      pinShape,
    ),
);
