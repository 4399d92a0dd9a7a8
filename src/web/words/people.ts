import { useLocale } from '../kit/preferences.tsx';
import { peopleEn } from './people-en.ts';
import { peopleNl } from './people-nl.ts';
import type { ScreenLocale } from './words.ts';

const both: Readonly<Record<ScreenLocale, typeof peopleNl>> = { nl: peopleNl, en: peopleEn };

/** The texts of people and accounts in the language of the screen; apart from the rest, so that they load with it. */
export const usePeopleWords = () => both[useLocale().locale];
