import { z } from 'zod';
import { type ApiRequest, created, empty, type Handler, ok, refuse } from '../handler.ts';
import { sectionIdOf } from '../organic/account.ts';
import { boardOr404, boardShelves, sectionOr404 } from '../organic/board-view.ts';
import { readBody } from '../organic/body.ts';
import { listedPins } from '../organic/pin-view.ts';
import { pinJson } from '../organic/shapes.ts';
import { contentUser } from '../organic/who.ts';
import { page } from '../server/paging.ts';

// Sections of the seed are numbered below this, so a made one cannot take the id of one that was deleted.
const FIRST_MADE = 100;

const boardOf = (request: ApiRequest) => boardOr404(request, contentUser(request), request.params.board_id ?? '');

const list = (request: ApiRequest) =>
  page({ query: request.query, operation: 'board_sections/list' }, boardOf(request).sections, (section) => section);

const sectionBody = z.object({ name: z.string().min(1).max(180) });

const nameOf = (request: ApiRequest): string => {
  const read = sectionBody.safeParse(request.body);
  return read.success ? read.data.name : refuse(400, 400, 'Invalid board section parameters.');
};

const create = (request: ApiRequest) => {
  const board = boardOf(request);
  const name = nameOf(request);
  if (board.sections.some((section) => section.name === name)) return refuse(409, 409, 'Board section conflict.');
  const { sections } = boardShelves(request);
  const section = { id: sectionIdOf(board.id, FIRST_MADE + sections.size()), name };
  sections.put(section.id, { ...section, boardId: board.id });
  return created(section);
};

const update = (request: ApiRequest) => {
  const board = boardOf(request);
  const section = sectionOr404(board, request.params.section_id ?? '');
  const { name } = readBody(sectionBody, request.body);
  if (board.sections.some((other) => other.name === name && other.id !== section.id)) {
    return refuse(409, 409, 'Board section conflict.');
  }
  boardShelves(request).sections.put(section.id, { id: section.id, name, boardId: board.id });
  return ok({ id: section.id, name });
};

const remove = (request: ApiRequest) => {
  const board = boardOf(request);
  const section = sectionOr404(board, request.params.section_id ?? '');
  boardShelves(request).sections.put(section.id, {
    ...section,
    boardId: board.id,
    deletedAt: request.now().getTime(),
  });
  return empty();
};

const listPins = (request: ApiRequest) => {
  const user = contentUser(request);
  const section = sectionOr404(boardOf(request), request.params.section_id ?? '');
  const pins = listedPins(request, user).filter((pin) => pin.sectionId === section.id);
  return page({ query: request.query, operation: 'board_sections/list_pins' }, pins, (pin) =>
    pinJson(request, user, pin, { metrics: false }),
  );
};

const read = { method: 'GET', category: 'org_read' } as const;
const write = { category: 'org_write', scopes: ['boards:read', 'boards:write'] } as const;
const sections = '/boards/:board_id/sections';
const one = `${sections}/:section_id`;

/** Sections of boards. */
export const boardSectionHandlers: readonly Handler[] = [
  { operationId: 'board_sections/list', ...read, path: sections, scopes: ['boards:read'], handle: list },
  { operationId: 'board_sections/create', method: 'POST', path: sections, ...write, handle: create },
  { operationId: 'board_sections/update', method: 'PATCH', path: one, ...write, handle: update },
  { operationId: 'board_sections/delete', method: 'DELETE', path: one, ...write, handle: remove },
  {
    operationId: 'board_sections/list_pins',
    ...read,
    path: `${one}/pins`,
    scopes: ['boards:read', 'pins:read'],
    handle: listPins,
  },
];
