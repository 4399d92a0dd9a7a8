import { refuse } from '../handler.ts';
import type { Row } from './row.ts';
import { partsOf, type Split, splits } from './splits.ts';

/** The hours of a day, each with an equal part of it. */
export const hours: Split = Array.from({ length: 24 }, (_, hour) => [hour, 1 / 24] as const);

/** The splits of targeting types. @throws Refusal 400 for a type that is none */
export const cutsOf = (types: readonly string[]): { type: string; split: Split }[] =>
  types.map((type) => ({
    type,
    split: splits[type] ?? refuse(400, 1, `'targeting_types' value '${type}' is not one of the allowed values`),
  }));

/** Each row in its parts, one kind of part after another; parts in which nothing happened are left out. */
export function* cutRows(rows: Iterable<Row>, cuts: readonly { type: string; split: Split }[]): Generator<Row> {
  for (const row of rows) {
    for (const { type, split } of cuts) {
      const parts = partsOf(row.matrix, row.offset, split);
      for (const [at, [value]] of split.entries()) {
        const matrix = parts[at];
        if (matrix?.some((figure) => figure !== 0)) yield { ...row, matrix, offset: 0, cut: { type, value } };
      }
    }
  }
}
