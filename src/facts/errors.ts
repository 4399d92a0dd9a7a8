import type { FaultWords } from '../foundation/kit/index.ts';

/** Every fault code of this room, with its meaning and remedy in both languages. @personal none */
export const factsFaults = {
  FACTS_COLUMN_UNKNOWN: {
    kind: 'bug',
    nl: {
      meaning: 'Pinterest leverde een cijfer waarvoor het grootboek geen kolom heeft.',
      remedy:
        'Meld dit met de naam van de kolom; de gegevens zijn bewaard en worden na een nieuwe versie alsnog verwerkt.',
    },
    en: {
      meaning: 'Pinterest delivered a figure the ledger has no column for.',
      remedy: 'Report this with the name of the column; the data is kept and is derived after an upgrade.',
    },
  },
  FACTS_LANDING_MALFORMED: {
    kind: 'bug',
    nl: {
      meaning: 'Een opgehaald rapport bevat dagen die er niet in horen.',
      remedy: 'Meld dit met het nummer van de landing; er is niets van verwerkt.',
    },
    en: {
      meaning: 'A report that was fetched holds days that do not belong in it.',
      remedy: 'Report this with the number of the landing; nothing of it was derived.',
    },
  },
  FACTS_CODE_UNKNOWN: {
    kind: 'bug',
    nl: {
      meaning: 'Het grootboek bevat een niveau, venster of telling die deze versie niet kent.',
      remedy: 'Controleer of alle processen dezelfde versie draaien.',
    },
    en: {
      meaning: 'The ledger holds a level, window or report time this version does not know.',
      remedy: 'Check that all processes run the same version.',
    },
  },
  FACTS_RANGE_TOO_LONG: {
    kind: 'invalid',
    nl: {
      meaning: 'De gevraagde periode is te lang.',
      remedy: 'Vraag een kortere periode, of gebruik maandcijfers.',
    },
    en: {
      meaning: 'The period asked for is too long.',
      remedy: 'Ask for a shorter period, or use monthly figures.',
    },
  },
  FACTS_METRIC_UNKNOWN: {
    kind: 'invalid',
    nl: { meaning: 'Dit cijfer bestaat niet.', remedy: 'Kies een cijfer uit de lijst van metrieken.' },
    en: { meaning: 'There is no such metric.', remedy: 'Choose one from the list of metrics.' },
  },
  FACTS_ENTITY_MISSING: {
    kind: 'missing',
    nl: {
      meaning: 'Dit account, deze campagne, advertentiegroep of advertentie is niet bekend.',
      remedy: 'Controleer het nummer, of wacht tot de gegevens zijn opgehaald.',
    },
    en: {
      meaning: 'This account, campaign, ad group or ad is not known.',
      remedy: 'Check the id, or wait until the data has been fetched.',
    },
  },
} as const satisfies FaultWords;
