import { metricKeys, metrics, organicKeys, organicMetrics } from '../../../facts/metrics.ts';
import type { MetricList } from '../../contract.ts';
import { metricList } from '../../contract.ts';
import { familiesOf } from '../../present/cells.ts';
import { route } from '../../route.ts';

const list: MetricList = {
  metrics: metricKeys.map((key) => {
    const { label, definition, unit, lens, better, kind } = metrics[key];
    return { key, label, definition, unit, lens, better, additive: kind !== 'ratio', families: familiesOf(key) };
  }),
  organic: organicKeys.map((key) => {
    const { label, definition, unit, better, kind } = organicMetrics[key];
    return { key, label, definition, unit, better, additive: kind === 'base' };
  }),
};

/** The catalogue of metrics, for pickers and for who reads the API. */
export const metricsRoute = route({
  method: 'GET',
  path: '/metrics',
  summary: 'Every metric there is: what it is called, what it means and how it is counted, in both languages',
  action: 'facts.read',
  answer: metricList,
  run: async (): Promise<MetricList> => list,
});
