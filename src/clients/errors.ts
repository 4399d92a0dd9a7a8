import type { FaultWords } from '../foundation/kit/index.ts';

/** Every fault code of this room, with its meaning and remedy in both languages. @personal none */
export const clientsFaults = {
  CLIENTS_INVALID: {
    kind: 'invalid',
    nl: {
      meaning: 'De gegevens van de klant kloppen niet.',
      remedy:
        'Verbeter het genoemde veld: naam, taal (nl of en), tijdzone zoals Europe/Amsterdam, venster zoals 30/30/1.',
    },
    en: {
      meaning: 'The details of the client are not right.',
      remedy: 'Correct the named field: name, language (nl or en), time zone as Europe/Amsterdam, window as 30/30/1.',
    },
  },
  CLIENTS_BRAND_INVALID: {
    kind: 'invalid',
    nl: {
      meaning: 'De naam of kleur van het merk klopt niet.',
      remedy: 'Geef een naam van 1 tot 80 tekens, en een kleur zoals #1f6f43.',
    },
    en: {
      meaning: 'The name or colour of the brand is not right.',
      remedy: 'Give a name of 1 to 80 characters, and a colour such as #1f6f43.',
    },
  },
  CLIENTS_GROUND_NEEDED: {
    kind: 'invalid',
    nl: {
      meaning: 'Organische cijfers bewaren mag alleen op een grond, zoals een contract met de klant.',
      remedy: 'Noem de grond met een kenmerk, bijvoorbeeld contract:2026-014.',
    },
    en: {
      meaning: 'Organic numbers may be stored only on a ground, such as a contract with the client.',
      remedy: 'Name the ground with a reference, for example contract:2026-014.',
    },
  },
  CLIENTS_MISSING: {
    kind: 'missing',
    nl: {
      meaning: 'Deze klant bestaat niet, of u hebt er geen toegang toe.',
      remedy: 'Kijk met `client list` welke klanten er zijn, of vraag een beheerder om toegang.',
    },
    en: {
      meaning: 'There is no such client, or it is not yours to see.',
      remedy: 'See with `client list` which clients there are, or ask an administrator for access.',
    },
  },
  CLIENTS_ID_EXHAUSTED: {
    kind: 'bug',
    nl: {
      meaning: 'Er kon geen vrij klantnummer worden gevonden.',
      remedy: 'Probeer het opnieuw; gebeurt het weer, meld het dan als fout.',
    },
    en: {
      meaning: 'No free client id could be found.',
      remedy: 'Try again; if it happens again, report it as a defect.',
    },
  },
} as const satisfies FaultWords;
