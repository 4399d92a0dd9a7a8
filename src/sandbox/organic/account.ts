import { draw, fraction, seedFor } from '../world/hash.ts';
import type { World, WorldUser } from '../world/world.ts';
import { normal, oneOf } from './chance.ts';
import { type Niche, niches, styles } from './niches.ts';

export type Section = { readonly id: string; readonly name: string };

export type Privacy = 'PUBLIC' | 'PROTECTED' | 'SECRET';

export type Board = {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly privacy: Privacy;
  readonly adsOnly: boolean;
  /** Milliseconds since 1970, virtual time. */
  readonly createdAt: number;
  readonly collaborators: number;
  readonly followers: number;
  readonly sections: readonly Section[];
};

export type PinKind = 'image' | 'video' | 'carousel';

export type Pin = {
  readonly id: string;
  readonly boardId: string;
  readonly sectionId: string | null;
  /** Milliseconds since 1970, virtual time. */
  readonly createdAt: number;
  readonly title: string | null;
  readonly description: string | null;
  readonly altText: string | null;
  /** Absolute, or a path on this server's own landing pages. */
  readonly link: string | null;
  readonly kind: PinKind;
  readonly width: number;
  readonly height: number;
  readonly color: string;
  readonly parentId: string | null;
  readonly slots: readonly { readonly title: string; readonly description: string; readonly link: string | null }[];
};

/** Boards and Pins of a Pinterest account as the seed made them, before anyone changed anything. */
export type OrganicAccount = {
  readonly user: WorldUser;
  readonly niche: Niche;
  readonly boards: readonly Board[];
  readonly pins: readonly Pin[];
  /** Listed by top_pins, gone for everyone else, as issue pinterest/api-quickstart#89 reports. */
  readonly ghost: Pin;
};

const DAY_MS = 86_400_000;
// The first Pins of every account. Fixed, since a day's figures may depend on seed, world and date only.
const BEGIN = Date.parse('2023-05-01T08:00:00Z');
// Pins are spread over this many days from BEGIN, so that worlds of late 2026 hold old evergreens and fresh Pins alike.
const SPREAD_DAYS = 1250;
// Pins made through the API are numbered from here, far above any Pin of the seed.
const FIRST_MADE = 5_000_000;

const palette = ['#6E7874', '#C8B7A6', '#8A5A44', '#2F4858', '#D9A441', '#7D9D9C', '#B5524A', '#E8DED1', '#4F6D4B'];

/** Id of a section, unique by its board's: 18 digits as all ids of organic things. */
export const sectionIdOf = (boardId: string, n: number): string => `50${boardId.slice(5)}${String(n).padStart(3, '0')}`;

/** The index that a thing made during the run gets, from how many were made before it. */
export const madeIndex = (count: number): number => FIRST_MADE + count;

const sectionsOf = (boardId: string, seed: number, n: number): Section[] => {
  const count = fraction(seed, n, 3) < 0.3 ? 1 + (draw(seed, n, 4) % 4) : 0;
  return Array.from({ length: count }, (_, index) => ({
    id: sectionIdOf(boardId, index),
    name: `${oneOf(styles, seed, n, 31 + index)} ${index + 1}`,
  }));
};

const boardOf = (world: World, user: WorldUser, niche: Niche, n: number): Board => {
  const seed = seedFor(world.seed, `${user.id} boards`);
  const id = world.ids.board(user.index, n);
  const adsOnly = n === 1;
  const subject = niche.subjects[n % niche.subjects.length] ?? niche.name;
  const style = styles[Math.floor(n / niche.subjects.length) % styles.length] ?? niche.name;
  // The account of many boards shows all of them, so that its paging is crossed without the scope for secret ones.
  const secret = n > 2 && user.boards < 100 && fraction(seed, n, 5) < 0.05;
  return {
    id,
    name: adsOnly ? 'Ad-only Pins' : `${subject} ${style}`,
    description:
      fraction(seed, n, 1) < 0.7 ? `Alles over ${subject.toLowerCase()}, ${oneOf(niche.feats, seed, n)}.` : null,
    privacy: adsOnly ? 'PROTECTED' : secret ? 'SECRET' : 'PUBLIC',
    adsOnly,
    createdAt: BEGIN - Math.floor(fraction(seed, n, 2) * 300) * DAY_MS + (draw(seed, n, 6) % 40_000_000),
    collaborators: fraction(seed, n, 7) < 0.08 ? 1 + (draw(seed, n, 8) % 3) : 0,
    followers: Math.floor(Math.exp(4 + normal(seed, n, 9))),
    sections: adsOnly ? [] : sectionsOf(id, seed, n),
  };
};

