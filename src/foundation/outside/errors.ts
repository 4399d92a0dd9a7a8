import type { FaultWords } from '../kit/index.ts';

/** What can go wrong on the way out. @personal none */
export const outsideFaults = {
  OUTSIDE_HOST_REFUSED: {
    kind: 'forbidden',
    nl: {
      meaning: 'Er werd een adres opgevraagd dat niet tot de toegestane adressen hoort.',
      remedy: 'Niets te doen: de aanroep is tegengehouden. Meld het als Pinterest een nieuw adres gebruikt.',
    },
    en: {
      meaning: 'An address was called that is not among the declared hosts.',
      remedy: 'Nothing to do: the call was stopped. Report it if Pinterest has begun to use a new address.',
    },
  },
  OUTSIDE_ADDRESS_INVALID: {
    kind: 'invalid',
    nl: {
      meaning: 'Een ingesteld adres van Pinterest is niet bruikbaar.',
      remedy: 'Controleer PRIKBORD_PINTEREST_API_URL en PRIKBORD_PINTEREST_OAUTH_URL.',
    },
    en: {
      meaning: 'A configured Pinterest address cannot be used.',
      remedy: 'Check PRIKBORD_PINTEREST_API_URL and PRIKBORD_PINTEREST_OAUTH_URL.',
    },
  },
} as const satisfies FaultWords;
