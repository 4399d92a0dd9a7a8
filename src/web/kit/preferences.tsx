import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { type ScreenLocale, words } from '../words/words.ts';

type Preferences = {
  readonly locale: ScreenLocale;
  readonly setLocale: (locale: ScreenLocale) => void;
  /** Takes the language of the person who signed in, unless another was chosen here. */
  readonly suggestLocale: (locale: ScreenLocale) => void;
};

const PreferencesContext = createContext<Preferences | undefined>(undefined);

const KEY = 'prikbord-locale';

const chosen = (): ScreenLocale | undefined => {
  const kept = localStorage.getItem(KEY);
  return kept === 'nl' || kept === 'en' ? kept : undefined;
};

const startLocale = (): ScreenLocale => chosen() ?? (navigator.language.startsWith('nl') ? 'nl' : 'en');

/** Keeps the language of the screen; the browser remembers the choice, which is no personal data. */
export const PreferencesProvider = ({ children }: { readonly children: ReactNode }) => {
  const [locale, setShown] = useState<ScreenLocale>(startLocale);
  // Requests read the language of the page, so it must be there before any of them is made.
  document.documentElement.lang = locale;
  const setLocale = useCallback((wanted: ScreenLocale) => {
    localStorage.setItem(KEY, wanted);
    setShown(wanted);
  }, []);
  const suggestLocale = useCallback((wanted: ScreenLocale) => setShown(chosen() ?? wanted), []);
  const value = useMemo(() => ({ locale, setLocale, suggestLocale }), [locale, setLocale, suggestLocale]);
  return <PreferencesContext value={value}>{children}</PreferencesContext>;
};

/** The language of the screen and how to change it. */
export const useLocale = (): Preferences => {
  const value = useContext(PreferencesContext);
  if (value === undefined) throw new Error('PreferencesProvider is missing');
  return value;
};

/** The texts of the screen in its language. */
export const useWords = () => words[useLocale().locale];

/** Names the page in the browser's tab and history. */
export const useTitle = (title: string | undefined): void => {
  const { product } = useWords();
  useEffect(() => {
    document.title = title === undefined ? product : `${title} · ${product}`;
  }, [title, product]);
};
