import type { Goal, MetricInfo } from '../../../api/contract.ts';
import type { Writer } from '../../kit/numbers.ts';
import type { ScreenLocale } from '../../words/words.ts';
import { figureWriter } from '../workspace/figures.ts';

const MILLION = 1_000_000;

/** True for a ratio that is written in percent: whatever is neither money nor an outcome. */
export const isRate = (metric: MetricInfo): boolean => metric.unit === 'ratio' && metric.lens !== 'outcome';

const signs: Readonly<Record<ScreenLocale, { readonly group: string; readonly point: string }>> = {
  nl: { group: '.', point: ',' },
  en: { group: ',', point: '.' },
};

/**
 * Reads a number as a person of the language writes it, in millionths: `2.500,50` in Dutch is what `2,500.50` is in English.
 * The other language's decimal sign is understood where it cannot stand for thousands. Undefined when it cannot be read.
 */
export const readMillionths = (text: string, locale: ScreenLocale): bigint | undefined => {
  const { group, point } = signs[locale];
  const bare = text.replaceAll(/[\s€$£%]/g, '');
  const grouped = new RegExp(`^\\d{1,3}(\\${group}\\d{3})+(\\${point}\\d{1,6})?$`);
  const plain = grouped.test(bare) ? bare.replaceAll(group, '') : bare;
  const [, whole, part = ''] = /^(\d{1,12})(?:[.,](\d{1,6}))?$/.exec(plain) ?? [];
  if (whole === undefined) return undefined;
  return BigInt(whole) * BigInt(MILLION) + BigInt(part.padEnd(6, '0'));
};

/** Millionths as a person of the language would type them. */
export const typedMillionths = (millionths: string, locale: ScreenLocale): string => {
  const digits = millionths.padStart(7, '0');
  const part = digits.slice(-6).replace(/0+$/, '');
  const written = part.length === 1 ? `${part}0` : part;
  return part === '' ? digits.slice(0, -6) : `${digits.slice(0, -6)}${signs[locale].point}${written}`;
};

/** How the amounts of a goal are written: its value in the metric's unit, everything else in millionths. */
export const goalWriter = (goal: Pick<Goal, 'currency'>, metric: MetricInfo, write: Writer) => {
  const written = figureWriter(metric, write, goal.currency);
  const inUnit = (millionths: string | number) =>
    metric.unit === 'micros' ? Number(millionths) : Number(millionths) / MILLION;
  // Half a checkout is no number to show, except where there is hardly more than that.
  const rounded = (value: number) => (metric.unit === 'count' && value >= 10 ? Math.round(value) : value);
  return {
    value: (value: string | number) => written.exact(Number(value)),
    amount: (millionths: string | number) => written.exact(rounded(inUnit(millionths))),
    short: (millionths: string | number) => written.short(inUnit(millionths)),
  };
};

/** How a goal's amounts are written. */
export type GoalWriter = ReturnType<typeof goalWriter>;
