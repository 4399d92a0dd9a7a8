import { type Metric, metrics } from '../../src/facts/metrics.ts';
import { notice, type Page, tableOf } from './page.ts';

const named = (keys: readonly string[], sign: string): string => keys.map((key) => `\`${key}\``).join(sign);

const madeOf = (metric: Metric): string => {
  if (metric.kind === 'ratio') return named(metric.over, ' / ');
  return metric.kind === 'sum' ? named(metric.sumOf, ' + ') : `\`${metric.pinterest}\``;
};

/** Every metric of the catalogue. */
export const metricsPage: Page = {
  file: 'docs/reference/metrics.md',
  make: async () => {
    const rows = Object.entries(metrics).map(([key, metric]) => {
      const { label, unit, lens, better, definition } = metric;
      return [`\`${key}\``, label.en, unit, lens, better, madeOf(metric), definition.en];
    });
    const heads = ['Metric', 'Label', 'Unit', 'Lens', 'Better', 'Made of', 'Meaning'];
    const text = 'A ratio is one sum over another over the chosen rows, never an average of ratios.';
    return `${[notice('src/facts/metrics/'), '# Metrics', text, tableOf(heads, rows)].join('\n\n')}\n`;
  },
};
