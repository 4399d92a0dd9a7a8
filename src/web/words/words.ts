import { en } from './en.ts';
import { nl } from './nl.ts';

/** The language a screen is shown in. */
export type ScreenLocale = 'nl' | 'en';

/** All texts of the screens, per language; both are written by hand, and a key that lacks one does not compile. */
export const words: Readonly<Record<ScreenLocale, typeof nl>> = { nl, en };
