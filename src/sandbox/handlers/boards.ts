import { z } from 'zod';
import { type ApiRequest, created, empty, type Handler, ok, refuse } from '../handler.ts';
import { madeIndex } from '../organic/account.ts';
import { boardOr404, boardShelves, boardsOf, type MadeBoard, maySee } from '../organic/board-view.ts';
import { readBody } from '../organic/body.ts';
import { creativeTypeFilter } from '../organic/filters.ts';
import { listedPins } from '../organic/pin-view.ts';
import { boardContents, boardJson, pinJson } from '../organic/shapes.ts';
import { contentUser } from '../organic/who.ts';
import { page } from '../server/paging.ts';

const boardId = (request: ApiRequest): string => {
  const id = request.params.board_id ?? '';
  return /^\d+$/.test(id) ? id : refuse(400, 1, `'board_id' value '${id}' must match the pattern: ^\\d+$`);
};

const privacyFilters: Readonly<Record<string, readonly string[]>> = {
  ALL: ['PUBLIC', 'PROTECTED', 'SECRET'],
  PUBLIC: ['PUBLIC'],
  PROTECTED: ['PROTECTED'],
  SECRET: ['SECRET'],
  PUBLIC_AND_SECRET: ['PUBLIC', 'SECRET'],
};

const list = (request: ApiRequest) => {
  const user = contentUser(request);
  const filter = request.query.text('privacy') ?? 'ALL';
  const wanted = privacyFilters[filter] ?? refuse(400, 1, `'${filter}' is not one of the board privacy filters`);
  const contents = boardContents(request, user);
  const boards = boardsOf(request, user).filter((board) => wanted.includes(board.privacy) && maySee(request, board));
  return page({ query: request.query, operation: 'boards/list' }, boards.reverse(), (board) =>
    boardJson(request, user, board, contents.get(board.id)),
  );
};

const get = (request: ApiRequest) => {
  const user = contentUser(request);
  const board = boardOr404(request, user, boardId(request));
  return ok(boardJson(request, user, board, boardContents(request, user).get(board.id)));
};

const boardBody = z.object({
  name: z.string().min(1),
  description: z.string().nullish(),
  privacy: z.enum(['PUBLIC', 'PROTECTED', 'SECRET']).optional(),
  is_ads_only: z.boolean().optional(),
});

const mayHaveSecret = (request: ApiRequest, privacy: string | undefined): void => {
  if (privacy === 'SECRET' && !request.token.scopes.includes('boards:write_secret')) {
    refuse(403, 29, 'You are not permitted to access that resource.');
  }
};

const create = (request: ApiRequest) => {
  const user = contentUser(request);
  const body = readBody(boardBody, request.body);
  mayHaveSecret(request, body.privacy);
  if (boardsOf(request, user).some((board) => board.name === body.name)) {
    return refuse(400, 58, 'You already have a board with that name.');
  }
  const { made } = boardShelves(request);
  const adsOnly = body.is_ads_only ?? false;
  const board: MadeBoard = {
    id: request.world.ids.board(user.index, madeIndex(made.size())),
    userId: user.id,
    name: adsOnly ? 'Ad-only Pins' : body.name,
    description: body.description ?? null,
    privacy: adsOnly ? 'PROTECTED' : (body.privacy ?? 'PUBLIC'),
    adsOnly,
    createdAt: request.now().getTime(),
    collaborators: 0,
    followers: 0,
    sections: [],
  };
  made.put(board.id, board);
  return created(boardJson(request, user, board, undefined));
};

const changeBody = z.object({
  name: z.string().min(1).optional(),
  description: z.string().nullish(),
  privacy: z.enum(['PUBLIC', 'SECRET']).optional(),
});

const update = (request: ApiRequest) => {
  const user = contentUser(request);
  const board = boardOr404(request, user, boardId(request));
  const body = readBody(changeBody, request.body);
  mayHaveSecret(request, body.privacy);
  const { changes } = boardShelves(request);
  changes.put(board.id, {
    ...changes.get(board.id),
    ...(body.name === undefined ? {} : { name: body.name }),
    ...(body.description === undefined ? {} : { description: body.description }),
    ...(body.privacy === undefined ? {} : { privacy: body.privacy }),
  });
  const now = boardOr404({ ...request, token: { ...request.token, scopes: ['boards:read_secret'] } }, user, board.id);
  return ok(boardJson(request, user, now, boardContents(request, user).get(board.id)));
};

const remove = (request: ApiRequest) => {
  const user = contentUser(request);
  const board = boardOr404(request, user, boardId(request));
  const { changes } = boardShelves(request);
  changes.put(board.id, { ...changes.get(board.id), deletedAt: request.now().getTime() });
  return empty();
};

const listPins = (request: ApiRequest) => {
  const user = contentUser(request);
  const board = boardOr404(request, user, boardId(request));
  const metrics = request.query.flag('pin_metrics', false);
  const pins = listedPins(request, user).filter((pin) => pin.boardId === board.id && creativeTypeFilter(request)(pin));
  return page({ query: request.query, operation: 'boards/list_pins' }, pins, (pin) =>
    pinJson(request, user, pin, { metrics }),
  );
};

const write = { category: 'org_write', scopes: ['boards:read', 'boards:write'] } as const;

/** Boards and the Pins on them. */
export const boardHandlers: readonly Handler[] = [
  {
    operationId: 'boards/list',
    method: 'GET',
    path: '/boards',
    category: 'org_read',
    scopes: ['boards:read'],
    handle: list,
  },
  {
    operationId: 'boards/get',
    method: 'GET',
    path: '/boards/:board_id',
    category: 'org_read',
    scopes: ['boards:read'],
    handle: get,
  },
  { operationId: 'boards/create', method: 'POST', path: '/boards', ...write, handle: create },
  { operationId: 'boards/update', method: 'PATCH', path: '/boards/:board_id', ...write, handle: update },
  { operationId: 'boards/delete', method: 'DELETE', path: '/boards/:board_id', ...write, handle: remove },
  {
    operationId: 'boards/list_pins',
    method: 'GET',
    path: '/boards/:board_id/pins',
    category: 'org_read',
    scopes: ['boards:read', 'pins:read'],
    handle: listPins,
  },
];