const kindOf = (chance: number): PinKind => {
  if (chance < 0.12) return 'video';
  return chance < 0.17 ? 'carousel' : 'image';
};

const slotsOf = (kind: PinKind, title: string, link: string | null): Pin['slots'] =>
  kind === 'carousel'
    ? [1, 2, 3].map((slot) => ({ title: `${title} (${slot})`, description: `Beeld ${slot} van 3`, link }))
    : [];

/** Which board the n-th Pin lies on: the first Pins fill one board each, then a few boards hold most, as in real accounts. */
const boardAt = (boards: readonly Board[], n: number, chance: number): { board: Board; at: number } => {
  const at = n < boards.length ? n : Math.floor(chance ** 2 * boards.length);
  const board = boards[at];
  if (board === undefined) throw new RangeError(`an account without board ${at}`);
  return { board, at };
};

/** How many Pins an account lists: at least one a board and some more, so that every board has a cover. */
const pinCountOf = (user: WorldUser): number => Math.max(user.pins, user.boards + 40);

/** Where in time the n-th Pin was made: the listed ones are spread evenly, Pins known only through ads lie among them. */
const createdAtOf = (user: WorldUser, seed: number, n: number): number => {
  const count = pinCountOf(user);
  const place = ((n % count) + 0.5) / count;
  return Math.floor(BEGIN + place * SPREAD_DAYS * DAY_MS + (draw(seed, n, 6) % 30_000_000));
};

const pinOf = (world: World, account: Omit<OrganicAccount, 'pins' | 'ghost'>, n: number): Pin => {
  const { user, niche } = account;
  const seed = seedFor(world.seed, `${user.id} pins`);
  const { board, at } = boardAt(account.boards, n, fraction(seed, n, 1));
  const section = board.sections[draw(seed, n, 2) % (board.sections.length + 1)];
  const kind = kindOf(fraction(seed, n, 3));
  const subject = niche.subjects[at % niche.subjects.length] ?? niche.name;
  const title = `${subject} ${oneOf(niche.feats, seed, n)}`;
  const link = fraction(seed, n, 4) < 0.9 ? `/sites/${user.username}/${1 + (draw(seed, n, 5) % 60)}` : null;
  return {
    id: world.ids.pin(user.index, n),
    boardId: board.id,
    sectionId: section?.id ?? null,
    createdAt: createdAtOf(user, seed, n),
    title: fraction(seed, n, 7) < 0.93 ? title.slice(0, 100) : null,
    description:
      fraction(seed, n, 8) < 0.85 ? `${title}: zo pak je het aan. Bewaar dit idee voor later. #${niche.name}` : null,
    altText: fraction(seed, n, 9) < 0.5 ? `Foto van ${subject.toLowerCase()}` : null,
    link,
    kind,
    width: 1000,
    height: kind === 'carousel' ? 1000 : oneOf([1500, 1500, 1500, 1250, 1800], seed, n),
    color: oneOf(palette, seed, n, 12),
    parentId: fraction(seed, n, 10) < 0.1 ? world.ids.pin(user.index, 4_000_000 + n) : null,
    slots: slotsOf(kind, title, link),
  };
};

const createAccount = (world: World, user: WorldUser): OrganicAccount => {
  const niche = oneOf(niches, seedFor(world.seed, `${user.id} niche`), 0);
  const boards = Array.from({ length: user.boards }, (_, n) => boardOf(world, user, niche, n));
  const account = { user, niche, boards };
  const pins = Array.from({ length: pinCountOf(user) }, (_, n) => pinOf(world, account, n));
  return { ...account, pins, ghost: pinOf(world, account, 3_999_999) };
};

const made = new WeakMap<World, Map<string, OrganicAccount>>();

/**
 * Boards and Pins of one account by seed, oldest first; the same for the same world and user. Nothing here depends on the
 * clock: who reads shows only what exists at the moment asked for.
 */
export const organicAccountOf = (world: World, user: WorldUser): OrganicAccount => {
  const accounts = made.get(world) ?? new Map<string, OrganicAccount>();
  made.set(world, accounts);
  const account = accounts.get(user.id) ?? createAccount(world, user);
  accounts.set(user.id, account);
  return account;
};

/** Any Pin of the seed by its id, also one that is in no list because it exists for an ad only; undefined when none. */
export const seedPin = (world: World, id: string): { user: WorldUser; pin: Pin } | undefined => {
  const found = world.ids.read('pin', id);
  const user = found && world.users[found.owner];
  if (!found || !user || found.index >= 1_000_000) return undefined;
  const account = organicAccountOf(world, user);
  const pin = account.pins[found.index] ?? pinOf(world, account, found.index);
  return { user, pin };
};
