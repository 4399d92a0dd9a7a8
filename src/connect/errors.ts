import type { FaultWords } from '../foundation/kit/index.ts';

/** Every fault code of this room, with its meaning and remedy in both languages. @personal none */
export const connectFaults = {
  CONNECT_APP_MISSING: {
    kind: 'invalid',
    nl: {
      meaning: 'Er is geen Pinterest-app ingesteld.',
      remedy: 'Zet PRIKBORD_PINTEREST_APP_ID en PRIKBORD_PINTEREST_APP_SECRET en start opnieuw.',
    },
    en: {
      meaning: 'No Pinterest app is configured.',
      remedy: 'Set PRIKBORD_PINTEREST_APP_ID and PRIKBORD_PINTEREST_APP_SECRET and start again.',
    },
  },
  CONNECT_STATE_REFUSED: {
    kind: 'invalid',
    nl: {
      meaning: 'Deze koppelpoging is al gebruikt, verlopen, of door iemand anders begonnen.',
      remedy: 'Begin de koppeling opnieuw; een poging geldt tien minuten en één keer.',
    },
    en: {
      meaning: 'This attempt to connect was used already, has expired, or was started by someone else.',
      remedy: 'Start connecting again; an attempt is good for ten minutes and once.',
    },
  },
  CONNECT_DENIED: {
    kind: 'forbidden',
    nl: {
      meaning: 'Op de pagina van Pinterest is geen toestemming gegeven.',
      remedy: 'Begin opnieuw en kies op de pagina van Pinterest voor toestaan.',
    },
    en: {
      meaning: 'Consent was not given on Pinterest’s page.',
      remedy: 'Start again and choose to allow on Pinterest’s page.',
    },
  },
  CONNECT_NOT_BUSINESS: {
    kind: 'invalid',
    nl: {
      meaning: 'Dit is een persoonlijk Pinterest-account; alleen zakelijke accounts kunnen worden gekoppeld.',
      remedy: 'Zet het account bij Pinterest om naar een zakelijk account, of kies een ander.',
    },
    en: {
      meaning: 'This is a personal Pinterest account; only business accounts can be connected.',
      remedy: 'Convert the account to a business account at Pinterest, or choose another.',
    },
  },
  CONNECT_SCOPES_MISSING: {
    kind: 'forbidden',
    nl: {
      meaning: 'Pinterest gaf minder rechten dan nodig zijn.',
      remedy: 'Koppel opnieuw en sta alle gevraagde rechten toe.',
    },
    en: {
      meaning: 'Pinterest granted fewer permissions than are needed.',
      remedy: 'Connect again and allow all permissions that are asked.',
    },
  },
  CONNECT_SCOPES_EXCESSIVE: {
    kind: 'forbidden',
    nl: {
      meaning: 'Het account heeft deze app eerder meer rechten gegeven dan Prikbord mag hebben.',
      remedy: 'Verwijder de app in de instellingen van Pinterest en koppel daarna opnieuw.',
    },
    en: {
      meaning: 'The account gave this app more permissions earlier than Prikbord may hold.',
      remedy: 'Remove the app in Pinterest’s settings and then connect again.',
    },
  },
  CONNECT_NO_REFRESH_TOKEN: {
    kind: 'upstream',
    nl: {
      meaning: 'Pinterest gaf een toestemming die niet verlengd kan worden.',
      remedy: 'Begin de koppeling opnieuw; gebeurt het weer, meld het dan bij Pinterest.',
    },
    en: {
      meaning: 'Pinterest gave a consent that cannot be renewed.',
      remedy: 'Start connecting again; if it happens again, report it to Pinterest.',
    },
  },
  CONNECT_TAKEN: {
    kind: 'conflict',
    nl: {
      meaning: 'Dit Pinterest-account of een van de advertentieaccounts is hier al in gebruik.',
      remedy: 'Kies andere advertentieaccounts, of vraag een beheerder na te gaan waar het in gebruik is.',
    },
    en: {
      meaning: 'This Pinterest account or one of its ad accounts is already in use here.',
      remedy: 'Choose other ad accounts, or ask an administrator to find out where it is in use.',
    },
  },
  CONNECT_OTHER_USER: {
    kind: 'conflict',
    nl: {
      meaning: 'Deze klant is gekoppeld met een ander Pinterest-account.',
      remedy: 'Log bij Pinterest in met het account van de koppeling, of verbreek eerst de oude koppeling.',
    },
    en: {
      meaning: 'This client is connected with another Pinterest account.',
      remedy: 'Sign in at Pinterest with the account of the connection, or end the old connection first.',
    },
  },
  CONNECT_NOT_CONNECTED: {
    kind: 'missing',
    nl: {
      meaning: 'Deze klant is niet gekoppeld met Pinterest.',
      remedy: 'Koppel de klant op zijn pagina Verbinding en gegevens of met `connect --client`.',
    },
    en: {
      meaning: 'This client is not connected with Pinterest.',
      remedy: 'Connect the client on its page of connection and data or with `connect --client`.',
    },
  },
  CONNECT_STOPPING: {
    kind: 'limited',
    nl: {
      meaning: 'Dit proces stopt en begint geen nieuwe vraag aan Pinterest.',
      remedy: 'Niets te doen: een ander proces, of het volgende, gaat verder.',
    },
    en: {
      meaning: 'This process stops and begins no further call to Pinterest.',
      remedy: 'Nothing to do: another process, or the next one, goes on.',
    },
  },
  CONNECT_RECONNECT_NEEDED: {
    kind: 'unauthenticated',
    nl: {
      meaning: 'Pinterest kent de toestemming van deze klant niet meer.',
      remedy: 'Koppel de klant opnieuw; wat al opgehaald is blijft bewaard en het ophalen gaat daarna verder.',
    },
    en: {
      meaning: 'Pinterest no longer knows this client’s consent.',
      remedy: 'Connect the client again; what was collected stays, and collecting goes on afterwards.',
    },
  },
  CONNECT_PERSON_ONLY: {
    kind: 'forbidden',
    nl: {
      meaning: 'Namen die Pinterest toont worden alleen gevraagd als een aangemeld persoon de pagina opent.',
      remedy: 'Open de pagina van de koppeling; programma’s en taken krijgen alleen nummers.',
    },
    en: {
      meaning: 'Names Pinterest shows are asked only when a signed-in person opens the page.',
      remedy: 'Open the page of the connection; programs and jobs get ids only.',
    },
  },
  CONNECT_ACCOUNT_UNREACHABLE: {
    kind: 'invalid',
    nl: {
      meaning: 'Een gekozen advertentieaccount is met deze toestemming niet te bereiken.',
      remedy: 'Vernieuw de lijst en kies opnieuw.',
    },
    en: {
      meaning: 'A chosen ad account cannot be reached with this consent.',
      remedy: 'Refresh the list and choose again.',
    },
  },
  CONNECT_REFRESH_BUSY: {
    kind: 'limited',
    nl: {
      meaning: 'Een ander proces vernieuwt op dit moment de toegang van deze koppeling.',
      remedy: 'Er wordt vanzelf opnieuw geprobeerd.',
    },
    en: {
      meaning: 'Another process is renewing the access of this connection right now.',
      remedy: 'It is tried again by itself.',
    },
  },
  CONNECT_BUDGET_SPENT: {
    kind: 'limited',
    nl: {
      meaning: 'Het aantal vragen dat Pinterest toestaat is voor dit moment op.',
      remedy: 'Er wordt vanzelf verder gegaan zodra het weer mag.',
    },
    en: {
      meaning: 'The number of calls Pinterest allows is used up for now.',
      remedy: 'Work goes on by itself as soon as it may.',
    },
  },
} as const satisfies FaultWords;
