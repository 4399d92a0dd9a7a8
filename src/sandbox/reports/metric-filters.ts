import { at } from '../world/columns.ts';
import type { Row } from './row.ts';

/** A bound on a figure of a row. */
export type MetricFilter = {
  readonly field: 'SPEND_IN_DOLLAR' | 'TOTAL_IMPRESSION';
  readonly operator: 'LESS_THAN' | 'GREATER_THAN';
  readonly values: readonly number[];
};

const figureOf = (row: Row, field: MetricFilter['field']): number => {
  const value = (place: number): number => row.matrix[row.offset + place] ?? 0;
  if (field === 'SPEND_IN_DOLLAR') return value(at('SPEND_IN_MICRO_DOLLAR')) / 1_000_000;
  return value(at('IMPRESSION_1')) + value(at('IMPRESSION_2'));
};

const holds = (row: Row, filter: MetricFilter): boolean => {
  const figure = figureOf(row, filter.field);
  const [bound = 0] = filter.values;
  return filter.operator === 'LESS_THAN' ? figure < bound : figure > bound;
};

/** The rows within every bound. The bounds look at delivery, so a report that does not ask for it is judged as having none. */
export function* filterRows(rows: Iterable<Row>, filters: readonly MetricFilter[]): Generator<Row> {
  for (const row of rows) if (filters.every((filter) => holds(row, filter))) yield row;
}
