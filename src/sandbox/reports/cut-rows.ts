import { refuse } from '../handler.ts';
import { dayNumberOf } from '../world/calendar.ts';
import { fraction, seedFor } from '../world/hash.ts';
import type { World, WorldAccount } from '../world/world.ts';
import type { Row } from './row.ts';
import { equalParts, partsOf, type Split, splitsOf } from './splits.ts';

/** One way to cut: the name of the parts, how they divide, and a seed of its own. */
type CutBy = { readonly type: string; readonly split: Split; readonly seed: number };

/** The hours of a day, each with an equal part of it. */
export const hours: readonly CutBy[] = [
  { type: 'HOUR', split: equalParts(Array.from({ length: 24 }, (_, hour) => hour)), seed: 0 },
];

/** The splits of targeting types. @throws Refusal 400 for a type that is none */
export const cutsOf = (types: readonly string[], world: World, account: WorldAccount): CutBy[] =>
  types.map((type) => ({
    type,
    seed: seedFor(world.seed + account.index, type),
    split:
      splitsOf(world, account)[type] ??
      refuse(400, 1, `'targeting_types' value '${type}' is not one of the allowed values`),
  }));

/**
 * Each row in its parts, one kind of part after another; parts in which nothing happened are left out. Every row is cut by
 * itself: a part of an account is that of its campaigns together to within one count per campaign and row.
 */
export function* cutRows(rows: Iterable<Row>, cuts: readonly CutBy[]): Generator<Row> {
  for (const row of rows) {
    const day = row.date === '' ? 0 : dayNumberOf(row.date);
    for (const { type, split, seed } of cuts) {
      const parts = partsOf(row, split, fraction(seed, row.subject.index, day));
      for (const [at, { value }] of split.parts.entries()) {
        const matrix = parts[at];
        if (matrix?.some((figure) => figure !== 0)) yield { ...row, matrix, offset: 0, cut: { type, value } };
      }
    }
  }
}
