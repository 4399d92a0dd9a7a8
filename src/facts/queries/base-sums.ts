import { type Family, knownBits } from '../derive/ledger-columns.ts';
import { type BaseKey, baseKeys, baseMetrics } from '../metrics/additive.ts';
import type { Sums } from '../metrics/evaluate.ts';

/** A base figure and the column it stands in. */
export type BaseColumn = { readonly key: BaseKey; readonly column: string; readonly bit: bigint };

const columnsOf = (family: Family): BaseColumn[] =>
  baseKeys
    .map((key) => ({ key, metric: baseMetrics[key] }))
    .filter(({ metric }) => metric.family === family)
    .map(({ key, metric }) => ({ key, column: metric.column, bit: knownBits(family, [metric.column]) }));

/** The base figures of each family with their columns. @personal none */
export const baseColumns: Readonly<Record<Family, readonly BaseColumn[]>> = {
  delivery: columnsOf('delivery'),
  conversion: columnsOf('conversion'),
};

/** `sum(t.spend_micros)::int8 as spend_micros, …` for these columns. @personal none */
export const summedColumns = (columns: readonly BaseColumn[], t: string): string =>
  columns.map(({ column }) => `coalesce(sum(${t}.${column}), 0)::int8 as ${column}`).join(', ');

/**
 * The sums of a row by the names of the catalogue. A figure of which some day was landed without it is left out: unknown is
 * not zero.
 *
 * @param knownColumns the bits all days have in common
 * @personal none
 */
export const sumsOf = (family: Family, row: Readonly<Record<string, unknown>>, knownColumns: bigint): Sums => {
  const sums: Partial<Record<BaseKey, bigint>> = {};
  for (const { key, column, bit } of baseColumns[family]) {
    const value = row[column];
    if ((knownColumns & bit) !== 0n && typeof value === 'bigint') sums[key] = value;
  }
  return sums;
};
