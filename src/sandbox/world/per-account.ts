import type { World, WorldAccount } from './world.ts';

/** Makes something of an account once per world and hands out the same thing ever after. */
export const perAccount = <Made>(
  build: (world: World, account: WorldAccount) => Made,
): ((world: World, account: WorldAccount) => Made) => {
  const worlds = new WeakMap<World, Map<number, Made>>();
  return (world, account) => {
    const made = worlds.get(world) ?? new Map<number, Made>();
    worlds.set(world, made);
    const known = made.get(account.index);
    if (known !== undefined) return known;
    const fresh = build(world, account);
    made.set(account.index, fresh);
    return fresh;
  };
};
