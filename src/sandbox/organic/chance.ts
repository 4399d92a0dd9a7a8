import { draw, fraction } from '../world/hash.ts';

/** A number near 0, roughly normal with deviation 1 (a sum of three draws has no far outliers). */
export const normal = (seed: number, a: number, b = 0): number =>
  (fraction(seed, a, b, 101) + fraction(seed, a, b, 102) + fraction(seed, a, b, 103) - 1.5) * 2;

/** One of a list that is known not to be empty, by a draw. @throws RangeError when it is empty */
export const oneOf = <Item>(list: readonly Item[], seed: number, a: number, b = 0): Item => {
  const item = list[draw(seed, a, b) % list.length];
  if (item === undefined) throw new RangeError('a draw from an empty list');
  return item;
};
