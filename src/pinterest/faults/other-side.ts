import type { FaultWords } from '../../foundation/kit/index.ts';
import { word } from './word.ts';

/** What went wrong on Pinterest's side or on the way. */
export const otherSide = {
  PINTEREST_SERVER_TROUBLE: word(
    'upstream',
    ['Pinterest heeft een storing.', 'Prikbord probeert het later vanzelf opnieuw.'],
    ['Pinterest has trouble.', 'Prikbord tries again later by itself.'],
  ),
  PINTEREST_TRY_AGAIN: word(
    'upstream',
    ['Er ging bij Pinterest iets mis met de vraag naar cijfers.', 'Prikbord probeert het later vanzelf opnieuw.'],
    ['Something went wrong at Pinterest with the question for figures.', 'Prikbord tries again later by itself.'],
  ),
  PINTEREST_UNREACHABLE: word(
    'upstream',
    [
      'Pinterest is niet bereikbaar.',
      'Prikbord probeert het later vanzelf opnieuw. Controleer zo nodig de internetverbinding.',
    ],
    [
      'Pinterest cannot be reached.',
      'Prikbord tries again later by itself. Check the internet connection if this stays.',
    ],
  ),
  PINTEREST_TIMEOUT: word(
    'upstream',
    ['Pinterest antwoordde niet op tijd.', 'Prikbord probeert het later vanzelf opnieuw.'],
    ['Pinterest did not answer in time.', 'Prikbord tries again later by itself.'],
  ),
  PINTEREST_REDIRECTED: word(
    'upstream',
    ['Pinterest verwees naar een ander adres; dat volgt Prikbord niet.', 'Controleer het ingestelde adres van de API.'],
    [
      'Pinterest pointed to another address, which Prikbord does not follow.',
      'Check the configured address of the API.',
    ],
  ),
  PINTEREST_ANSWER_UNREADABLE: word(
    'upstream',
    ['Het antwoord van Pinterest was leeg of onleesbaar.', 'Prikbord probeert het later vanzelf opnieuw.'],
    ["Pinterest's answer was empty or unreadable.", 'Prikbord tries again later by itself.'],
  ),
  PINTEREST_DOWNLOAD_BROKEN: word(
    'upstream',
    ['Het downloaden van het rapport brak af.', 'Prikbord haalt het vanzelf opnieuw op.'],
    ['The download of the report broke off.', 'Prikbord fetches it again by itself.'],
  ),
  PINTEREST_BOOKMARK_ENDLESS: word(
    'upstream',
    ['De lijst van Pinterest kwam niet tot een einde.', 'Prikbord probeert het later vanzelf opnieuw.'],
    ["Pinterest's list did not come to an end.", 'Prikbord tries again later by itself.'],
  ),
  PINTEREST_ANSWER_UNEXPECTED: word(
    'bug',
    [
      'Het antwoord van Pinterest heeft een vorm die Prikbord niet kent.',
      'Meld dit; waarschijnlijk is de API van Pinterest gewijzigd.',
    ],
    ["Pinterest's answer has a form Prikbord does not know.", 'Report this; Pinterest has probably changed its API.'],
  ),
  PINTEREST_OUTCOME_UNSURE: word(
    'unsure',
    [
      'Het is onbekend of Pinterest de wijziging heeft uitgevoerd.',
      'Prikbord herhaalt haar niet, maar kijkt na of zij er is. Blijft dat onzeker, kijk dan zelf bij Pinterest.',
    ],
    [
      'Nobody knows whether Pinterest made the change.',
      'Prikbord does not repeat it but looks whether it is there. If that stays unsure, look at Pinterest yourself.',
    ],
  ),
} as const satisfies FaultWords;
