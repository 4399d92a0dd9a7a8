import type { FaultWords } from '../../foundation/kit/index.ts';
import { word } from './word.ts';

/** What passes: limits, conflicts, addresses that have expired. */
export const later = {
  PINTEREST_CONFLICT: word(
    'conflict',
    [
      'Er verandert op dit moment al iets aan hetzelfde.',
      'Prikbord kijkt opnieuw en probeert het één keer; daarna bent u aan zet.',
    ],
    ['The same thing is being changed right now.', 'Prikbord looks again and tries once; after that it is up to you.'],
  ),
  PINTEREST_BOOKMARK_EXPIRED: word(
    'conflict',
    ['De lijst veranderde terwijl zij werd gelezen.', 'Prikbord begint de lijst opnieuw; u hoeft niets te doen.'],
    ['The list changed while it was read.', 'Prikbord starts the list again; nothing to do.'],
  ),
  PINTEREST_REPORT_ADDRESS_EXPIRED: word(
    'conflict',
    [
      'Het adres van het rapport is verlopen; het geldt vijf minuten.',
      'Prikbord vraagt een nieuw adres; u hoeft niets te doen.',
    ],
    [
      'The address of the report has expired; it is valid for five minutes.',
      'Prikbord asks for a new one; nothing to do.',
    ],
  ),
  PINTEREST_UPLOAD_REFUSED: word(
    'conflict',
    [
      'Pinterest nam het bestand niet aan: het uploadadres is verlopen of het bestand is gewijzigd.',
      'Prikbord vraagt één keer een nieuw uploadadres. Blijft het, controleer dan het bestand.',
    ],
    [
      'Pinterest did not take the file: the upload address has expired, or the file was changed.',
      'Prikbord asks for a new address once. If this stays, check the file.',
    ],
  ),
  PINTEREST_LIMITED: word(
    'limited',
    ['Pinterest staat nu even niet meer vragen toe.', 'Prikbord wacht en gaat vanzelf verder.'],
    ['Pinterest allows no more calls for a moment.', 'Prikbord waits and goes on by itself.'],
  ),
  PINTEREST_ANALYTICS_LIMITED: word(
    'limited',
    [
      'Pinterest vraagt om te wachten met vragen naar cijfers.',
      'Prikbord wacht zolang Pinterest vraagt en gaat vanzelf verder.',
    ],
    ['Pinterest asks to wait with questions for figures.', 'Prikbord waits as long as asked and goes on by itself.'],
  ),
  PINTEREST_QUERY_TOO_COSTLY: word(
    'limited',
    [
      'Deze vraag naar cijfers is Pinterest nu te zwaar.',
      'Prikbord wacht en gaat vanzelf verder. Blijft het, vraag dan een kortere periode.',
    ],
    [
      'This question for figures is too heavy for Pinterest now.',
      'Prikbord waits and goes on by itself. If this stays, ask for a shorter period.',
    ],
  ),
  PINTEREST_SPAM_BLOCK: word(
    'limited',
    [
      'Pinterest heeft dit account tegen spam geblokkeerd.',
      'Prikbord doet uren niets met dit account. Bekijk wat er geplaatst is en maak de planning rustiger.',
    ],
    [
      'Pinterest has blocked this account against spam.',
      'Prikbord leaves the account alone for hours. Look at what was posted, and slow the calendar down.',
    ],
  ),
} as const satisfies FaultWords;
