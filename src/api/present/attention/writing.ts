import { type MetricKey, metrics } from '../../../facts/metrics.ts';
import { type Day, type Locale, startOf } from '../../../foundation/kit/index.ts';
import { wordsFor } from '../../middleware/problems.ts';

const tags: Readonly<Record<Locale, string>> = { nl: 'nl-NL', en: 'en-GB' };
const MICROS = 1_000_000;

/** Writes what sentences of the server are made of, as the reader's language does. */
export const writingIn = (locale: Locale) => {
  const tag = tags[locale];
  // Making a formatter costs more than using it a thousand times.
  const day = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 });
  const two = new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const rate = new Intl.NumberFormat(tag, { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const whole = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
  const moneys = new Map<string, Intl.NumberFormat>();
  const money = (micros: bigint | number, currency: string | null, digits = 0): string => {
    if (currency === null) return '–';
    const key = `${currency} ${digits}`;
    const format =
      moneys.get(key) ??
      new Intl.NumberFormat(tag, {
        style: 'currency',
        currency,
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      });
    moneys.set(key, format);
    return format.format(Number(micros) / MICROS);
  };
  /** A value in the metric's own unit: micros, a count, or a fraction. */
  const figure = (key: MetricKey, value: bigint | number | undefined, currency: string | null): string => {
    const metric = metrics[key];
    if (value === undefined) return locale === 'nl' ? 'onbekend' : 'unknown';
    if (metric.unit === 'count') return whole.format(Number(value));
    if (metric.unit === 'micros') return money(value, currency, metric.kind === 'ratio' ? 2 : 0);
    return (metric.lens === 'outcome' ? two : rate).format(Number(value));
  };
  return {
    locale,
    day: (value: Day): string => day.format(startOf(value)),
    /** A part without its sign: the sentence says which way. */
    part: (value: number): string => percent.format(Math.abs(value)),
    money,
    figure,
    /** A goal's target, which is in millionths whatever its unit. */
    target: (key: MetricKey, millionths: bigint, currency: string | null): string =>
      figure(key, metrics[key].unit === 'micros' ? millionths : Number(millionths) / MICROS, currency),
    label: (key: MetricKey): string => metrics[key].label[locale],
    /** What a fault code means, as a sentence. */
    meaning: (code: string): string => wordsFor(code, locale).meaning,
  };
};

/** How the server writes in one language. */
export type Writing = ReturnType<typeof writingIn>;
