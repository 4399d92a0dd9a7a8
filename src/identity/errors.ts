import type { FaultWords } from '../foundation/kit/index.ts';

/** Every fault code of this room, with its meaning and remedy in both languages. @personal none */
export const identityFaults = {
  IDENTITY_NOT_SIGNED_IN: {
    kind: 'unauthenticated',
    nl: { meaning: 'U bent niet (meer) aangemeld.', remedy: 'Meld u aan en probeer het opnieuw.' },
    en: { meaning: 'You are not signed in (any more).', remedy: 'Sign in and try again.' },
  },
  IDENTITY_SECOND_FACTOR_NEEDED: {
    kind: 'unauthenticated',
    nl: {
      meaning: 'De aanmelding is nog niet af: de tweede factor ontbreekt.',
      remedy: 'Vul de code uit uw authenticator-app in.',
    },
    en: {
      meaning: 'Signing in is not finished: the second factor is missing.',
      remedy: 'Enter the code from your authenticator app.',
    },
  },
  IDENTITY_SIGN_IN_REFUSED: {
    kind: 'unauthenticated',
    nl: {
      meaning: 'E-mailadres, wachtwoord of code klopt niet, of er is te vaak geprobeerd.',
      remedy: 'Controleer wat u invult; wacht na enkele pogingen een kwartier.',
    },
    en: {
      meaning: 'E-mail address, password or code is not right, or there were too many attempts.',
      remedy: 'Check what you enter; after several attempts wait a quarter of an hour.',
    },
  },
  IDENTITY_FORBIDDEN: {
    kind: 'forbidden',
    nl: { meaning: 'Uw rol mag dit niet.', remedy: 'Vraag een beheerder om dit te doen of uw rol te wijzigen.' },
    en: { meaning: 'Your role may not do this.', remedy: 'Ask an administrator to do it or to change your role.' },
  },
  IDENTITY_MISSING: {
    kind: 'missing',
    nl: { meaning: 'Dit bestaat niet, of het is niet van u.', remedy: 'Kies een klant uit uw eigen lijst.' },
    en: { meaning: 'There is no such thing, or it is not yours.', remedy: 'Choose a client from your own list.' },
  },
  IDENTITY_INVALID: {
    kind: 'invalid',
    nl: {
      meaning: 'De gegevens van de gebruiker of sleutel kloppen niet.',
      remedy: 'Verbeter het genoemde veld; een wachtwoord heeft minstens 12 tekens.',
    },
    en: {
      meaning: 'The details of the user or key are not right.',
      remedy: 'Correct the named field; a password has at least 12 characters.',
    },
  },
  IDENTITY_EMAIL_TAKEN: {
    kind: 'conflict',
    nl: { meaning: 'Er is al een gebruiker met dit e-mailadres.', remedy: 'Kies een ander adres.' },
    en: { meaning: 'There is a user with this e-mail address already.', remedy: 'Choose another address.' },
  },
  IDENTITY_PERSON_NEEDED: {
    kind: 'forbidden',
    nl: { meaning: 'Dit doet alleen iemand die is aangemeld, geen sleutel.', remedy: 'Meld u aan en doe het daar.' },
    en: { meaning: 'Only a person who is signed in does this, not a key.', remedy: 'Sign in and do it there.' },
  },
  IDENTITY_CODE_AGAIN: {
    kind: 'forbidden',
    nl: {
      meaning: 'Hiervoor is een verse code nodig: de vorige is langer dan een kwartier geleden gegeven.',
      remedy: 'Geef de code van uw authenticator-app en probeer het opnieuw.',
    },
    en: {
      meaning: 'This needs a fresh code: the last one was given more than a quarter of an hour ago.',
      remedy: 'Enter the code of your authenticator app and try again.',
    },
  },
  IDENTITY_CODE_REFUSED: {
    kind: 'invalid',
    nl: {
      meaning: 'Die code klopt niet, is verlopen of al gebruikt.',
      remedy: 'Wacht op de volgende code van uw authenticator-app en probeer die.',
    },
    en: {
      meaning: 'That code is not right, has expired or was used already.',
      remedy: 'Wait for the next code of your authenticator app and try that.',
    },
  },
  IDENTITY_PASSWORD_REFUSED: {
    kind: 'invalid',
    nl: {
      meaning: 'Uw huidige wachtwoord klopt niet.',
      remedy: 'Typ het opnieuw; wacht na enkele pogingen een kwartier.',
    },
    en: {
      meaning: 'Your present password is not right.',
      remedy: 'Type it again; after several attempts wait a quarter of an hour.',
    },
  },
  IDENTITY_INVITATION_OVER: {
    kind: 'missing',
    nl: {
      meaning: 'Deze link werkt niet (meer): hij is gebruikt, ingetrokken of verlopen.',
      remedy: 'Vraag een nieuwe link aan wie u heeft uitgenodigd.',
    },
    en: {
      meaning: 'This link does not work (any more): it was used, withdrawn or has expired.',
      remedy: 'Ask whoever invited you for a new link.',
    },
  },
  IDENTITY_REQUEST_RUNNING: {
    kind: 'conflict',
    nl: { meaning: 'Dit verzoek is nog bezig.', remedy: 'Wacht even en vraag het opnieuw met dezelfde sleutel.' },
    en: { meaning: 'This request is still under way.', remedy: 'Wait a moment and ask again with the same key.' },
  },
  IDENTITY_REQUEST_OTHER: {
    kind: 'invalid',
    nl: {
      meaning: 'Deze Idempotency-Key hoort bij een ander verzoek.',
      remedy: 'Gebruik voor elk verzoek een eigen sleutel.',
    },
    en: {
      meaning: 'This Idempotency-Key belongs to another request.',
      remedy: 'Use a key of its own for each request.',
    },
  },
  IDENTITY_REQUEST_UNSURE: {
    kind: 'unsure',
    nl: {
      meaning: 'Dit verzoek is onderbroken; misschien is het toch uitgevoerd.',
      remedy: 'Kijk eerst of het gebeurd is, en vraag het anders opnieuw met een nieuwe sleutel.',
    },
    en: {
      meaning: 'This request was interrupted; it may have been done all the same.',
      remedy: 'Look whether it happened first; if not, ask again with a new key.',
    },
  },
  IDENTITY_LAST_OWNER: {
    kind: 'conflict',
    nl: { meaning: 'Dit is de enige eigenaar.', remedy: 'Maak eerst iemand anders eigenaar.' },
    en: { meaning: 'This is the only owner.', remedy: 'Make somebody else an owner first.' },
  },
  IDENTITY_YOURSELF: {
    kind: 'conflict',
    nl: {
      meaning: 'U kunt uw eigen rol niet wijzigen en uzelf niet verwijderen.',
      remedy: 'Vraag het een andere beheerder.',
    },
    en: {
      meaning: 'You cannot change your own role or remove yourself.',
      remedy: 'Ask another administrator to do it.',
    },
  },
  IDENTITY_STAFF_BY_INVITATION: {
    kind: 'conflict',
    nl: {
      meaning: 'Iemand van een klant heeft geen tweede factor en kan zo geen medewerker worden.',
      remedy: 'Verwijder deze gebruiker en nodig de persoon uit als medewerker.',
    },
    en: {
      meaning: 'A person of a client has no second factor and cannot become staff this way.',
      remedy: 'Remove this user and invite the person as staff.',
    },
  },
} as const satisfies FaultWords;
