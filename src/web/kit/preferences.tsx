import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { type ScreenLocale, words } from '../words/words.ts';

type Preferences = { readonly locale: ScreenLocale; readonly setLocale: (locale: ScreenLocale) => void };

const PreferencesContext = createContext<Preferences | undefined>(undefined);

const KEY = 'prikbord-locale';

const startLocale = (): ScreenLocale => {
  const kept = localStorage.getItem(KEY);
  if (kept === 'nl' || kept === 'en') return kept;
  return navigator.language.startsWith('en') ? 'en' : 'nl';
};

/** Keeps the language of the screen; the browser remembers the choice, which is no personal data. */
export const PreferencesProvider = ({ children }: { readonly children: ReactNode }) => {
  const [locale, setLocale] = useState<ScreenLocale>(startLocale);
  useEffect(() => {
    document.documentElement.lang = locale;
    localStorage.setItem(KEY, locale);
  }, [locale]);
  const value = useMemo(() => ({ locale, setLocale }), [locale]);
  return <PreferencesContext value={value}>{children}</PreferencesContext>;
};

const usePreferences = (): Preferences => {
  const value = useContext(PreferencesContext);
  if (value === undefined) throw new Error('PreferencesProvider is missing');
  return value;
};

/** The language of the screen and how to change it. */
export const useLocale = usePreferences;

/** The texts of the screen in its language. */
export const useWords = () => words[usePreferences().locale];
