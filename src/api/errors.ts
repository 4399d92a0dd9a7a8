import type { FaultWords } from '../foundation/kit/index.ts';

/** Every fault code of this room, with its meaning and remedy in both languages. @personal none */
export const apiFaults = {
  API_REQUEST_INVALID: {
    kind: 'invalid',
    nl: { meaning: 'Het verzoek klopt niet.', remedy: 'Verbeter de genoemde velden en stuur het opnieuw.' },
    en: { meaning: 'The request is not right.', remedy: 'Correct the fields that are named and send it again.' },
  },
  API_MISSING: {
    kind: 'missing',
    nl: { meaning: 'Dit bestaat niet, of is niet voor jou.', remedy: 'Controleer het adres.' },
    en: { meaning: 'This does not exist, or is not for you.', remedy: 'Check the address.' },
  },
  API_TOO_MANY: {
    kind: 'limited',
    nl: { meaning: 'Te veel verzoeken.', remedy: 'Wacht een minuut en probeer het dan opnieuw.' },
    en: { meaning: 'Too many requests.', remedy: 'Wait a minute, then try again.' },
  },
  API_ORIGIN_REFUSED: {
    kind: 'forbidden',
    nl: { meaning: 'Dit verzoek kwam van een andere site.', remedy: 'Open Prikbord zelf en probeer het daar.' },
    en: { meaning: 'This request came from another site.', remedy: 'Open Prikbord itself and try there.' },
  },
  API_ROUTE_UNDECLARED: {
    kind: 'bug',
    nl: {
      meaning: 'Een route staat niet in de lijst en heeft dus geen recht.',
      remedy: 'Zet de route in src/api/routes.ts.',
    },
    en: {
      meaning: 'A route stands in no list, so it has no right.',
      remedy: 'Put the route into src/api/routes.ts.',
    },
  },
} as const satisfies FaultWords;
