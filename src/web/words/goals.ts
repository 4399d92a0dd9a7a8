import { useLocale } from '../kit/preferences.tsx';
import { goalsEn } from './goals-en.ts';
import { goalsNl } from './goals-nl.ts';
import type { ScreenLocale } from './words.ts';

const both: Readonly<Record<ScreenLocale, typeof goalsNl>> = { nl: goalsNl, en: goalsEn };

/** The texts of goals, budget and notes in the language of the screen. */
export const useGoalsWords = () => both[useLocale().locale];
