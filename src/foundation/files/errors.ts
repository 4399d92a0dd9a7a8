import type { FaultWords } from '../kit/index.ts';

/** What can go wrong with stored files. @personal none */
export const filesFaults = {
  FILES_TOO_LARGE: {
    kind: 'invalid',
    nl: {
      meaning: 'Het bestand is groter dan hier mag.',
      remedy: 'Kies een kleiner bestand; de grens staat bij het veld.',
    },
    en: {
      meaning: 'The file is larger than is allowed here.',
      remedy: 'Choose a smaller file; the limit stands beside the field.',
    },
  },
  FILES_MISSING: {
    kind: 'missing',
    nl: {
      meaning: 'Dit bestand is er niet, of niet meer.',
      remedy: 'Laad de pagina opnieuw; ontbreekt het dan nog, lever het bestand opnieuw aan.',
    },
    en: {
      meaning: 'This file is not there, or no longer.',
      remedy: 'Load the page again; if it is still missing, add the file again.',
    },
  },
  FILES_PICTURE_REFUSED: {
    kind: 'invalid',
    nl: {
      meaning: 'Deze afbeelding kan niet worden gebruikt.',
      remedy: 'Kies een JPEG, PNG of WebP die niet beschadigd en niet te groot is.',
    },
    en: {
      meaning: 'This picture cannot be used.',
      remedy: 'Choose a JPEG, PNG or WebP that is not damaged and not too large.',
    },
  },
  FILES_DAMAGED: {
    kind: 'bug',
    nl: {
      meaning: 'Een bewaard bestand is niet meer wat het was.',
      remedy: 'Zet de map met bestanden terug uit een reservekopie, of lever het bestand opnieuw aan.',
    },
    en: {
      meaning: 'A stored file is no longer what it was.',
      remedy: 'Restore the folder of files from a backup, or add the file again.',
    },
  },
} as const satisfies FaultWords;
