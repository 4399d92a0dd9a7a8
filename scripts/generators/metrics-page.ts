import { type Metric, metrics, organicMetrics } from '../../src/facts/metrics.ts';
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
    const organic = Object.entries(organicMetrics).map(([key, metric]) => {
      const { label, unit, better, definition } = metric;
      const made = metric.kind === 'base' ? `\`${metric.pinterest}\`` : named(metric.over, ' / ');
      return [`\`${key}\``, label.en, unit, better, made, definition.en];
    });
    const organicText =
      'Figures of the client’s own Pinterest account, without ads. A catalogue of its own: never in one sum or ratio with the above.';
    const organicHeads = ['Metric', 'Label', 'Unit', 'Better', 'Made of', 'Meaning'];
    const parts = [notice('src/facts/metrics/'), '# Metrics', text, tableOf(heads, rows)];
    return `${[...parts, '## Organic', organicText, tableOf(organicHeads, organic)].join('\n\n')}\n`;
  },
};
