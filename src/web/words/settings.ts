import { useLocale } from '../kit/preferences.tsx';
import { settingsEn } from './settings-en.ts';
import { settingsNl } from './settings-nl.ts';
import type { ScreenLocale } from './words.ts';

const both: Readonly<Record<ScreenLocale, typeof settingsNl>> = { nl: settingsNl, en: settingsEn };

/** The texts of a client's settings and costs in the language of the screen. */
export const useSettingsWords = () => both[useLocale().locale];
