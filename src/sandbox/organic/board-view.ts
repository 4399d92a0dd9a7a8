import { type ApiRequest, refuse, type Sandbox } from '../handler.ts';
import type { WorldUser } from '../world/world.ts';
import { type Board, organicAccountOf, type Section } from './account.ts';

/** A board made through the API. */
export type MadeBoard = Board & { readonly userId: string };

/** What was changed in a board after it came to be. */
export type BoardChange = {
  readonly name?: string;
  readonly description?: string | null;
  readonly privacy?: Board['privacy'];
  readonly deletedAt?: number;
};

/** A section made, renamed or deleted through the API. */
export type SectionChange = {
  readonly id: string;
  readonly boardId: string;
  readonly name: string;
  readonly deletedAt?: number;
};

/** The shelves of the state that hold what was done to boards. */
export const boardShelves = ({ state }: Pick<Sandbox, 'state'>) => ({
  made: state.collection<MadeBoard>('organic boards made'),
  changes: state.collection<BoardChange>('organic board changes'),
  sections: state.collection<SectionChange>('organic sections'),
});

const changed = (sandbox: Sandbox, board: Board): Board => {
  const change = boardShelves(sandbox).changes.get(board.id);
  const { deletedAt: _gone, ...fields } = change ?? {};
  return { ...board, ...fields, sections: sectionsNow(sandbox, board) };
};

const sectionsNow = (sandbox: Sandbox, board: Board): Section[] => {
  const { sections } = boardShelves(sandbox);
  if (sections.size() === 0) return [...board.sections];
  const seeded = board.sections.map((section) => sections.get(section.id) ?? section);
  const known = new Set(board.sections.map((section) => section.id));
  const made = [...sections.values()].filter((section) => section.boardId === board.id && !known.has(section.id));
  return [...seeded, ...made]
    .filter((section) => !('deletedAt' in section && section.deletedAt !== undefined))
    .map(({ id, name }) => ({ id, name }));
};

const exists = (sandbox: Sandbox, board: Board): boolean =>
  board.createdAt <= sandbox.clock.now().getTime() &&
  boardShelves(sandbox).changes.get(board.id)?.deletedAt === undefined;

/** Every board of an account that exists now, oldest first, with its sections as they are now. */
export const boardsOf = (sandbox: Sandbox, user: WorldUser): Board[] => {
  const made = [...boardShelves(sandbox).made.values()].filter((board) => board.userId === user.id);
  return [...organicAccountOf(sandbox.world, user).boards, ...made]
    .filter((board) => exists(sandbox, board))
    .map((board) => changed(sandbox, board));
};

const ownBoard = (sandbox: Sandbox, user: WorldUser, id: string): Board | undefined => {
  const made = boardShelves(sandbox).made.get(id);
  if (made) return made.userId === user.id ? made : undefined;
  const found = sandbox.world.ids.read('board', id);
  return found?.owner === user.index ? organicAccountOf(sandbox.world, user).boards[found.index] : undefined;
};

/** Whether the caller's scopes let it see a board: secret ones need a scope of their own. */
export const maySee = (request: ApiRequest, board: Board): boolean =>
  board.privacy !== 'SECRET' || request.token.scopes.includes('boards:read_secret');

/** One board of the operation user. @throws Refusal 404 code 40 when it does not exist, is not theirs, or is secret to this token */
export const boardOr404 = (request: ApiRequest, user: WorldUser, id: string): Board => {
  const board = ownBoard(request, user, id);
  if (!board || !exists(request, board)) return refuse(404, 40, 'Board not found.');
  const now = changed(request, board);
  return maySee(request, now) ? now : refuse(404, 40, 'Board not found.');
};

/** One section of a board. @throws Refusal 404 code 2031 */
export const sectionOr404 = (board: Board, id: string): Section =>
  board.sections.find((section) => section.id === id) ?? refuse(404, 2031, 'Board section not found.');
