export type { AdditiveKey, BaseKey } from './metrics/additive.ts';
export { baseKeys } from './metrics/additive.ts';
export type { Metric, MetricKey } from './metrics/catalogue.ts';
export { isMetric, metricKeys, metrics } from './metrics/catalogue.ts';
export type { Sums } from './metrics/evaluate.ts';
export { evaluate, totalOf } from './metrics/evaluate.ts';
export type { Comparison, Period } from './metrics/periods.ts';
export { comparedWith } from './metrics/periods.ts';
export type { BaseMetric, Lens, RatioMetric, SumMetric, Unit } from './metrics/shapes.ts';
