import type { FaultWords } from '../../foundation/kit/index.ts';

/** What may be wrong with a file somebody brings in, with meaning and remedy in both languages. */
export const importFaults = {
  INGEST_IMPORT_MISSING: {
    kind: 'missing',
    nl: {
      meaning: 'Dit bestand is er niet, of niet meer.',
      remedy: 'Een bestand dat niet is ingelezen, verdwijnt na 7 dagen. Kies het opnieuw.',
    },
    en: {
      meaning: 'This file is not here, or not any more.',
      remedy: 'A file that was not imported goes after 7 days. Choose it again.',
    },
  },
  INGEST_IMPORT_STATE: {
    kind: 'conflict',
    nl: {
      meaning: 'Met dit bestand kan dat nu niet: het wordt nog nagekeken, of het is al ingelezen.',
      remedy: 'Wacht tot het nakijken klaar is en kijk dan opnieuw.',
    },
    en: {
      meaning: 'That cannot be done with this file now: it is still being checked, or it has been imported already.',
      remedy: 'Wait until the check is done, then look again.',
    },
  },
  INGEST_IMPORT_TOO_MANY: {
    kind: 'conflict',
    nl: {
      meaning: 'Er liggen voor deze klant al tien bestanden te wachten.',
      remedy: 'Lees ze in of gooi ze weg, en kies daarna een volgend bestand.',
    },
    en: {
      meaning: 'Ten files of this client are waiting already.',
      remedy: 'Import or discard them, then choose the next file.',
    },
  },
  INGEST_IMPORT_ACCOUNT: {
    kind: 'invalid',
    nl: {
      meaning: 'Dit is geen advertentieaccount van deze klant.',
      remedy: 'Kies een account dat bij de klant verbonden is, of verbind het eerst.',
    },
    en: {
      meaning: 'This is no ad account of this client.',
      remedy: 'Choose an account that is connected for the client, or connect it first.',
    },
  },
  INGEST_IMPORT_CUT_OFF: {
    kind: 'invalid',
    nl: { meaning: 'Het versturen van het bestand brak af.', remedy: 'Kies het bestand opnieuw.' },
    en: { meaning: 'Sending the file broke off.', remedy: 'Choose the file again.' },
  },
  INGEST_IMPORT_TOO_LARGE: {
    kind: 'invalid',
    nl: {
      meaning: 'Het bestand is groter dan 256 MB.',
      remedy: 'Exporteer minder dagen tegelijk en lees de bestanden na elkaar in.',
    },
    en: {
      meaning: 'The file is larger than 256 MB.',
      remedy: 'Export fewer days at a time and import the files one after another.',
    },
  },
  INGEST_IMPORT_TOO_LONG: {
    kind: 'invalid',
    nl: {
      meaning: 'Het bestand heeft meer dan een miljoen regels.',
      remedy: 'Exporteer minder dagen tegelijk en lees de bestanden na elkaar in.',
    },
    en: {
      meaning: 'The file has more than a million lines.',
      remedy: 'Export fewer days at a time and import the files one after another.',
    },
  },
  INGEST_IMPORT_TOO_WIDE: {
    kind: 'invalid',
    nl: {
      meaning: 'Het bestand heeft meer dan 700 kolommen.',
      remedy: 'Kies in Ads Manager alleen de kolommen die je nodig hebt.',
    },
    en: {
      meaning: 'The file has more than 700 columns.',
      remedy: 'Choose only the columns you need in Ads Manager.',
    },
  },
  INGEST_IMPORT_LINE: {
    kind: 'invalid',
    nl: {
      meaning: 'Een regel van het bestand is langer dan een regel van een export kan zijn.',
      remedy: 'Controleer of dit de export van Ads Manager is, en of er geen aanhalingsteken te veel in staat.',
    },
    en: {
      meaning: 'A line of the file is longer than a line of an export can be.',
      remedy: 'Check that this is the export of Ads Manager, and that it holds no quotation mark too many.',
    },
  },
  INGEST_IMPORT_QUOTES: {
    kind: 'invalid',
    nl: {
      meaning: 'Een aanhalingsteken in het bestand wordt nergens gesloten.',
      remedy: 'Exporteer het opnieuw en bewaar het niet tussendoor in een ander programma.',
    },
    en: {
      meaning: 'A quotation mark in the file is never closed.',
      remedy: 'Export it again, and do not save it in another program in between.',
    },
  },
  INGEST_IMPORT_ENCODING: {
    kind: 'invalid',
    nl: {
      meaning: 'De tekens in het bestand zijn niet te lezen: het is geen UTF-8 of UTF-16.',
      remedy: 'Bewaar het in Excel als "CSV UTF-8", of neem de export zoals Ads Manager hem gaf.',
    },
    en: {
      meaning: 'The characters in the file cannot be read: it is neither UTF-8 nor UTF-16.',
      remedy: 'Save it in Excel as "CSV UTF-8", or take the export as Ads Manager gave it.',
    },
  },
  INGEST_IMPORT_NOT_TEXT: {
    kind: 'invalid',
    nl: {
      meaning: 'Dit is geen CSV: het bestand bevat tekens die in tekst niet voorkomen.',
      remedy: 'Een Excel-bestand (.xlsx) bewaar je eerst als "CSV UTF-8".',
    },
    en: {
      meaning: 'This is no CSV: the file holds characters that no text has.',
      remedy: 'Save an Excel file (.xlsx) as "CSV UTF-8" first.',
    },
  },
  INGEST_IMPORT_EMPTY: {
    kind: 'invalid',
    nl: { meaning: 'Het bestand heeft geen regels met cijfers.', remedy: 'Kies in Ads Manager andere dagen.' },
    en: { meaning: 'The file has no lines with figures.', remedy: 'Choose other days in Ads Manager.' },
  },
  INGEST_IMPORT_NO_DAY: {
    kind: 'invalid',
    nl: {
      meaning: 'Er is geen kolom met de dag gevonden.',
      remedy: 'Exporteer per dag (kolom Datum), of wijs aan welke kolom de dag is.',
    },
    en: {
      meaning: 'No column with the day was found.',
      remedy: 'Export by day (column Date), or point out which column is the day.',
    },
  },
  INGEST_IMPORT_NO_ID: {
    kind: 'invalid',
    nl: {
      meaning: 'Er is geen kolom gevonden met het id op het gekozen niveau.',
      remedy: 'Zet in de export het id van campagne, advertentiegroep of advertentie aan, of kies een ander niveau.',
    },
    en: {
      meaning: 'No column with the id at the chosen level was found.',
      remedy: 'Switch on the id of campaign, ad group or ad in the export, or choose another level.',
    },
  },
  INGEST_IMPORT_NO_FIGURE: {
    kind: 'invalid',
    nl: {
      meaning: 'Geen enkele kolom is een cijfer dat wordt bewaard.',
      remedy: 'Wijs hieronder kolommen aan, of exporteer betaald en verdiend apart.',
    },
    en: {
      meaning: 'No column is a figure that is kept.',
      remedy: 'Point out columns below, or export paid and earned apart.',
    },
  },
  INGEST_IMPORT_MAPPING: {
    kind: 'invalid',
    nl: {
      meaning: 'Twee kolommen zijn als hetzelfde aangewezen.',
      remedy: 'Wijs elk cijfer, de dag en het id één keer aan.',
    },
    en: {
      meaning: 'Two columns are pointed out as the same.',
      remedy: 'Point out each figure, the day and the id once.',
    },
  },
  INGEST_IMPORT_BREAKDOWN: {
    kind: 'invalid',
    nl: {
      meaning: 'De cijfers in het bestand zijn verder uitgesplitst, bijvoorbeeld naar land of apparaat.',
      remedy: 'Zet de uitsplitsing in Ads Manager uit en exporteer opnieuw.',
    },
    en: {
      meaning: 'The figures in the file are divided further, by country or device for instance.',
      remedy: 'Switch the breakdown off in Ads Manager and export again.',
    },
  },
  INGEST_IMPORT_PERIOD: {
    kind: 'invalid',
    nl: {
      meaning: 'De regels van het bestand gaan over weken of maanden en niet over dagen.',
      remedy: 'Kies in Ads Manager de uitsplitsing per dag.',
    },
    en: {
      meaning: 'The lines of the file are about weeks or months, not days.',
      remedy: 'Choose the breakdown by day in Ads Manager.',
    },
  },
  INGEST_IMPORT_CURRENCY: {
    kind: 'invalid',
    nl: {
      meaning: 'De bedragen in het bestand zijn in een andere valuta dan die van het account.',
      remedy: 'Exporteer in de valuta van het account.',
    },
    en: {
      meaning: 'The amounts in the file are in another currency than the account’s.',
      remedy: 'Export in the currency of the account.',
    },
  },
  INGEST_IMPORT_DECIMAL: {
    kind: 'invalid',
    nl: {
      meaning: 'Het is niet te zien of in dit bestand de punt of de komma het decimaalteken is.',
      remedy: 'Kies hieronder hoe de getallen geschreven zijn.',
    },
    en: {
      meaning: 'It cannot be seen whether the point or the comma is the decimal sign in this file.',
      remedy: 'Choose below how the numbers are written.',
    },
  },
  INGEST_IMPORT_DAY_ORDER: {
    kind: 'invalid',
    nl: {
      meaning: 'Het is niet te zien of in dit bestand eerst de dag of eerst de maand staat.',
      remedy: 'Kies hieronder hoe de datums geschreven zijn.',
    },
    en: {
      meaning: 'It cannot be seen whether the day or the month comes first in this file.',
      remedy: 'Choose below how the dates are written.',
    },
  },
  INGEST_IMPORT_BAD_ROWS: {
    kind: 'conflict',
    nl: {
      meaning: 'Het bestand heeft foute regels, en er is gekozen voor alles of niets.',
      remedy: 'Verbeter het bestand, of lees alleen de goede regels in.',
    },
    en: {
      meaning: 'The file has bad lines, and all or nothing was chosen.',
      remedy: 'Correct the file, or import the good lines only.',
    },
  },
  INGEST_IMPORT_TWICE: {
    kind: 'conflict',
    nl: {
      meaning: 'Iets heeft in dit bestand twee regels voor dezelfde dag; niemand kan zien welke klopt.',
      remedy: 'Waarschijnlijk stond er een uitsplitsing aan. Exporteer opnieuw zonder uitsplitsing.',
    },
    en: {
      meaning: 'Something has two lines for the same day in this file; nobody can tell which is right.',
      remedy: 'A breakdown was probably on. Export again without one.',
    },
  },
  INGEST_IMPORT_NOTHING: {
    kind: 'conflict',
    nl: {
      meaning: 'Het bestand heeft geen enkele goede regel.',
      remedy: 'Bekijk de regels die niet kloppen en exporteer opnieuw.',
    },
    en: { meaning: 'The file has no good line at all.', remedy: 'Look at the lines that are wrong and export again.' },
  },
} as const satisfies FaultWords;
