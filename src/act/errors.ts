import type { FaultWords } from '../foundation/kit/index.ts';

/** Every fault code of this room, with its meaning and remedy in both languages. @personal none */
export const actFaults = {
  ACT_PARAMS_REFUSED: {
    kind: 'invalid',
    nl: {
      meaning: 'Wat bij Pinterest moet veranderen is niet volledig of voldoet niet aan de regels van Pinterest.',
      remedy: 'Verbeter het genoemde veld.',
    },
    en: {
      meaning: 'What is to change at Pinterest is incomplete or breaks one of Pinterest’s rules.',
      remedy: 'Correct the field that is named.',
    },
  },
  ACT_NOT_A_PERSON: {
    kind: 'forbidden',
    nl: {
      meaning: 'Alleen iemand die zelf is ingelogd kan goedkeuren wat er op Pinterest komt.',
      remedy: 'Log in en keur het zelf goed; een sleutel, import of regel kan dat niet.',
    },
    en: {
      meaning: 'Only a person who is signed in can approve what goes on Pinterest.',
      remedy: 'Sign in and approve it yourself; a key, an import or a rule cannot.',
    },
  },
  ACT_NOT_WAITING: {
    kind: 'conflict',
    nl: {
      meaning: 'Hierover hoeft niets meer te worden beslist: het is al verder.',
      remedy: 'Kijk opnieuw hoe het ervoor staat.',
    },
    en: {
      meaning: 'There is nothing left to decide here: it has moved on.',
      remedy: 'Look again where it stands.',
    },
  },
  ACT_NOT_APPROVED: {
    kind: 'forbidden',
    nl: {
      meaning: 'Niemand heeft dit goedgekeurd, dus het is niet geplaatst.',
      remedy: 'Laat het goedkeuren; daarna gaat het vanzelf.',
    },
    en: {
      meaning: 'Nobody approved this, so it was not published.',
      remedy: 'Have it approved; it then goes by itself.',
    },
  },
  ACT_APPROVAL_DIFFERS: {
    kind: 'forbidden',
    nl: {
      meaning: 'Er is iets veranderd nadat het was goedgekeurd, dus het is niet geplaatst.',
      remedy: 'Bekijk het verschil en laat het opnieuw goedkeuren.',
    },
    en: {
      meaning: 'Something changed after it was approved, so it was not published.',
      remedy: 'Look at the difference and have it approved again.',
    },
  },
  ACT_APPROVAL_ENDED: {
    kind: 'forbidden',
    nl: {
      meaning: 'De goedkeuring is ingetrokken of geldt niet op dit moment, dus het is niet geplaatst.',
      remedy: 'Kies een nieuw moment en laat het opnieuw goedkeuren.',
    },
    en: {
      meaning: 'The approval was withdrawn or does not cover this moment, so it was not published.',
      remedy: 'Choose another time and have it approved again.',
    },
  },
  ACT_TOO_LATE: {
    kind: 'invalid',
    nl: {
      meaning: 'Het was te laat om dit nog te plaatsen.',
      remedy: 'Kies een nieuw moment of laat het vervallen.',
    },
    en: {
      meaning: 'It was too late to publish this.',
      remedy: 'Choose another time or give it up.',
    },
  },
  ACT_MEDIA_CHANGED: {
    kind: 'invalid',
    nl: {
      meaning: 'De bewaarde afbeelding is niet dezelfde als die is goedgekeurd.',
      remedy: 'Kies de afbeelding opnieuw en laat de Pin opnieuw goedkeuren.',
    },
    en: {
      meaning: 'The stored picture is not the one that was approved.',
      remedy: 'Choose the picture again and have the Pin approved again.',
    },
  },
  ACT_LEASE_LOST: {
    kind: 'upstream',
    nl: {
      meaning: 'De server stond te lang stil om veilig aan een opdracht voor Pinterest te beginnen.',
      remedy: 'Er is niets verstuurd; het wordt vanzelf opnieuw geprobeerd.',
    },
    en: {
      meaning: 'The server stood still too long to begin a call to Pinterest safely.',
      remedy: 'Nothing was sent; it is tried again by itself.',
    },
  },
  ACT_HAND_LOST: {
    kind: 'unsure',
    nl: {
      meaning: 'De server viel weg terwijl dit naar Pinterest ging; misschien staat het er al.',
      remedy: 'Prikbord kijkt het na bij Pinterest en gaat dan verder.',
    },
    en: {
      meaning: 'The server went away while this was on its way to Pinterest; it may be there already.',
      remedy: 'Prikbord checks at Pinterest and then goes on.',
    },
  },
  ACT_LOOKED_FOR: {
    kind: 'unsure',
    nl: {
      meaning: 'Nog niet teruggezien bij Pinterest; dat kan even duren.',
      remedy: 'Prikbord kijkt nog een keer voordat er iets opnieuw gaat.',
    },
    en: {
      meaning: 'Not seen at Pinterest yet; that may take a moment.',
      remedy: 'Prikbord looks again before anything is sent again.',
    },
  },
  ACT_NOT_THERE: {
    kind: 'upstream',
    nl: {
      meaning: 'Drie keer gekeken, en het staat niet op Pinterest.',
      remedy: 'Het wordt opnieuw verstuurd, onder hetzelfde kenmerk.',
    },
    en: {
      meaning: 'Looked three times, and it is not on Pinterest.',
      remedy: 'It is sent again, under the same mark.',
    },
  },
  ACT_NOT_TOLD_APART: {
    kind: 'unsure',
    nl: {
      meaning: 'Zonder link met kenmerk is niet te zien of het er staat.',
      remedy: 'Kijk op het bord en zeg of het er staat; pas dan gaat het verder.',
    },
    en: {
      meaning: 'Without a link that carries our mark nobody can tell whether it is there.',
      remedy: 'Look at the board and say whether it is there; only then it goes on.',
    },
  },
  ACT_THERE_TWICE: {
    kind: 'unsure',
    nl: {
      meaning: 'Er staan er twee op Pinterest die hetzelfde zijn.',
      remedy: 'Kies welke blijft en verwijder de andere.',
    },
    en: {
      meaning: 'There are two of the same on Pinterest.',
      remedy: 'Choose which one stays and delete the other.',
    },
  },
  ACT_SENT_TOO_OFTEN: {
    kind: 'unsure',
    nl: {
      meaning: 'Drie keer verstuurd, en het staat nog steeds niet op Pinterest.',
      remedy: 'Kijk bij Pinterest of er iets met het account is, en laat het dan opnieuw versturen.',
    },
    en: {
      meaning: 'Sent three times, and still not on Pinterest.',
      remedy: 'See at Pinterest whether something is wrong with the account, then have it sent again.',
    },
  },
} as const satisfies FaultWords;
