import type { FaultWords } from '../foundation/kit/index.ts';
import { importFaults } from './imports/import-faults.ts';

/** Every fault code of this room, with its meaning and remedy in both languages. @personal none */
export const ingestFaults = {
  ...importFaults,
  INGEST_REPORT_MALFORMED: {
    kind: 'upstream',
    nl: {
      meaning: 'Pinterest gaf een rapport dat niet klopt met wat er gevraagd is.',
      remedy: 'Het rapport wordt vanzelf opnieuw gevraagd. Blijft het zo, meld het dan met het nummer van de klus.',
    },
    en: {
      meaning: 'Pinterest gave a report that does not match what was asked.',
      remedy: 'The report is asked again by itself. If it keeps happening, report it with the number of the job.',
    },
  },
  INGEST_REPORT_LATE: {
    kind: 'upstream',
    nl: {
      meaning: 'Pinterest had het rapport na tien minuten nog niet klaar.',
      remedy: 'Er wordt later verder gewacht op hetzelfde rapport; u hoeft niets te doen.',
    },
    en: {
      meaning: 'Pinterest had not finished the report after ten minutes.',
      remedy: 'The same report is waited for again later; there is nothing you need to do.',
    },
  },
  INGEST_REPORT_REFUSED: {
    kind: 'upstream',
    nl: {
      meaning: 'Pinterest kon het rapport niet maken.',
      remedy: 'Het wordt opnieuw gevraagd; lukt het deze nacht niet, dan staan de dagen als gat in de lijst.',
    },
    en: {
      meaning: 'Pinterest could not make the report.',
      remedy: 'It is asked again; if it does not work tonight, the days are listed as a gap.',
    },
  },
  INGEST_NOBODY_CONNECTED: {
    kind: 'missing',
    nl: {
      meaning: 'Geen enkele klant is verbonden met Pinterest, dus valt er niets te vragen.',
      remedy: 'Verbind een klant met `bin/prikbord connect`.',
    },
    en: {
      meaning: 'No client is connected to Pinterest, so there is nobody to ask for.',
      remedy: 'Connect a client with `bin/prikbord connect`.',
    },
  },
  INGEST_PLAN_BROKEN: {
    kind: 'bug',
    nl: {
      meaning: 'Een deel van de planning klopt niet.',
      remedy: 'Meld het als een fout; de volgende nacht wordt opnieuw gepland.',
    },
    en: {
      meaning: 'A part of the plan is not right.',
      remedy: 'Report it as a defect; the next night is planned anew.',
    },
  },
  INGEST_ASK_AGAIN: {
    kind: 'upstream',
    nl: {
      meaning: 'Een vraag aan Pinterest moest worden overgedaan.',
      remedy: 'Dat gaat vanzelf; u hoeft niets te doen.',
    },
    en: {
      meaning: 'A question to Pinterest had to be asked again.',
      remedy: 'That happens by itself; there is nothing you need to do.',
    },
  },
  INGEST_CHUNK_SETTLED: {
    kind: 'conflict',
    nl: {
      meaning: 'Een andere werker had dit antwoord al binnen.',
      remedy: 'Er is niets verloren; u hoeft niets te doen.',
    },
    en: {
      meaning: 'Another worker had landed this answer already.',
      remedy: 'Nothing is lost; there is nothing you need to do.',
    },
  },
  INGEST_LANDING_GONE: {
    kind: 'missing',
    nl: {
      meaning: 'Het binnengehaalde antwoord is ouder dan 7 dagen en daarom verwijderd.',
      remedy: 'Haal de dagen opnieuw op met `bin/prikbord sync`.',
    },
    en: {
      meaning: 'The landed answer is older than 7 days and has been deleted.',
      remedy: 'Ask the days again with `bin/prikbord sync`.',
    },
  },
  INGEST_LIVE_BUSY: {
    kind: 'limited',
    nl: {
      meaning: 'Hetzelfde wordt op dit moment al bij Pinterest opgevraagd, en dat duurt lang.',
      remedy: 'Probeer het over een minuut opnieuw.',
    },
    en: {
      meaning: 'The same is being asked of Pinterest at this moment, and it takes long.',
      remedy: 'Try again in a minute.',
    },
  },
  INGEST_LIVE_FORGOTTEN: {
    kind: 'conflict',
    nl: {
      meaning: 'Het opvragen bij Pinterest is onderweg beëindigd: de klant is ontkoppeld of de database is herstart.',
      remedy: 'Probeer het opnieuw; is de klant ontkoppeld, koppel hem dan eerst weer.',
    },
    en: {
      meaning: 'Asking Pinterest was ended on the way: the client was disconnected or the database was restarted.',
      remedy: 'Try again; if the client is disconnected, connect it first.',
    },
  },
  INGEST_ORGANIC_RANGE: {
    kind: 'invalid',
    nl: {
      meaning: 'Pinterest geeft organische cijfers alleen over de laatste 90 dagen.',
      remedy: 'Kies dagen binnen de laatste 90.',
    },
    en: {
      meaning: 'Pinterest gives organic figures of the last 90 days only.',
      remedy: 'Choose days within the last 90.',
    },
  },
} as const satisfies FaultWords;
