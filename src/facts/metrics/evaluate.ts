import { type AdditiveKey, additiveMetrics, type BaseKey, isBaseKey } from './additive.ts';
import { type MetricKey, metrics } from './catalogue.ts';

/** Sums of base figures over the chosen rows. A figure that is absent is unknown, which is not zero. */
export type Sums = Readonly<Partial<Record<BaseKey, bigint>>>;

const addUp = (sums: Sums, keys: readonly BaseKey[]): bigint | undefined => {
  let total = 0n;
  for (const key of keys) {
    const value = sums[key];
    if (value === undefined) return undefined;
    total += value;
  }
  return total;
};

const asNumber = (value: bigint | undefined): number | undefined => (value === undefined ? undefined : Number(value));

/**
 * The value of a figure that may be added up, or undefined when part of it is unknown.
 *
 * @unit as the metric says: count, or micros of the account's currency
 * @personal none
 */
export const totalOf = (key: AdditiveKey, sums: Sums): bigint | undefined => {
  if (isBaseKey(key)) return sums[key];
  const metric = additiveMetrics[key];
  return metric.kind === 'sum' ? addUp(sums, metric.sumOf) : undefined;
};

/**
 * The value of any metric over the rows whose sums are given. A ratio is always sum over sum: days of 100 → 500 and
 * 900 → 900 give a ROAS of 1.40, not the 3.00 of averaged days. Undefined when a part is unknown or the denominator is 0.
 *
 * @unit as the metric says: count, micros of the account's currency, or a fraction
 * @example evaluate('roas', { spend: 1000n, 'checkout-value': 1400n }) // 1.4
 * @personal none
 */
export const evaluate = (key: MetricKey, sums: Sums): number | undefined => {
  const metric = metrics[key];
  if (metric.kind === 'base') return isBaseKey(key) ? asNumber(sums[key]) : undefined;
  if (metric.kind === 'sum') return asNumber(addUp(sums, metric.sumOf));
  const numerator = totalOf(metric.over[0], sums);
  const denominator = totalOf(metric.over[1], sums);
  if (numerator === undefined || denominator === undefined || denominator === 0n) return undefined;
  return (Number(numerator) / Number(denominator)) * (metric.per ?? 1);
};

const isAdditive = (key: MetricKey): key is AdditiveKey => metrics[key].kind !== 'ratio';

/**
 * As `evaluate`, without losing a digit: what may be added up as it was summed, a ratio as the number it is.
 *
 * @unit as the metric says: count, micros of the account's currency, or a fraction
 * @personal none
 */
export const evaluateExactly = (key: MetricKey, sums: Sums): bigint | number | undefined =>
  isAdditive(key) ? totalOf(key, sums) : evaluate(key, sums);

/**
 * By which part a figure that may be added up changed: -0.45 when it fell to 55 %. Undefined when one of the two is unknown, or
 * there was nothing before.
 *
 * @personal none
 */
export const changeOf = (key: AdditiveKey, now: Sums, before: Sums): number | undefined => {
  const [value, earlier] = [totalOf(key, now), totalOf(key, before)];
  return value === undefined || earlier === undefined || earlier === 0n
    ? undefined
    : Number(value) / Number(earlier) - 1;
};
