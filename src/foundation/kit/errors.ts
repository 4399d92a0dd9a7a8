import type { FaultWords } from './faults.ts';

/** Every fault code of this room, with its meaning and remedy in both languages. @personal none */
export const kitFaults = {
  KIT_DAY_INVALID: {
    kind: 'invalid',
    nl: { meaning: 'Dit is geen kalenderdag.', remedy: 'Schrijf de dag als 2026-11-23.' },
    en: { meaning: 'This is not a calendar day.', remedy: 'Write the day as 2026-11-23.' },
  },
  KIT_UNEXPECTED: {
    kind: 'bug',
    nl: {
      meaning: 'Er ging iets mis dat niemand had voorzien.',
      remedy: 'De oorzaak staat in het log; meld haar als een fout.',
    },
    en: {
      meaning: 'Something happened that nobody foresaw.',
      remedy: 'The cause is kept in the log; report it as a defect.',
    },
  },
} as const satisfies FaultWords;
