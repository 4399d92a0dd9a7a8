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
  OUTSIDE_ADDRESS_REFUSED: {
    kind: 'invalid',
    nl: {
      meaning:
        'Dit adres wordt niet bezocht: het is geen webadres op het openbare internet, of het leidt te vaak door.',
      remedy: 'Geef het adres van een pagina of beeld dat iedereen kan openen, met https:// ervoor.',
    },
    en: {
      meaning: 'This address is not visited: it is no web address on the public internet, or leads on too often.',
      remedy: 'Give the address of a page or picture that anybody can open, with https:// before it.',
    },
  },
  OUTSIDE_UNREACHABLE: {
    kind: 'upstream',
    nl: {
      meaning: 'Dit adres antwoordt niet.',
      remedy: 'Open het in een browser. Werkt het daar, probeer het dan later opnieuw.',
    },
    en: {
      meaning: 'This address does not answer.',
      remedy: 'Open it in a browser. If it works there, try again later.',
    },
  },
  OUTSIDE_TOO_LARGE: {
    kind: 'invalid',
    nl: { meaning: 'Wat op dit adres staat, is te groot.', remedy: 'Geef het adres van een kleiner bestand.' },
    en: { meaning: 'What lies at this address is too large.', remedy: 'Give the address of a smaller file.' },
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
