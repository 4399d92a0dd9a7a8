import type { FaultWords } from '../kit/index.ts';

/** Every fault code of this room, with its meaning and remedy in both languages. @personal none */
export const privacyFaults = {
  PRIVACY_SCHEMA_UNLABELLED: {
    kind: 'invalid',
    nl: {
      meaning: 'De database bevat tabellen, kolommen of rechten waarvoor geen kamer instaat.',
      remedy:
        'Geef de genoemde kolom een label in tables.ts van de kamer, met een migratie als de tabel moet veranderen, of verwijder wat met de hand is toegevoegd.',
    },
    en: {
      meaning: 'The database holds tables, columns or rights no room answers for.',
      remedy:
        'Label the named column in the room’s tables.ts, with a migration where the table must change, or remove what was added by hand.',
    },
  },
  PRIVACY_PERSON_OVER: {
    kind: 'missing',
    nl: {
      meaning: 'Dit persoonsgegeven wordt niet langer in het geheugen bewaard.',
      remedy: 'Open de pagina opnieuw; het wordt dan opnieuw aan Pinterest gevraagd.',
    },
    en: {
      meaning: 'This value about a person is no longer held in memory.',
      remedy: 'Open the page again; Pinterest is then asked again.',
    },
  },
} as const satisfies FaultWords;
