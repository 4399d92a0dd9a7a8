import { WIDTH } from '../world/columns.ts';
import type { Row } from './row.ts';

/** The same rows sorted by day and then by id. Holds them all, as sorting must. */
export function* byDate(rows: Iterable<Row>): Generator<Row> {
  const days = new Map<string, Row[]>();
  for (const row of rows) {
    const kept = { ...row, matrix: row.matrix.slice(row.offset, row.offset + WIDTH), offset: 0 };
    const day = days.get(row.date) ?? [];
    days.set(row.date, day);
    day.push(kept);
  }
  for (const date of [...days.keys()].sort()) yield* days.get(date) ?? [];
}
