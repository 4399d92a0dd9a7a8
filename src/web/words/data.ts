import { useLocale } from '../kit/preferences.tsx';
import { dataEn } from './data-en.ts';
import { dataNl } from './data-nl.ts';
import type { ScreenLocale } from './words.ts';

const both: Readonly<Record<ScreenLocale, typeof dataNl>> = { nl: dataNl, en: dataEn };

/** The texts of a client’s data page in the language of the screen; apart from the rest, so that they load with it. */
export const useDataWords = () => both[useLocale().locale];
