import { useLocale } from '../kit/preferences.tsx';
import { galleryEn } from './gallery-en.ts';
import { galleryNl } from './gallery-nl.ts';
import type { ScreenLocale } from './words.ts';

const both: Readonly<Record<ScreenLocale, typeof galleryNl>> = { nl: galleryNl, en: galleryEn };

/** The texts of the Pins in the language of the screen; apart from the rest, so that they load with their pages. */
export const useGalleryWords = () => both[useLocale().locale];
