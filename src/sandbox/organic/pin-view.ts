import { type ApiRequest, refuse, type Sandbox } from '../handler.ts';
import { draw } from '../world/hash.ts';
import type { WorldUser } from '../world/world.ts';
import { organicAccountOf, type Pin, seedPin } from './account.ts';
import { boardsOf } from './board-view.ts';

/** A Pin made through the API. `listedAt` is real time: lists learn of it later than of its own address. */
export type MadePin = Pin & {
  readonly userId: string;
  readonly madeAtReal: number;
  readonly listedAtReal: number;
  /** The video it shows, whose size and address appear once it is processed. */
  readonly mediaId?: string;
  /** Picture keys of a carousel or of the single image. */
  readonly pictures: readonly string[];
};

/** What was changed in a Pin after it came to be. */
export type PinChange = Partial<
  Pick<Pin, 'title' | 'description' | 'link' | 'altText' | 'boardId' | 'sectionId' | 'slots'>
> & { readonly deletedAt?: number };

/** The shelves of the state that hold what was done to Pins. */
export const pinShelves = ({ state }: Pick<Sandbox, 'state'>) => ({
  made: state.collection<MadePin>('organic pins made'),
  changes: state.collection<PinChange>('organic pin changes'),
});

/** A Pin as it is now, with whom it belongs to. */
export type OwnedPin = {
  readonly user: WorldUser;
  readonly pin: Pin | MadePin;
  readonly deletedAt: number | undefined;
};

const changed = (sandbox: Sandbox, user: WorldUser, pin: Pin | MadePin): OwnedPin => {
  const { deletedAt, ...fields } = pinShelves(sandbox).changes.get(pin.id) ?? {};
  return { user, pin: { ...pin, ...fields }, deletedAt };
};

/** Any Pin of this world by id, deleted ones too; undefined when there never was one. */
export const findPin = (sandbox: Sandbox, id: string): OwnedPin | undefined => {
  const made = pinShelves(sandbox).made.get(id);
  if (made) {
    const user = sandbox.world.user(made.userId);
    return user && changed(sandbox, user, made);
  }
  const seeded = seedPin(sandbox.world, id);
  if (!seeded || seeded.pin.createdAt > sandbox.clock.now().getTime()) return undefined;
  return changed(sandbox, seeded.user, seeded.pin);
};

/** Everything an account ever pinned, oldest first, deleted Pins too: the truth behind the lists. */
export const allPinsOf = (sandbox: Sandbox, user: WorldUser): OwnedPin[] => {
  const now = sandbox.clock.now().getTime();
  const made = [...pinShelves(sandbox).made.values()].filter((pin) => pin.userId === user.id);
  const seeded = organicAccountOf(sandbox.world, user).pins.filter((pin) => pin.createdAt <= now);
  return [...seeded, ...made].map((pin) => changed(sandbox, user, pin));
};

const LAG_MS = 29_000;

/** How long a new Pin stays out of lists, in real time: 1–30 s by its id, or what the settings say. @unit milliseconds */
export const listLagOf = (sandbox: Sandbox, n: number): number =>
  sandbox.settings.listLag === 'real' ? 1000 + (draw(sandbox.world.seed, 41, n) % LAG_MS) : sandbox.settings.listLag;

/** Whether lists and counts know the Pin already. */
const isListed = (sandbox: Sandbox, pin: Pin | MadePin): boolean =>
  !('listedAtReal' in pin) || pin.listedAtReal <= sandbox.clock.real();

/** The Pins of an account as lists show them now, newest first: without deleted ones, those of gone boards and the very new. */
export const listedPins = (sandbox: Sandbox, user: WorldUser): (Pin | MadePin)[] => {
  const boards = new Set(boardsOf(sandbox, user).map((board) => board.id));
  return allPinsOf(sandbox, user)
    .filter(({ pin, deletedAt }) => deletedAt === undefined && boards.has(pin.boardId) && isListed(sandbox, pin))
    .map(({ pin }) => pin)
    .reverse();
};

/** Whether a Pin can still be opened: neither it nor its board was deleted. */
const lives = (sandbox: Sandbox, owned: OwnedPin): boolean =>
  owned.deletedAt === undefined && boardsOf(sandbox, owned.user).some((board) => board.id === owned.pin.boardId);

/** A Pin anyone may save. @throws Refusal 404 code 50 */
export const pinOr404 = (request: ApiRequest, id: string): OwnedPin => {
  const owned = findPin(request, id);
  return owned && lives(request, owned) ? owned : refuse(404, 50, 'Pin not found.');
};

/** A Pin of the operation user. @throws Refusal 404 code 50, or 403 code 29 when it is somebody else's */
export const ownPin = (request: ApiRequest, user: WorldUser, id: string): Pin | MadePin => {
  const owned = pinOr404(request, id);
  return owned.user.id === user.id ? owned.pin : refuse(403, 29, 'You are not permitted to access that resource.');
};

/** Whether somebody deleted this Pin: an ad keeps showing its id and says so. Cheap, since lists ask it of every ad. */
export const isPinDeleted = (sandbox: Pick<Sandbox, 'state'>, id: unknown): boolean => {
  const { changes } = pinShelves(sandbox);
  return changes.size() > 0 && changes.get(String(id))?.deletedAt !== undefined;
};
