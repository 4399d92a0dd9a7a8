import { useLocale } from '../kit/preferences.tsx';
import { breakdownEn } from './breakdown-en.ts';
import { breakdownNl } from './breakdown-nl.ts';
import type { ScreenLocale } from './words.ts';

const both: Readonly<Record<ScreenLocale, typeof breakdownNl>> = { nl: breakdownNl, en: breakdownEn };

/** The texts of the breakdown in the language of the screen. */
export const useBreakdownWords = () => both[useLocale().locale];
