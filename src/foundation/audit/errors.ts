import type { FaultWords } from '../kit/index.ts';

/** What can go wrong with the audit trail. @personal none */
export const auditFaults = {
  AUDIT_ENTRY_REFUSED: {
    kind: 'bug',
    nl: {
      meaning: 'Een regel voor het logboek bevatte iets anders dan nummers, aanduidingen en vaste woorden.',
      remedy: 'Meld dit: de programmatuur moet worden aangepast. Er is niets gewijzigd.',
    },
    en: {
      meaning: 'An audit entry held something other than ids, numbers and plain words.',
      remedy: 'Report it: the program has to be changed. Nothing was changed.',
    },
  },
  AUDIT_CHECKPOINT_DAMAGED: {
    kind: 'bug',
    nl: {
      meaning: 'Het controlepunt van het logboek buiten de database is beschadigd.',
      remedy: 'Zet het bestand terug uit een back-up; lukt dat niet, noteer dit als voorval en verwijder het bestand.',
    },
    en: {
      meaning: 'The checkpoint of the audit trail outside the database is damaged.',
      remedy: 'Restore the file from a backup; failing that, note it as an incident and remove the file.',
    },
  },
} as const satisfies FaultWords;
