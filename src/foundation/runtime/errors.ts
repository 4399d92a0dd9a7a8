import type { FaultWords } from '../kit/index.ts';

/** Every fault code of this room, with its meaning and remedy in both languages. @personal none */
export const runtimeFaults = {
  RUNTIME_CONFIG_INVALID: {
    kind: 'invalid',
    nl: {
      meaning: 'De omgevingsvariabelen kloppen niet; alle problemen staan erbij.',
      remedy: 'Verbeter de genoemde variabelen; zie docs/reference/config.md.',
    },
    en: {
      meaning: 'The environment variables are not right; all problems are listed.',
      remedy: 'Correct the named variables; see docs/reference/config.md.',
    },
  },
  RUNTIME_KEYS_MISSING: {
    kind: 'invalid',
    nl: { meaning: 'Er is geen sleutelbestand.', remedy: 'Zet het sleutelbestand van deze installatie terug.' },
    en: { meaning: 'There is no key file.', remedy: 'Put back the key file of this installation.' },
  },
  RUNTIME_KEYS_UNREADABLE: {
    kind: 'invalid',
    nl: { meaning: 'Het sleutelbestand is niet te lezen.', remedy: 'Geef de gebruiker van dit proces leesrecht.' },
    en: { meaning: 'The key file cannot be read.', remedy: 'Let the user of this process read it.' },
  },
  RUNTIME_KEYS_EXPOSED: {
    kind: 'invalid',
    nl: { meaning: 'Anderen kunnen het sleutelbestand lezen.', remedy: 'Zet de rechten op 0600 en wissel de sleutel.' },
    en: { meaning: 'Others can read the key file.', remedy: 'Set its mode to 0600 and rotate the key.' },
  },
  RUNTIME_KEYS_DAMAGED: {
    kind: 'invalid',
    nl: { meaning: 'Het sleutelbestand is geen sleutelbestand.', remedy: 'Zet een goede kopie terug.' },
    en: { meaning: 'The key file is not a key file.', remedy: 'Put back a good copy.' },
  },
  RUNTIME_SEAL_BROKEN: {
    kind: 'bug',
    nl: {
      meaning: 'Een verzegelde waarde gaat niet open: verplaatst of gewijzigd.',
      remedy: 'Zet het sleutelbestand terug waarmee verzegeld is, of laat de klant opnieuw verbinden.',
    },
    en: {
      meaning: 'A sealed value does not open: moved or altered.',
      remedy: 'Put back the key file it was sealed with, or let the client connect again.',
    },
  },
  RUNTIME_SEAL_KEY_UNKNOWN: {
    kind: 'upstream',
    nl: {
      meaning: 'Een waarde is verzegeld met een sleutel die niet in dit sleutelbestand staat.',
      remedy:
        'Kopieer het nieuwste sleutelbestand naar deze machine. Is de sleutel weg, dan verbindt de klant opnieuw en krijgt een persoon een nieuwe tweede factor.',
    },
    en: {
      meaning: 'A value was sealed with a key that this key file does not have.',
      remedy:
        'Copy the newest key file to this machine. If the key is gone, the client connects again and a person gets a new second factor.',
    },
  },
} as const satisfies FaultWords;
