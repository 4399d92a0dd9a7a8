import { useLocale } from '../kit/preferences.tsx';
import { overviewEn } from './overview-en.ts';
import { overviewNl } from './overview-nl.ts';
import type { ScreenLocale } from './words.ts';

const both: Readonly<Record<ScreenLocale, typeof overviewNl>> = { nl: overviewNl, en: overviewEn };

/** The texts of the overview in the language of the screen. */
export const useOverviewWords = () => both[useLocale().locale];
