import { z } from 'zod';
import { type ApiRequest, created, type Handler, ok, refuse } from '../handler.ts';
import { madeIndex, type Pin } from '../organic/account.ts';
import { boardOr404, boardsOf, sectionOr404 } from '../organic/board-view.ts';
import { readBody } from '../organic/body.ts';
import { mediaSource, takeMedia } from '../organic/media-source.ts';
import { listLagOf, type MadePin, ownPin, pinOr404, pinShelves } from '../organic/pin-view.ts';
import { pictureKey, pinJson } from '../organic/shapes.ts';
import { contentUser } from '../organic/who.ts';
import type { WorldUser } from '../world/world.ts';

// The sandbox's own spam limit, an hour of real time. Pinterest's is unpublished.
const SPAM_PINS = 50;
const SPAM_MS = 3_600_000;

const digits = z.string().regex(/^\d+$/);
const link = z
  .string()
  .max(2048)
  .refine((text) => text === '' || (URL.canParse(text) && /^https?:/.test(text)), 'is not a valid URL');
const text = {
  title: z.string().max(100).nullish(),
  description: z.string().max(800).nullish(),
  link: link.nullish(),
  alt_text: z.string().max(500).nullish(),
  board_section_id: digits.nullish(),
};

const createBody = z.object({
  ...text,
  board_id: digits,
  dominant_color: z.string().nullish(),
  parent_pin_id: digits.nullish(),
  media_source: mediaSource,
});

const refuseSpam = (request: ApiRequest, user: WorldUser): void => {
  const since = request.clock.real() - SPAM_MS;
  const recent = [...pinShelves(request).made.values()].filter(
    (pin) => pin.userId === user.id && pin.madeAtReal > since,
  );
  if (recent.length < SPAM_PINS) return;
  refuse(429, 8, "You've hit a block (Pins) we have in place to combat spam. Please try again later.");
};

/** The board and section a Pin goes to, checked. @throws Refusal 404 code 40 or 2031 */
const placeOf = (request: ApiRequest, user: WorldUser, boardId: string, sectionId: string | null) => {
  const board = boardOr404(request, user, boardId);
  return { boardId: board.id, sectionId: sectionId === null ? null : sectionOr404(board, sectionId).id };
};

/** Puts a Pin into the world. Nothing here looks for one like it: Pinterest knows no idempotency either. */
const make = (request: ApiRequest, user: WorldUser, pin: Omit<Pin, 'id' | 'createdAt'> & Pick<MadePin, 'pictures'>) => {
  refuseSpam(request, user);
  const { made } = pinShelves(request);
  const n = made.size();
  const now = request.clock.real();
  const whole: MadePin = {
    ...pin,
    id: request.world.ids.pin(user.index, madeIndex(n)),
    userId: user.id,
    createdAt: request.now().getTime(),
    madeAtReal: now,
    listedAtReal: now + listLagOf(request, n),
  };
  made.put(whole.id, whole);
  return created(pinJson(request, user, whole, { metrics: false }));
};

const create = async (request: ApiRequest) => {
  const user = contentUser(request);
  const body = readBody(createBody, request.body);
  refuseSpam(request, user);
  const place = placeOf(request, user, body.board_id, body.board_section_id ?? null);
  const shown = await takeMedia(request, user, body.media_source);
  return make(request, user, {
    ...place,
    ...shown,
    title: body.title ?? null,
    description: body.description ?? null,
    altText: body.alt_text ?? null,
    link: body.link || null,
    color: body.dominant_color ?? '#6E7874',
    parentId: body.parent_pin_id ?? null,
  });
};

const slot = z.object({ title: z.string().optional(), description: z.string().optional(), link: link.optional() });
const updateBody = z.object({ ...text, board_id: digits.optional(), carousel_slots: z.array(slot).max(5).optional() });

const slotsAfter = (pin: Pin, slots: z.output<typeof slot>[] | undefined): Pin['slots'] => {
  if (slots === undefined) return pin.slots;
  if (slots.length !== pin.slots.length) return refuse(400, 1, 'carousel_slots must have one entry for each image');
  return pin.slots.map((before, n) => ({
    title: slots[n]?.title ?? before.title,
    description: slots[n]?.description ?? before.description,
    link: slots[n]?.link ?? before.link,
  }));
};

const orBefore = <Value>(given: Value | undefined, before: Value): Value => (given === undefined ? before : given);

const update = (request: ApiRequest) => {
  const user = contentUser(request);
  const pin = ownPin(request, user, request.params.pin_id ?? '');
  const body = readBody(updateBody, request.body);
  const moved = body.board_id !== undefined && body.board_id !== pin.boardId;
  const section = orBefore(body.board_section_id, moved ? null : pin.sectionId);
  const place = placeOf(request, user, body.board_id ?? pin.boardId, section);
  const { changes } = pinShelves(request);
  changes.put(pin.id, {
    ...changes.get(pin.id),
    ...place,
    title: orBefore(body.title, pin.title),
    description: orBefore(body.description, pin.description),
    link: orBefore(body.link, pin.link),
    altText: orBefore(body.alt_text, pin.altText),
    slots: slotsAfter(pin, body.carousel_slots),
  });
  return ok(pinJson(request, user, ownPin(request, user, pin.id), { metrics: false }));
};

const saveBody = z.object({ board_id: digits.nullish(), board_section_id: digits.nullish() });

const save = (request: ApiRequest) => {
  const user = contentUser(request);
  const body = readBody(saveBody, request.body ?? {});
  const { pin } = pinOr404(request, request.params.pin_id ?? '');
  const target = body.board_id ?? boardsOf(request, user)[0]?.id ?? '';
  const place = placeOf(request, user, target, body.board_section_id ?? null);
  const pictures = 'pictures' in pin ? pin.pictures : [0, 1, 2].map((n) => pictureKey(request, pin.id, n));
  const { id, createdAt: _then, ...rest } = pin;
  return make(request, user, { ...rest, ...place, pictures, parentId: id });
};

const write = {
  category: 'org_write',
  scopes: ['boards:read', 'boards:write', 'pins:read', 'pins:write'],
} as const;

/** Making and changing Pins. */
export const pinWriteHandlers: readonly Handler[] = [
  { operationId: 'pins/create', method: 'POST', path: '/pins', ...write, handle: create },
  { operationId: 'pins/update', method: 'PATCH', path: '/pins/:pin_id', ...write, handle: update },
  { operationId: 'pins/save', method: 'POST', path: '/pins/:pin_id/save', ...write, handle: save },
];
