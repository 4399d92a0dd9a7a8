import type { CollectedDays, PeriodDays } from '../../facts/index.ts';
import { basesOf, evaluateExactly, type MetricKey, metrics, type Period, type Sums } from '../../facts/metrics.ts';
import { daysBetween } from '../../foundation/kit/index.ts';
import type { Cell, CellPair, DaysIn } from '../contract.ts';

const lengthOf = ({ from, to }: Period): number => daysBetween(from, to) + 1;

const none: CollectedDays = { collected: 0, provisional: 0, knownColumns: 0n };

/** The days of an account of which nothing is in. */
export const noDays: PeriodDays = {
  delivery: { current: none, before: none },
  conversion: { current: none, before: none },
};

/** Which kinds of days a metric depends on: delivery, conversions, or both. */
export const familiesOf = (key: MetricKey): ('delivery' | 'conversion')[] => {
  const found = new Set(
    basesOf(key).map((base) => {
      const metric = metrics[base];
      return metric.kind === 'base' ? metric.family : 'delivery';
    }),
  );
  return (['delivery', 'conversion'] as const).filter((family) => found.has(family));
};

/** A figure as it leaves: digits as text, a ratio as a number, unknown as null. */
export const cellOf = (key: MetricKey, sums: Sums): Cell => {
  const value = evaluateExactly(key, sums);
  return typeof value === 'bigint' ? value.toString() : (value ?? null);
};

/** Figures by the names of their metrics. */
export const cellsOf = (keys: readonly MetricKey[], sums: Sums): Record<string, Cell> =>
  Object.fromEntries(keys.map((key) => [key, cellOf(key, sums)]));

/** The metrics of an answer that may be compared. */
export type Compared = { readonly metrics: readonly MetricKey[]; readonly comparable: ReadonlySet<MetricKey> };

/**
 * Which metrics may be compared: half a period compared with a whole one would look like a change, so both need all their
 * days, of the kinds the metric depends on.
 */
export const comparedIn = (
  keys: readonly MetricKey[],
  days: PeriodDays,
  periods: { period: Period; before: Period | undefined },
): Compared => {
  const { period, before } = periods;
  const isWhole = (collected: CollectedDays, of: Period): boolean => collected.collected >= lengthOf(of);
  const comparable = keys.filter(
    (key) =>
      before !== undefined &&
      familiesOf(key).every((family) => isWhole(days[family].current, period) && isWhole(days[family].before, before)),
  );
  return { metrics: keys, comparable: new Set(comparable) };
};

/** Figures of two periods by the names of their metrics. */
export const pairsOf = (compared: Compared, row: { sums: Sums; before: Sums }): Record<string, CellPair> =>
  Object.fromEntries(
    compared.metrics.map((key) => [
      key,
      { value: cellOf(key, row.sums), before: compared.comparable.has(key) ? cellOf(key, row.before) : null },
    ]),
  );

/** How many days of a period there are, and how far they are in. */
export const presentDays = (days: PeriodDays, period: Period): DaysIn => {
  const finality = ({ collected, provisional }: CollectedDays) => ({ collected, provisional });
  return {
    days: lengthOf(period),
    delivery: finality(days.delivery.current),
    conversions: finality(days.conversion.current),
  };
};
