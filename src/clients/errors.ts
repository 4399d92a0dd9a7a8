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
  CLIENTS_DAYS_INVALID: {
    kind: 'invalid',
    nl: {
      meaning: 'De laatste dag ligt voor de eerste, of de periode is langer dan drie jaar.',
      remedy: 'Kies een laatste dag op of na de eerste, en hooguit 1100 dagen.',
    },
    en: {
      meaning: 'The last day is before the first, or the days are more than three years.',
      remedy: 'Choose a last day on or after the first, and 1,100 days at most.',
    },
  },
  CLIENTS_GOAL_TARGET_INVALID: {
    kind: 'invalid',
    nl: {
      meaning: 'Het doel moet groter zijn dan nul.',
      remedy: 'Vul een getal boven nul in, met hooguit zes cijfers achter de komma.',
    },
    en: {
      meaning: 'The target must be more than zero.',
      remedy: 'Give a number above zero, with at most six digits behind the point.',
    },
  },
  CLIENTS_GOAL_METRIC_INVALID: {
    kind: 'invalid',
    nl: {
      meaning: 'Dit cijfer past niet bij dit soort doel.',
      remedy: 'Een budget gaat over uitgaven; kies voor een resultaat een cijfer uit de lijst.',
    },
    en: {
      meaning: 'This figure does not go with this kind of goal.',
      remedy: 'A budget is about spend; for a result choose a figure from the list.',
    },
  },
  CLIENTS_GOAL_ACCOUNT_INVALID: {
    kind: 'invalid',
    nl: {
      meaning: 'Dit advertentieaccount is niet van deze klant.',
      remedy: 'Kies een van de verbonden advertentieaccounts.',
    },
    en: {
      meaning: 'This ad account is not one of this client.',
      remedy: 'Choose one of the connected ad accounts.',
    },
  },
  CLIENTS_GOAL_OVERLAPS: {
    kind: 'invalid',
    nl: {
      meaning: 'Voor dit account en dit cijfer loopt in deze dagen al een budget.',
      remedy: 'Kies andere dagen, of wijzig het budget dat er al is.',
    },
    en: {
      meaning: 'There is already a budget for this account and figure on some of these days.',
      remedy: 'Choose other days, or change the budget that is there.',
    },
  },
  CLIENTS_GOAL_MISSING: {
    kind: 'missing',
    nl: {
      meaning: 'Dit doel bestaat niet meer.',
      remedy: 'Ververs de lijst; misschien heeft iemand het verwijderd.',
    },
    en: {
      meaning: 'There is no such goal any more.',
      remedy: 'Refresh the list; somebody may have removed it.',
    },
  },
  CLIENTS_GOALS_TOO_MANY: {
    kind: 'invalid',
    nl: {
      meaning: 'Deze klant heeft al 200 doelen.',
      remedy: 'Verwijder een doel dat niet meer nodig is.',
    },
    en: {
      meaning: 'This client has 200 goals already.',
      remedy: 'Remove a goal that is no longer needed.',
    },
  },
  CLIENTS_ANNOTATION_TEXT_INVALID: {
    kind: 'invalid',
    nl: {
      meaning: 'De notitie is leeg of te lang.',
      remedy: 'Schrijf 1 tot 280 tekens.',
    },
    en: {
      meaning: 'The note is empty or too long.',
      remedy: 'Write 1 to 280 characters.',
    },
  },
  CLIENTS_ANNOTATION_MISSING: {
    kind: 'missing',
    nl: {
      meaning: 'Deze notitie bestaat niet meer.',
      remedy: 'Ververs de lijst; misschien heeft iemand haar verwijderd.',
    },
    en: {
      meaning: 'There is no such note any more.',
      remedy: 'Refresh the list; somebody may have removed it.',
    },
  },
  CLIENTS_FEE_INVALID: {
    kind: 'invalid',
    nl: {
      meaning: 'Deze afspraak over bureaukosten klopt niet.',
      remedy: 'Kies een verbonden account en een maand, een percentage van 0 tot 100 en een bedrag van nul of meer.',
    },
    en: {
      meaning: 'This agreement about the agency fee is not right.',
      remedy: 'Choose a connected account and a month, a percentage from 0 to 100 and an amount of zero or more.',
    },
  },
  CLIENTS_FEE_MISSING: {
    kind: 'missing',
    nl: {
      meaning: 'Deze afspraak over bureaukosten bestaat niet meer.',
      remedy: 'Ververs de lijst; misschien heeft iemand haar weggehaald.',
    },
    en: {
      meaning: 'There is no such agreement about the agency fee any more.',
      remedy: 'Refresh the list; somebody may have taken it away.',
    },
  },
  CLIENTS_FEES_TOO_MANY: {
    kind: 'invalid',
    nl: {
      meaning: 'Deze klant heeft al 500 afspraken over bureaukosten.',
      remedy: 'Haal een afspraak weg die niet meer nodig is.',
    },
    en: {
      meaning: 'This client has 500 agreements about the agency fee already.',
      remedy: 'Take away an agreement that is no longer needed.',
    },
  },
  CLIENTS_NOTE_TEXT_INVALID: {
    kind: 'invalid',
    nl: { meaning: 'De notitie is leeg of te lang.', remedy: 'Schrijf 1 tot 2000 tekens.' },
    en: { meaning: 'The note is empty or too long.', remedy: 'Write 1 to 2,000 characters.' },
  },
  CLIENTS_NOTE_MISSING: {
    kind: 'missing',
    nl: {
      meaning: 'Deze notitie over de klant bestaat niet meer.',
      remedy: 'Ververs de lijst; misschien heeft iemand haar verwijderd.',
    },
    en: {
      meaning: 'There is no such note on the client any more.',
      remedy: 'Refresh the list; somebody may have removed it.',
    },
  },
  CLIENTS_NOTES_TOO_MANY: {
    kind: 'invalid',
    nl: {
      meaning: 'Over deze klant staan al 100 notities.',
      remedy: 'Verwijder een notitie die niet meer nodig is.',
    },
    en: { meaning: 'There are 100 notes on this client already.', remedy: 'Remove a note that is no longer needed.' },
  },
  CLIENTS_VIEW_INVALID: {
    kind: 'invalid',
    nl: { meaning: 'Deze weergave kan zo niet worden bewaard.', remedy: 'Geef haar een naam van 1 tot 60 tekens.' },
    en: { meaning: 'This view cannot be kept like this.', remedy: 'Give it a name of 1 to 60 characters.' },
  },
  CLIENTS_VIEWS_FULL: {
    kind: 'conflict',
    nl: {
      meaning: 'Je hebt voor deze klant al 50 weergaven bewaard.',
      remedy: 'Verwijder een weergave die je niet meer gebruikt.',
    },
    en: {
      meaning: 'You have kept 50 views of this client already.',
      remedy: 'Remove a view you no longer use.',
    },
  },
  CLIENTS_VIEW_MISSING: {
    kind: 'missing',
    nl: { meaning: 'Deze weergave bestaat niet (meer).', remedy: 'Ververs de lijst.' },
    en: { meaning: 'There is no such view (any more).', remedy: 'Refresh the list.' },
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
  CLIENTS_TERM_UNCONFIRMED: {
    kind: 'invalid',
    nl: {
      meaning: 'Een kortere bewaartermijn wist cijfers, en dat is nog niet bevestigd.',
      remedy:
        'Bevestig vanaf welke dag de cijfers blijven: de eerste van de maand, zoveel maanden terug als de nieuwe termijn.',
    },
    en: {
      meaning: 'A shorter retention term erases figures, and that has not been confirmed.',
      remedy: 'Confirm from which day figures stay: the first of the month, as many months back as the new term.',
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
