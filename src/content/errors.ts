import type { FaultWords } from '../foundation/kit/index.ts';

/** Every fault code of this room, with its meaning and remedy in both languages. @personal none */
export const contentFaults = {
  CONTENT_PIN_MISSING: {
    kind: 'missing',
    nl: { meaning: 'Deze Pin is er niet, of niet meer.', remedy: 'Ga terug naar de kalender en kies een andere.' },
    en: { meaning: 'This Pin is not there, or no longer.', remedy: 'Go back to the calendar and choose another.' },
  },
  CONTENT_PIN_CHANGED: {
    kind: 'conflict',
    nl: {
      meaning: 'Iemand heeft deze Pin intussen veranderd.',
      remedy: 'Bekijk wat er veranderd is en doe je wijziging daarna opnieuw.',
    },
    en: {
      meaning: 'Somebody changed this Pin in the meantime.',
      remedy: 'Look at what changed, then make your change again.',
    },
  },
  CONTENT_PIN_LOCKED: {
    kind: 'conflict',
    nl: {
      meaning: 'Deze Pin staat al op Pinterest of is onderweg, en ligt dus vast.',
      remedy: 'Wacht tot hij er staat, of maak een nieuwe Pin.',
    },
    en: {
      meaning: 'This Pin is on Pinterest already or on its way, so it is locked.',
      remedy: 'Wait until it is there, or make a new Pin.',
    },
  },
  CONTENT_FIELD_REFUSED: {
    kind: 'invalid',
    nl: { meaning: 'Een veld van de Pin kan zo niet.', remedy: 'Verbeter het genoemde veld.' },
    en: { meaning: 'A field of the Pin cannot be like this.', remedy: 'Correct the field that is named.' },
  },
  CONTENT_MOMENT_REFUSED: {
    kind: 'invalid',
    nl: {
      meaning: 'Dit is geen moment waarop een Pin kan uitgaan.',
      remedy: 'Kies een datum en tijd in de toekomst.',
    },
    en: { meaning: 'This is no moment at which a Pin can go out.', remedy: 'Choose a date and time to come.' },
  },
  CONTENT_NOT_READY: {
    kind: 'invalid',
    nl: {
      meaning: 'De Pin is nog niet af: er ontbreekt iets dat Pinterest nodig heeft, of er is geen moment gekozen.',
      remedy: 'Los op wat er bij de Pin staat en vraag daarna goedkeuring.',
    },
    en: {
      meaning: 'The Pin is not finished: something Pinterest needs is missing, or no moment was chosen.',
      remedy: 'Solve what is listed with the Pin, then ask for approval.',
    },
  },
  CONTENT_NOT_IN_REVIEW: {
    kind: 'conflict',
    nl: {
      meaning: 'Over deze Pin wordt nu niets gevraagd.',
      remedy: 'Kijk opnieuw hoe het ervoor staat.',
    },
    en: { meaning: 'Nothing is asked about this Pin at the moment.', remedy: 'Look again where it stands.' },
  },
  CONTENT_COMMENT_INVALID: {
    kind: 'invalid',
    nl: { meaning: 'Een opmerking heeft 1 tot 2000 tekens.', remedy: 'Schrijf iets, of maak het korter.' },
    en: { meaning: 'A comment has 1 to 2000 characters.', remedy: 'Write something, or make it shorter.' },
  },
  CONTENT_LINK_ENDED: {
    kind: 'missing',
    nl: {
      meaning: 'Deze link is verlopen of ingetrokken, of heeft nooit bestaan.',
      remedy: 'Vraag je contactpersoon om een nieuwe.',
    },
    en: {
      meaning: 'This link has expired, was withdrawn, or never existed.',
      remedy: 'Ask your contact for a new one.',
    },
  },
  CONTENT_SETTINGS_REFUSED: {
    kind: 'invalid',
    nl: { meaning: 'Een instelling valt buiten wat mag.', remedy: 'Verbeter het genoemde veld.' },
    en: { meaning: 'A setting is outside what is allowed.', remedy: 'Correct the field that is named.' },
  },
  CONTENT_ASSET_MISSING: {
    kind: 'missing',
    nl: { meaning: 'Dit beeld staat niet (meer) in de bibliotheek.', remedy: 'Kies een ander, of upload het opnieuw.' },
    en: { meaning: 'This picture is not in the library, or no longer.', remedy: 'Choose another, or upload it again.' },
  },
  CONTENT_ASSET_USED: {
    kind: 'conflict',
    nl: {
      meaning: 'Er zijn Pins die dit beeld gebruiken.',
      remedy: 'Verwijder die Pins eerst, of geef ze een ander beeld.',
    },
    en: { meaning: 'Pins use this picture.', remedy: 'Remove those Pins first, or give them another picture.' },
  },
} as const satisfies FaultWords;
