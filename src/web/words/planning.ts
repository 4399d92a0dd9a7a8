import { useLocale } from '../kit/preferences.tsx';
import { planningEn } from './planning-en.ts';
import { planningNl } from './planning-nl.ts';
import type { ScreenLocale } from './words.ts';

const both: Readonly<Record<ScreenLocale, typeof planningNl>> = { nl: planningNl, en: planningEn };

/** The texts of planning Pins in the language of the screen; apart from the rest, so that they load with their pages. */
export const usePlanningWords = () => both[useLocale().locale];
