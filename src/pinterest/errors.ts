import type { FaultKind, FaultWords } from '../foundation/kit/index.ts';

const word = (
  kind: FaultKind,
  nl: readonly [meaning: string, remedy: string],
  en: readonly [meaning: string, remedy: string],
): FaultWords[string] => ({
  kind,
  nl: { meaning: nl[0], remedy: nl[1] },
  en: { meaning: en[0], remedy: en[1] },
});

const access = {
  PINTEREST_TOKEN_REFUSED: word(
    'unauthenticated',
    [
      'Pinterest herkent deze koppeling niet meer: het token is verlopen of ingetrokken, of hoort bij een andere omgeving.',
      'Prikbord heeft één keer een nieuw token gevraagd. Lukt het nog niet, koppel het account dan opnieuw.',
    ],
    [
      'Pinterest no longer recognises this connection: its token has expired, was revoked, or belongs to another host.',
      'Prikbord asked for a fresh token once. If this stays, connect the account again.',
    ],
  ),
  PINTEREST_GRANT_REFUSED: word(
    'unauthenticated',
    [
      'Pinterest gaf geen token: de toestemming is verlopen, al gebruikt of ingetrokken, of app-id en geheim kloppen niet.',
      'Koppel het account opnieuw. Gebeurt dit bij elke klant, controleer dan het app-id en het geheim in de instellingen.',
    ],
    [
      'Pinterest gave no token: the consent has expired, was used before or was withdrawn, or app id and secret are wrong.',
      'Connect the account again. If it happens for every client, check app id and secret in the configuration.',
    ],
  ),
  PINTEREST_SCOPE_MISSING: word(
    'forbidden',
    [
      'De koppeling mist een recht dat hiervoor nodig is.',
      'Koppel het account opnieuw en geef alle gevraagde rechten; Prikbord probeert het tot dan niet meer.',
    ],
    [
      'The connection lacks a right this needs.',
      'Connect the account again and grant all rights asked for; Prikbord does not try again until then.',
    ],
  ),
  PINTEREST_FEATURE_RESTRICTED: word(
    'forbidden',
    [
      'Pinterest heeft deze functie niet vrijgegeven voor de app.',
      'Vraag Pinterest om toegang voor de app. De koppeling zelf is in orde.',
    ],
    [
      'Pinterest has not opened this feature to the app.',
      'Ask Pinterest for access for the app. The connection itself is fine.',
    ],
  ),
  PINTEREST_TRIAL_ACCESS: word(
    'forbidden',
    [
      'De app heeft proeftoegang; daarmee mogen op het echte Pinterest geen Pins worden gemaakt.',
      'Vraag bij Pinterest standaardtoegang aan. De koppeling zelf is in orde.',
    ],
    [
      'The app has Trial access, which may not create Pins on the real Pinterest.',
      'Apply to Pinterest for Standard access. The connection itself is fine.',
    ],
  ),
  PINTEREST_NOT_PERMITTED: word(
    'forbidden',
    [
      'Dit account mag dit bij Pinterest niet doen.',
      'Laat de eigenaar de rol van het gekoppelde account bij Pinterest controleren.',
    ],
    [
      'Pinterest does not permit this to the connected account.',
      'Let the owner check the role of the connected account at Pinterest.',
    ],
  ),
  PINTEREST_NOT_YOURS: word(
    'forbidden',
    [
      'Het bord of de Pin is niet van dit account.',
      'Kies een bord of Pin van dit account, of laat de eigenaar het account toevoegen aan het bord.',
    ],
    [
      'The board or Pin does not belong to this account.',
      'Choose a board or Pin of this account, or let the owner add the account to the board.',
    ],
  ),
  PINTEREST_PINNER_ACCOUNT: word(
    'forbidden',
    [
      'Pinterest geeft geen gegevens van een persoonlijk account.',
      'Laat de klant er bij Pinterest een zakelijk account van maken en koppel opnieuw.',
    ],
    [
      'Pinterest gives no data of a personal account.',
      'Let the client turn it into a business account at Pinterest, then connect again.',
    ],
  ),
  PINTEREST_BUSINESS_REQUIRED: word(
    'forbidden',
    [
      'Dit kan alleen met een zakelijk account.',
      'Laat de klant er bij Pinterest een zakelijk account van maken en koppel opnieuw.',
    ],
    [
      'This needs a business account.',
      'Let the client turn it into a business account at Pinterest, then connect again.',
    ],
  ),
  PINTEREST_MERCHANT_DISAPPROVED: word(
    'forbidden',
    [
      'Pinterest heeft deze winkel afgekeurd.',
      'Los de redenen op die Pinterest in de catalogus toont en vraag daar een nieuwe beoordeling aan.',
    ],
    [
      'Pinterest has disapproved this merchant.',
      'Solve the reasons Pinterest shows with the catalogue and ask for a new review there.',
    ],
  ),
  PINTEREST_MERCHANT_UNDER_REVIEW: word(
    'forbidden',
    ['Pinterest beoordeelt deze winkel nog.', 'Wacht op de uitslag; die staat bij Pinterest in de catalogus.'],
    ['Pinterest is still reviewing this merchant.', 'Wait for the result; Pinterest shows it with the catalogue.'],
  ),
} as const satisfies FaultWords;

const question = {
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

const later = {
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

const otherSide = {
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

/** Every code a fault of this room may carry. */
export type PinterestFaultCode =
  | keyof typeof access
  | keyof typeof question
  | keyof typeof later
  | keyof typeof otherSide;

/**
 * For each trouble with Pinterest: its cause, what Prikbord does by itself, and what a person can do.
 *
 * @source Pinterest: openapi 5.23.0 and what integrators saw; the rules that tell them apart stand in core/fault-rules.ts
 * @personal none
 */
export const faultWords: Readonly<Record<PinterestFaultCode, FaultWords[string]>> = {
  ...access,
  ...question,
  ...later,
  ...otherSide,
};
