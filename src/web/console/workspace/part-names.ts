import type { BreakdownBy } from '../../../api/contract.ts';
import type { breakdownNl } from '../../words/breakdown-nl.ts';
import type { ScreenLocale } from '../../words/words.ts';

const regions = new Map<ScreenLocale, Intl.DisplayNames>();

const regionName = (code: string, locale: ScreenLocale): string | undefined => {
  const names = regions.get(locale) ?? new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
  regions.set(locale, names);
  return names.of(code);
};

type Words = Pick<typeof breakdownNl, 'genders' | 'devices' | 'placements'>;

/** What a part is called in the reader's language; what we have no word for is shown as Pinterest gives it. */
export const partName = (by: BreakdownBy, name: string, { text, locale }: { text: Words; locale: ScreenLocale }) => {
  const word = (words: Readonly<Record<string, string>>): string =>
    Object.hasOwn(words, name.toLowerCase()) ? (words[name.toLowerCase()] ?? name) : name;
  const names: Readonly<Record<BreakdownBy, () => string>> = {
    country: () => (/^[A-Z]{2}$/.test(name) ? (regionName(name, locale) ?? name) : name),
    gender: () => word(text.genders),
    age: () => name.replace(/^(\d+)-(\d+)$/, '$1–$2'),
    device: () => word(text.devices),
    placement: () => word(text.placements),
    keyword: () => name,
  };
  return names[by]();
};
