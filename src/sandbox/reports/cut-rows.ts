import { refuse } from '../handler.ts';
import { dayNumberOf } from '../world/calendar.ts';
import { fraction, seedFor } from '../world/hash.ts';
import type { World, WorldAccount } from '../world/world.ts';
import type { Row } from './row.ts';
import { equalParts, partsOf, type Split, splitsOf } from './splits.ts';

/** One way to cut: the name of the parts, how they divide on a day (or over days put together), and a seed of its own. */
type CutBy = {
  readonly type: string;
  readonly splitOn: (day: number | undefined) => Split;
  readonly seed: number;
};

const equalHours = equalParts(Array.from({ length: 24 }, (_, hour) => hour));

/** The hours of a day, each with an equal part of it. */
export const hours: readonly CutBy[] = [{ type: 'HOUR', splitOn: () => equalHours, seed: 0 }];

const unknown = (type: string): never =>
  refuse(400, 1, `'targeting_types' value '${type}' is not one of the allowed values`);

/** The splits of targeting types. @throws Refusal 400 for a type that is none */
export const cutsOf = (types: readonly string[], world: World, account: WorldAccount): CutBy[] => {
  const splits = splitsOf(world, account);
  return types.map((type) => {
    const always = splits(type) ?? unknown(type);
    return { type, seed: seedFor(world.seed + account.index, type), splitOn: (day) => splits(type, day) ?? always };
  });
};

/**
 * Each row in its parts, one kind of part after another; parts in which nothing happened are left out. Every row is cut by
 * itself: a part of an account is that of its campaigns together to within one count per campaign and row.
 */
export function* cutRows(rows: Iterable<Row>, cuts: readonly CutBy[]): Generator<Row> {
  for (const row of rows) {
    const day = row.date === '' ? undefined : dayNumberOf(row.date);
    for (const { type, splitOn, seed } of cuts) {
      const split = splitOn(day);
      const parts = partsOf(row, split, fraction(seed, row.subject.index, day));
      for (const [at, { value }] of split.parts.entries()) {
        const matrix = parts[at];
        if (matrix?.some((figure) => figure !== 0)) yield { ...row, matrix, offset: 0, cut: { type, value } };
      }
    }
  }
}
