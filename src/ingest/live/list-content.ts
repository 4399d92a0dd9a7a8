import type { GateContext } from '../../connect/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import type { Board, BoardSection, Pin } from '../../pinterest/index.ts';
import {
  listBoardPins as askBoardPins,
  listBoards as askBoards,
  listPins as askPins,
  listBoardSections as askSections,
} from '../../pinterest/read.ts';
import { askLive, type LiveAnswer, type LiveWish } from './ask-live.ts';

/**
 * The client's boards, group boards too, without their owners.
 * @source Pinterest boards/list; ingest_live_boards for 24 hours at most
 * @throws CONNECT_NOT_CONNECTED, CONNECT_RECONNECT_NEEDED, INGEST_LIVE_BUSY, what Pinterest answers
 * @cost ⌈n / 250⌉ calls when Pinterest is asked
 * @personal none
 */
export const listBoards = (ctx: GateContext, input: LiveWish & { clientId: ClientId }): Promise<LiveAnswer<Board>> =>
  askLive(
    ctx,
    { clientId: input.clientId, what: 'boards', scope: '' },
    { ...input, walk: ({ pinterest, session }) => askBoards(pinterest, session, {}) },
  );

/**
 * The sections of one board.
 * @source Pinterest board_sections/list; ingest_live_sections for 24 hours at most
 * @throws as `listBoards`; PINTEREST_BOARD_MISSING
 * @personal none
 */
export const listSections = (
  ctx: GateContext,
  input: LiveWish & { clientId: ClientId; boardId: string },
): Promise<LiveAnswer<BoardSection>> =>
  askLive(
    ctx,
    { clientId: input.clientId, what: 'sections', scope: input.boardId },
    { ...input, walk: ({ pinterest, session }) => askSections(pinterest, session, { boardId: input.boardId }) },
  );

/**
 * The Pins of one board, or of the whole account when no board is named: texts, links, addresses of pictures, and Pinterest's
 * figures of the last 90 days. Never who owns the board.
 * @source Pinterest boards/list_pins, pins/list; ingest_live_pins for 24 hours at most
 * @throws as `listBoards`; PINTEREST_BOARD_MISSING
 * @cost ⌈n / 250⌉ calls when Pinterest is asked
 * @personal none
 */
export const listPins = (
  ctx: GateContext,
  input: LiveWish & { clientId: ClientId; boardId?: string | undefined },
): Promise<LiveAnswer<Pin>> => {
  const { clientId, boardId } = input;
  return askLive(
    ctx,
    { clientId, what: 'pins', scope: boardId ?? '' },
    {
      ...input,
      walk: ({ pinterest, session }) =>
        boardId === undefined
          ? askPins(pinterest, session, { withMetrics: true })
          : askBoardPins(pinterest, session, { boardId, withMetrics: true }),
    },
  );
};
