import { addDays, type Day } from '../../foundation/kit/index.ts';
import { draw, seedFor } from '../world/hash.ts';
import type { World, WorldUser } from '../world/world.ts';
import { organicAccountOf } from './account.ts';
import { oneOf } from './chance.ts';

/** One page of a client's imitated website, and one item of its feeds. */
export type ShopItem = {
  readonly n: number;
  readonly title: string;
  readonly text: string;
  readonly price: string;
  readonly currency: string;
  readonly available: boolean;
  readonly on: Day;
};

// Item 1 appears on this day and one more each day: feeds grow with virtual time, without state.
const FIRST_DAY = '2025-12-31' as Day;

/** How many items a site has by that day. */
export const itemsBy = (day: Day): number =>
  Math.max(0, Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${FIRST_DAY}T00:00:00Z`)) / 86_400_000));

/** The n-th item of a client's site, the same for the same world, client and n. */
export const shopItem = (world: World, user: WorldUser, n: number): ShopItem => {
  const { niche } = organicAccountOf(world, user);
  const seed = seedFor(world.seed, `${user.id} shop`);
  const subject = niche.subjects[n % niche.subjects.length] ?? niche.name;
  const title = `${subject} ${oneOf(niche.feats, seed, n)}`;
  return {
    n,
    title,
    text: `${title}. Zo maakten wij het & wat het kost — met maten, <materialen> en foto's.`,
    price: (5 + (draw(seed, n, 1) % 20_000) / 100).toFixed(2),
    currency: user.currency,
    available: draw(seed, n, 2) % 10 !== 0,
    on: addDays(FIRST_DAY, n),
  };
};
