import type { Pin } from '../../pinterest/index.ts';
import { listBoardPins, listBoardSections, listBoards } from '../../pinterest/read.ts';
import type { Reach, Search } from './define-effect.ts';

const isSince = (madeAt: string | null, since: Date): boolean =>
  // What does not say when it was made is looked at too: overlooking it could publish a second time.
  madeAt === null || new Date(madeAt).getTime() >= since.getTime();

/**
 * The Pins of a board that were made since, newest first as Pinterest lists them.
 * @cost one call per page of 250 Pins, until a page is older throughout
 */
export const pinsSince = async (reach: Reach, input: { boardId: string } & Search): Promise<Pin[]> => {
  const { pinterest } = reach.ctx.gate;
  const found: Pin[] = [];
  for await (const page of listBoardPins(pinterest, reach.session, { boardId: input.boardId })) {
    const young = page.filter((pin) => isSince(pin.created_at, input.since));
    found.push(...young);
    if (young.length === 0) break;
  }
  return found;
};

/** The ids of boards of a name that were made since. @cost one call per page of boards */
export const boardsSince = async (reach: Reach, input: { name: string } & Search): Promise<string[]> => {
  const found: string[] = [];
  for await (const page of listBoards(reach.ctx.gate.pinterest, reach.session, {})) {
    const like = page.filter((board) => board.name === input.name && isSince(board.created_at, input.since));
    found.push(...like.map((board) => board.id));
  }
  return found;
};

/** The ids of a board's sections of a name; Pinterest does not say when a section was made. */
export const sectionsNamed = async (reach: Reach, input: { boardId: string; name: string }): Promise<string[]> => {
  const found: string[] = [];
  const { pinterest } = reach.ctx.gate;
  for await (const page of listBoardSections(pinterest, reach.session, { boardId: input.boardId })) {
    found.push(...page.filter((section) => section.name === input.name).map((section) => section.id));
  }
  return found;
};
