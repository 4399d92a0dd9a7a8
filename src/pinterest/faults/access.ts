import type { FaultWords } from '../../foundation/kit/index.ts';
import { word } from './word.ts';

/** Who may: tokens, rights, roles and kinds of account. */
export const access = {
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
