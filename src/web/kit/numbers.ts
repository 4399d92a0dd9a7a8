import type { ScreenLocale } from '../words/words.ts';

// Constructing an Intl formatter costs more than using it a thousand times, so each is made once.
const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

const remember = <Format extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => Format): Format => {
  const known = made.get(key);
  if (known !== undefined) return known as Format;
  const format = make();
  made.set(key, format);
  return format;
};

const language: Readonly<Record<ScreenLocale, string>> = { nl: 'nl-NL', en: 'en-GB' };
const MICROS = 1_000_000;

/** Writes numbers and days the way the reader's language does. Micros become money only here, at the very end. */
export const writerFor = (locale: ScreenLocale) => {
  const tag = language[locale];
  const number = (key: string, options: Intl.NumberFormatOptions) =>
    remember(`${locale} ${key}`, () => new Intl.NumberFormat(tag, options));
  const date = (key: string, options: Intl.DateTimeFormatOptions) =>
    remember(`${locale} ${key}`, () => new Intl.DateTimeFormat(tag, options));
  return {
    count: (value: number | string) => number('count', {}).format(Number(value)),
    money: (micros: number | string, currency: string) =>
      number(`money ${currency}`, { style: 'currency', currency, maximumFractionDigits: 0 }).format(
        Number(micros) / MICROS,
      ),
    moneyExact: (micros: number | string, currency: string) =>
      number(`exact ${currency}`, { style: 'currency', currency }).format(Number(micros) / MICROS),
    shortMoney: (micros: number, currency: string) =>
      number(`short ${currency}`, {
        style: 'currency',
        currency,
        notation: 'compact',
        maximumFractionDigits: 1,
      }).format(micros / MICROS),
    shortCount: (value: number) => number('short', { notation: 'compact', maximumFractionDigits: 1 }).format(value),
    ratio: (value: number) => number('ratio', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value),
    rate: (value: number) =>
      number('rate', { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value),
    percent: (value: number) =>
      number('percent', { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' }).format(value),
    // Days are UTC days: they are written as such, whatever the reader's zone.
    day: (day: string) =>
      date('day', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`)),
    longDay: (day: string) =>
      date('long', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
        new Date(`${day}T00:00:00Z`),
      ),
    month: (day: string) =>
      date('month', { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`)),
    // The clock on a client's wall, without a zone: written as it stands.
    wall: (plannedFor: string) =>
      date('wall', {
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        timeZone: 'UTC',
      }).format(new Date(`${plannedFor}:00Z`)),
    weekday: (day: string) =>
      date('weekday', { weekday: 'short', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`)),
    fullDay: (day: string) =>
      date('full', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
        new Date(`${day}T00:00:00Z`),
      ),
    longMonth: (day: string) =>
      date('longMonth', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`)),
    moment: (instant: string) => date('moment', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant)),
  };
};

export type Writer = ReturnType<typeof writerFor>;
