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
  OUTSIDE_PICTURE_MISSING: {
    kind: 'missing',
    nl: {
      meaning: 'Pinterest heeft van deze Pin geen afbeelding (meer).',
      remedy: 'Bekijk de Pin op Pinterest; de cijfers blijven gewoon staan.',
    },
    en: {
      meaning: 'Pinterest has no picture of this Pin (any more).',
      remedy: 'Look at the Pin on Pinterest; the figures stay as they are.',
    },
  },
  OUTSIDE_PICTURE_REFUSED: {
    kind: 'upstream',
    nl: {
      meaning: 'Wat op het adres van de afbeelding staat, kan niet worden getoond.',
      remedy: 'Het is geen gewone afbeelding, te groot, of het staat elders. Bekijk de Pin op Pinterest.',
    },
    en: {
      meaning: 'What is at the address of the picture cannot be shown.',
      remedy: 'It is no ordinary picture, too large, or lies elsewhere. Look at the Pin on Pinterest.',
    },
  },
  OUTSIDE_PICTURE_AWAY: {
    kind: 'upstream',
    nl: {
      meaning: 'Pinterest geeft de afbeelding nu niet.',
      remedy: 'Probeer het straks opnieuw; de cijfers blijven gewoon staan.',
    },
    en: {
      meaning: 'Pinterest does not give the picture at the moment.',
      remedy: 'Try again in a while; the figures stay as they are.',
    },
  },
} as const satisfies FaultWords;
