/**
 * Numbers drawn by counting, not by remembering: the same arguments always give the same draw, so any cell of the world is
 * computed on its own, in any order, without state. Murmur3's finaliser between the arguments mixes well enough for
 * simulation; it is no cryptography.
 */
const stir = (value: number): number => {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
};

/** A 32-bit unsigned draw for up to four counters. @unit result 0 … 2^32 − 1 */
export const draw = (seed: number, a: number, b = 0, c = 0): number => {
  let h = stir(Math.imul(seed, 0x9e3779b1) ^ Math.imul(a + 1, 0x85ebca77));
  h = stir(h ^ Math.imul(b + 0x165667b1, 0xc2b2ae3d));
  return stir(h ^ Math.imul(c + 0x27d4eb2f, 0x9e3779b1)) >>> 0;
};

/** A draw as a fraction. @unit result 0 ≤ x < 1 */
export const fraction = (seed: number, a: number, b = 0, c = 0): number => draw(seed, a, b, c) * 2.3283064365386963e-10;

/** One of `choices`, by a draw. */
export const pick = <Choice>(choices: readonly [Choice, ...Choice[]], drawn: number): Choice =>
  choices[drawn % choices.length] ?? choices[0];

/** A seed for one purpose within a world, so that draws for different purposes never line up. */
export const seedFor = (seed: number, purpose: string): number => {
  let h = draw(seed, purpose.length);
  for (let at = 0; at < purpose.length; at += 1) h = stir(h ^ Math.imul(purpose.charCodeAt(at) + 1, 0x9e3779b1));
  return h | 0;
};

/** The next draw of a chain: cheaper than a fresh one where many are needed for one cell. */
export const next = (drawn: number, step: number): number => stir(drawn ^ Math.imul(step, 0x9e3779b1)) >>> 0;

/** A draw shaped like a bell around 0 with spread 1: the sum of its four bytes. @unit result about −3.4 … 3.4 */
export const bell = (drawn: number): number =>
  ((drawn & 255) + ((drawn >>> 8) & 255) + ((drawn >>> 16) & 255) + (drawn >>> 24) - 510) * 0.006766;

/** A count of rare events with this mean, as it would happen by chance. */
export const counted = (mean: number, drawn: number): number => {
  if (mean <= 0) return 0;
  if (mean > 12) return Math.max(0, Math.round(mean + Math.sqrt(mean) * bell(drawn)));
  const chance = drawn * 2.3283064365386963e-10;
  // exp(-mean) is never below 1 - mean, which spares the exponential for most of the rare kinds.
  if (chance < 1 - mean) return 0;
  let probability = Math.exp(-mean);
  let below = probability;
  let count = 0;
  while (chance > below && count < 60) {
    count += 1;
    probability *= mean / count;
    below += probability;
  }
  return count;
};

/** A whole number whose mean is `mean`: its floor, or one more with the probability of the remainder. @unit chance 0 ≤ x < 1 */
export const rounded = (mean: number, chance: number): number => {
  const whole = Math.floor(mean);
  return chance < mean - whole ? whole + 1 : whole;
};
