import { useLocale } from '../kit/preferences.tsx';
import { docsEn } from './docs-en.ts';
import { docsNl } from './docs-nl.ts';

const words = { nl: docsNl, en: docsEn };

/** The texts around the description of the API, in the reader's language. */
export const useDocsWords = () => words[useLocale().locale];
