import { useLocale } from '../kit/preferences.tsx';
import { importEn } from './import-en.ts';
import { importNl } from './import-nl.ts';
import type { ScreenLocale } from './words.ts';

const both: Readonly<Record<ScreenLocale, typeof importNl>> = { nl: importNl, en: importEn };

/** The texts of bringing in history in the language of the screen. */
export const useImportWords = () => both[useLocale().locale];
