import { type AdditiveKey, type BaseKey, baseMetrics } from './additive.ts';
import { costs } from './costs.ts';
import { rates } from './rates.ts';
import type { BaseMetric, RatioMetric, SumMetric } from './shapes.ts';
import { sums } from './sums.ts';

const catalogue = { ...baseMetrics, ...sums, ...rates, ...costs } as const;

/** Any entry of the catalogue. */
export type Metric = BaseMetric | SumMetric<BaseKey> | RatioMetric<AdditiveKey>;

/** The name of a metric. */
export type MetricKey = keyof typeof catalogue;

/**
 * Every metric there is: figures as Pinterest reports them, their sums, and ratios as one sum over another.
 *
 * @unit per metric: `count`, `micros` of the account's currency, or `ratio` (a fraction, never percent)
 * @source Pinterest: openapi ReportingColumnAsync; a base figure is a column of the ledger
 * @personal none
 */
export const metrics: Readonly<Record<MetricKey, Metric>> = catalogue;

/** True for a metric of the catalogue. @personal none */
export const isMetric = (name: string): name is MetricKey => Object.hasOwn(catalogue, name);

/** All metric names, base figures first. @personal none */
export const metricKeys: readonly MetricKey[] = Object.keys(catalogue).filter(isMetric);
