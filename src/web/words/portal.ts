import { useLocale } from '../kit/preferences.tsx';
import { portalEn } from './portal-en.ts';
import { portalNl } from './portal-nl.ts';
import type { ScreenLocale } from './words.ts';

const both: Readonly<Record<ScreenLocale, typeof portalNl>> = { nl: portalNl, en: portalEn };

/** The texts of a client's own window and brand in the language of the screen. */
export const usePortalWords = () => both[useLocale().locale];
