import { useLocale } from '../kit/preferences.tsx';
import type { ScreenLocale } from './words.ts';

const nl = {
  label: 'Pagina’s van deze klant',
  /** What planning is for the client's own people. */
  review: 'Pins goedkeuren',
  pages: {
    results: 'Resultaten',
    pins: 'Pins',
    planning: 'Pins plannen',
    goals: 'Doelen en budget',
    data: 'Verbinding en gegevens',
    brand: 'Huisstijl',
    settings: 'Instellingen',
  },
};

const en: typeof nl = {
  label: 'Pages of this client',
  review: 'Approve Pins',
  pages: {
    results: 'Results',
    pins: 'Pins',
    planning: 'Plan Pins',
    goals: 'Goals and budget',
    data: 'Connection and data',
    brand: 'Brand',
    settings: 'Settings',
  },
};

const both: Readonly<Record<ScreenLocale, typeof nl>> = { nl, en };

/** The names of a client's pages in the language of the screen. */
export const useClientTabWords = () => both[useLocale().locale];
