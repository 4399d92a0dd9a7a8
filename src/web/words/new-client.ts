import { useLocale } from '../kit/preferences.tsx';
import type { ScreenLocale } from './words.ts';

// Apart from the words of settings: the overview has a button, and should not wait for a page nobody opened yet.
const nl = {
  button: 'Klant toevoegen',
  title: 'Nieuwe klant',
  lead: 'Daarna verbindt u de klant met Pinterest. De andere instellingen staan op de gewone waarden.',
  action: 'Toevoegen',
};

const en: typeof nl = {
  button: 'Add a client',
  title: 'New client',
  lead: 'After this you connect the client to Pinterest. The other settings have their usual values.',
  action: 'Add',
};

const both: Readonly<Record<ScreenLocale, typeof nl>> = { nl, en };

/** The texts of adding a client in the language of the screen. */
export const useNewClientWords = () => both[useLocale().locale];
