import { useLocale } from '../kit/preferences.tsx';
import { operateEn } from './operate-en.ts';
import { operateNl } from './operate-nl.ts';
import type { ScreenLocale } from './words.ts';

const both: Readonly<Record<ScreenLocale, typeof operateNl>> = { nl: operateNl, en: operateEn };

/** The texts of the operator’s page in the language of the screen; apart from the rest, so that they load with it. */
export const useOperateWords = () => both[useLocale().locale];
