import { type AdditiveKey, additiveMetrics, type BaseKey, isBaseKey } from './additive.ts';
import { type Metric, type MetricKey, metrics } from './catalogue.ts';

/** The columns of the ledger a figure that may be added up is made of. @personal none */
export const basesOfAdditive = (key: AdditiveKey): readonly BaseKey[] => {
  if (isBaseKey(key)) return [key];
  const metric = additiveMetrics[key];
  return metric.kind === 'sum' ? metric.sumOf : [];
};

/** The columns of the ledger any metric is made of, each once. @personal none */
export const basesOf = (key: MetricKey): readonly BaseKey[] => {
  const metric: Metric = metrics[key];
  if (metric.kind === 'ratio') return [...new Set(metric.over.flatMap(basesOfAdditive))];
  if (metric.kind === 'sum') return [...metric.sumOf];
  return isBaseKey(key) ? [key] : [];
};
