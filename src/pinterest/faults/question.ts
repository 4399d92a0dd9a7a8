import type { FaultWords } from '../../foundation/kit/index.ts';
import { word } from './word.ts';

/** What was asked: values, things that do not exist, functions that are gone. */
export const question = {
  PINTEREST_PARAMETER_INVALID: word(
    'invalid',
    [
      'Pinterest neemt een van de waarden niet aan.',
      'Verander de genoemde waarde; opnieuw versturen zonder wijziging helpt niet.',
    ],
    [
      'Pinterest does not accept one of the values.',
      'Change the value named; sending it again unchanged will not help.',
    ],
  ),
  PINTEREST_WINDOW_INVALID: word(
    'invalid',
    [
      'Pinterest kent deze combinatie van attributievensters niet.',
      'Kies een combinatie uit de lijst, bijvoorbeeld 30/30/1.',
    ],
    ['Pinterest does not accept this combination of attribution windows.', 'Choose one of the list, such as 30/30/1.'],
  ),
  PINTEREST_BATCH_SIZE: word(
    'invalid',
    ['Pinterest neemt 1 tot 30 wijzigingen tegelijk aan.', 'Verdeel de wijzigingen over meer verzoeken.'],
    ['Pinterest takes 1 to 30 changes at once.', 'Spread the changes over more requests.'],
  ),
  PINTEREST_NAME_TAKEN: word(
    'invalid',
    ['Deze naam bestaat al bij Pinterest.', 'Kies een andere naam.'],
    ['This name exists at Pinterest already.', 'Choose another name.'],
  ),
  PINTEREST_VIDEO_COVER_MISSING: word(
    'invalid',
    ['Een video-Pin heeft een omslagbeeld nodig.', 'Kies een afbeelding of een moment uit de video als omslag.'],
    ['A video Pin needs a cover.', 'Choose a picture, or a moment of the video, as its cover.'],
  ),
  PINTEREST_CAROUSEL_INVALID: word(
    'invalid',
    ['Een carrousel heeft 2 tot 5 beelden van gelijke afmeting.', 'Pas aantal of afmetingen van de beelden aan.'],
    ['A carousel has 2 to 5 pictures of equal size.', 'Change the number or the sizes of the pictures.'],
  ),
  PINTEREST_IMAGE_UNREACHABLE: word(
    'upstream',
    [
      'Pinterest kon de afbeelding niet van haar adres ophalen.',
      'Prikbord probeert het nog een paar keer. Blijft het, stuur dan het bestand zelf mee.',
    ],
    [
      'Pinterest could not fetch the picture from its address.',
      'Prikbord tries a few more times. If this stays, send the file itself.',
    ],
  ),
  PINTEREST_BOARD_MISSING: word(
    'missing',
    ['Het bord bestaat niet (meer), of is niet zichtbaar voor dit account.', 'Kies een ander bord.'],
    ['The board does not exist (any more), or this account cannot see it.', 'Choose another board.'],
  ),
  PINTEREST_PIN_MISSING: word(
    'missing',
    ['De Pin bestaat niet (meer), of is niet zichtbaar voor dit account.', 'Haal de lijst met Pins opnieuw op.'],
    ['The Pin does not exist (any more), or this account cannot see it.', 'Fetch the list of Pins again.'],
  ),
  PINTEREST_SECTION_MISSING: word(
    'missing',
    ['De sectie van het bord bestaat niet (meer).', 'Kies een andere sectie, of geen.'],
    ['The section of the board does not exist (any more).', 'Choose another section, or none.'],
  ),
  PINTEREST_USER_MISSING: word(
    'missing',
    ['Pinterest kent dit account niet (meer).', 'Controleer bij de klant of het account nog bestaat.'],
    ['Pinterest does not know this account (any more).', 'Ask the client whether the account still exists.'],
  ),
  PINTEREST_MISSING: word(
    'missing',
    [
      'Pinterest kent dit niet (meer), of het is niet zichtbaar voor dit account.',
      'Ververs de gegevens en kies opnieuw.',
    ],
    ['Pinterest does not know this (any more), or this account cannot see it.', 'Refresh the data and choose again.'],
  ),
  PINTEREST_REPORT_TOKEN_INVALID: word(
    'missing',
    ['Pinterest kent dit rapport niet meer.', 'Prikbord vraagt het rapport opnieuw aan; u hoeft niets te doen.'],
    ['Pinterest does not know this report any more.', 'Prikbord asks for the report again; nothing to do.'],
  ),
  PINTEREST_METHOD_REFUSED: word(
    'bug',
    ['Pinterest kent deze bewerking niet op dit adres.', 'Meld dit; waarschijnlijk is de API van Pinterest gewijzigd.'],
    ['Pinterest does not know this operation at this address.', 'Report this; Pinterest has probably changed its API.'],
  ),
  PINTEREST_ENDPOINT_CLOSED: word(
    'missing',
    [
      'Pinterest heeft deze functie uitgezet.',
      'Prikbord probeert het niet opnieuw. Werk Prikbord bij als er een nieuwe versie is.',
    ],
    [
      'Pinterest has switched this function off.',
      'Prikbord does not try again. Update Prikbord if there is a newer version.',
    ],
  ),
} as const satisfies FaultWords;
