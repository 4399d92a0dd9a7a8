import { type ApiRequest, empty, type Handler, ok, refuse } from '../handler.ts';
import type { Pin } from '../organic/account.ts';
import { boardsOf } from '../organic/board-view.ts';
import { creativeTypeFilter } from '../organic/filters.ts';
import { listedPins, ownPin, pinShelves } from '../organic/pin-view.ts';
import { isPromoted, pinJson } from '../organic/shapes.ts';
import { contentUser } from '../organic/who.ts';
import { page } from '../server/paging.ts';
import type { WorldUser } from '../world/world.ts';

const pinFilter = (request: ApiRequest, user: WorldUser): ((pin: Pin) => boolean) => {
  const name = request.query.text('pin_filter');
  if (name === undefined) return () => true;
  const filters: Readonly<Record<string, (pin: Pin) => boolean>> = {
    exclude_native: (pin) => pin.parentId !== null,
    exclude_repins: (pin) => pin.parentId === null,
    has_been_promoted: (pin) => isPromoted(request, user, pin),
  };
  return filters[name] ?? refuse(400, 1, `'${name}' is not one of ${Object.keys(filters).join(', ')}`);
};

/** Boards whose Pins a walk over all Pins shows: protected ones when asked for, secret ones only as PRIVATE and with their scope. */
const boardsWanted = (request: ApiRequest): readonly string[] => {
  const secret = request.token.scopes.includes('pins:read_secret');
  if (request.query.text('pin_type') === 'PRIVATE') return secret ? ['SECRET'] : [];
  const shown = request.query.flag('include_protected_pins', false) ? ['PUBLIC', 'PROTECTED'] : ['PUBLIC'];
  return secret ? [...shown, 'SECRET'] : shown;
};

const list = (request: ApiRequest) => {
  const user = contentUser(request);
  const metrics = request.query.flag('pin_metrics', false);
  const wanted = boardsWanted(request);
  const boards = boardsOf(request, user).filter((board) => wanted.includes(board.privacy));
  const open = new Set(boards.map((board) => board.id));
  const [byType, byFilter] = [creativeTypeFilter(request), pinFilter(request, user)];
  const pins = listedPins(request, user).filter((pin) => open.has(pin.boardId) && byType(pin) && byFilter(pin));
  return page({ query: request.query, operation: 'pins/list' }, pins, (pin) =>
    pinJson(request, user, pin, { metrics }),
  );
};

const pinId = (request: ApiRequest): string => {
  const id = request.params.pin_id ?? '';
  return /^\d+$/.test(id) ? id : refuse(400, 1, `'pin_id' value '${id}' must match the pattern: ^\\d+$`);
};

const get = (request: ApiRequest) => {
  const user = contentUser(request);
  const pin = ownPin(request, user, pinId(request));
  return ok(pinJson(request, user, pin, { metrics: request.query.flag('pin_metrics', false) }));
};

const remove = (request: ApiRequest) => {
  const user = contentUser(request);
  const pin = ownPin(request, user, pinId(request));
  const { changes } = pinShelves(request);
  changes.put(pin.id, { ...changes.get(pin.id), deletedAt: request.now().getTime() });
  return empty();
};

const scopes = ['boards:read', 'pins:read'];

/** Reading and deleting Pins. */
export const pinHandlers: readonly Handler[] = [
  { operationId: 'pins/list', method: 'GET', path: '/pins', category: 'org_read', scopes, handle: list },
  { operationId: 'pins/get', method: 'GET', path: '/pins/:pin_id', category: 'org_read', scopes, handle: get },
  {
    operationId: 'pins/delete',
    method: 'DELETE',
    path: '/pins/:pin_id',
    category: 'org_write',
    scopes: ['boards:read', 'boards:write', 'pins:read', 'pins:write'],
    handle: remove,
  },
];
