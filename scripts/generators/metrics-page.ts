import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tell.ts';
import { exportsOf, isRecord, notice, type Page, tableOf } from './page.ts';

const door = 'src/facts/metrics.ts';

const english = (words: unknown): string => (isRecord(words) && typeof words.en === 'string' ? words.en : '');

const madeOf = (metric: Record<string, unknown>): string => {
  if (Array.isArray(metric.over)) return metric.over.map((key) => `\`${key}\``).join(' / ');
  if (Array.isArray(metric.sumOf)) return metric.sumOf.map((key) => `\`${key}\``).join(' + ');
  return `\`${String(metric.pinterest)}\``;
};

/** Every metric of the catalogue. */
export const metricsPage: Page = {
  file: 'docs/reference/metrics.md',
  make: async () => {
    if (!existsSync(join(root, door))) return undefined;
    const { metrics } = await exportsOf(door);
    if (!isRecord(metrics)) throw new Error(`${door} exports no catalogue named metrics.`);
    const rows = Object.entries(metrics).map(([key, metric]) => {
      if (!isRecord(metric)) throw new Error(`The metric ${key} is not an entry.`);
      const { unit, lens, better } = metric;
      return [
        `\`${key}\``,
        english(metric.label),
        String(unit),
        String(lens),
        String(better),
        madeOf(metric),
        english(metric.definition),
      ];
    });
    const heads = ['Metric', 'Label', 'Unit', 'Lens', 'Better', 'Made of', 'Meaning'];
    const text = 'A ratio is one sum over another over the chosen rows, never an average of ratios.';
    return `${[notice('src/facts/metrics/'), '# Metrics', text, tableOf(heads, rows)].join('\n\n')}\n`;
  },
};
