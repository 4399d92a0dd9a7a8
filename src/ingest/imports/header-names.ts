import type { AdColumn } from '../../pinterest/contract.ts';

// How Ads Manager's exports name their columns, in English and in Dutch, as far as known. Pinterest publishes no list, writes
// the same thing in more than one way, and changes it; a name that is missing here is shown to the person as unknown, who says
// what it is. Written in lower case, with single spaces, without the currency in brackets.

/** Pairs of columns, paid and earned, by the words for what is counted. */
export const lensNames: readonly { readonly paid: AdColumn; readonly earned: AdColumn; readonly names: string[] }[] = [
  { paid: 'IMPRESSION_1', earned: 'IMPRESSION_2', names: ['impressions', 'impression', 'vertoningen', 'weergaven'] },
  {
    paid: 'CLICKTHROUGH_1',
    earned: 'CLICKTHROUGH_2',
    names: ['pin clicks', 'clicks', 'pin-klikken', 'pinklikken', 'klikken op pins', 'klikken'],
  },
  { paid: 'OUTBOUND_CLICK_1', earned: 'OUTBOUND_CLICK_2', names: ['outbound clicks', 'uitgaande klikken'] },
  { paid: 'REPIN_1', earned: 'REPIN_2', names: ['saves', 'bewaard', 'keren bewaard', 'opgeslagen'] },
  {
    paid: 'ENGAGEMENT_1',
    earned: 'ENGAGEMENT_2',
    names: ['engagements', 'engagement', 'interacties', 'betrokkenheid'],
  },
  {
    paid: 'VIDEO_MRC_VIEWS_1',
    earned: 'VIDEO_MRC_VIEWS_2',
    names: ['video views', 'video views (mrc)', 'mrc video views', 'videoweergaven', 'videoweergaven (mrc)'],
  },
  {
    paid: 'VIDEO_3SEC_VIEWS_1',
    earned: 'VIDEO_3SEC_VIEWS_2',
    names: ['3-second video views', '3 second video views', '3s video views', 'videoweergaven van 3 seconden'],
  },
];

/** Columns of delivery that have no lens. */
export const plainNames: Readonly<Partial<Record<AdColumn, readonly string[]>>> = {
  SPEND_IN_MICRO_DOLLAR: [
    ...['spend', 'spend in account currency', 'total spend', 'amount spent', 'media cost'],
    ...['uitgaven', 'uitgaven in accountvaluta', 'totale uitgaven', 'besteed', 'besteed bedrag'],
  ],
  IMPRESSION_1_GROSS: ['gross impressions', 'paid gross impressions', 'gross paid impressions', 'bruto vertoningen'],
  TOTAL_VIDEO_P0_COMBINED: ['video starts', 'video plays', 'gestarte video’s', "gestarte video's"],
  TOTAL_VIDEO_P25_COMBINED: ['video played at 25%', 'video watched at 25%', 'video bekeken tot 25%'],
  TOTAL_VIDEO_P50_COMBINED: ['video played at 50%', 'video watched at 50%', 'video bekeken tot 50%'],
  TOTAL_VIDEO_P75_COMBINED: ['video played at 75%', 'video watched at 75%', 'video bekeken tot 75%'],
  TOTAL_VIDEO_P95_COMBINED: ['video played at 95%', 'video watched at 95%', 'video bekeken tot 95%'],
  TOTAL_VIDEO_P100_COMPLETE: [
    ...['video played at 100%', 'video watched at 100%', 'video completions', 'video bekeken tot 100%'],
  ],
  TOTAL_CONVERSIONS: ['total conversions', 'conversions', 'totale conversies', 'conversies'],
  LEADS: ['lead ad leads', 'leads (lead ads)', 'leads uit leadadvertenties'],
};

/** Kinds of conversion by their words, with the columns their counts and values go to. */
export const eventNames: readonly {
  readonly names: readonly string[];
  readonly total: AdColumn;
  readonly click?: AdColumn;
  readonly view?: AdColumn;
  readonly engagement?: AdColumn;
  readonly web?: AdColumn;
}[] = [
  {
    names: ['checkout', 'checkouts', 'aankoop', 'aankopen'],
    total: 'TOTAL_CHECKOUT',
    click: 'TOTAL_CLICK_CHECKOUT',
    view: 'TOTAL_VIEW_CHECKOUT',
    engagement: 'TOTAL_ENGAGEMENT_CHECKOUT',
    web: 'TOTAL_WEB_CHECKOUT',
  },
  {
    names: ['add to cart', 'adds to cart', 'add-to-cart', 'in winkelwagen', 'toevoegen aan winkelwagen'],
    total: 'TOTAL_ADD_TO_CART',
    click: 'TOTAL_CLICK_ADD_TO_CART',
    view: 'TOTAL_VIEW_ADD_TO_CART',
  },
  { names: ['lead', 'leads'], total: 'TOTAL_LEAD' },
  {
    names: ['signup', 'sign-up', 'sign up', 'signups', 'sign-ups', 'aanmelding', 'aanmeldingen'],
    total: 'TOTAL_SIGNUP',
  },
  { names: ['page visit', 'page visits', 'paginabezoek', 'paginabezoeken'], total: 'TOTAL_PAGE_VISIT' },
  { names: ['custom', 'custom event', 'custom events', 'aangepast'], total: 'TOTAL_CUSTOM' },
  { names: ['add to wishlist', 'wishlist', 'verlanglijst'], total: 'TOTAL_ADD_TO_WISHLIST' },
  { names: ['subscribe', 'subscriptions', 'abonnement', 'abonnementen'], total: 'TOTAL_SUBSCRIBE' },
];

/** What is no figure but tells what a row is about. */
export const keyNames = {
  day: ['date', 'day', 'datum', 'dag', 'reporting date', 'rapportdatum'],
  currency: ['currency', 'account currency', 'ad account currency', 'valuta', 'accountvaluta'],
  account: [
    ...['ad account id', 'account id', 'advertiser id', 'advertentieaccount-id', 'id van advertentieaccount'],
    ...['advertentieaccount id', 'account-id'],
  ],
  campaign: ['campaign id', 'campagne-id', 'campagne id', 'id van campagne'],
  adGroup: ['ad group id', 'advertentiegroep-id', 'advertentiegroep id', 'id van advertentiegroep'],
  ad: ['ad id', 'promoted pin id', 'pin promotion id', 'advertentie-id', 'advertentie id', 'id van advertentie'],
} as const;

/** A column of these divides each row further, so that one thing has several rows for a day. */
export const breakdownNames: readonly string[] = [
  ...['country', 'region', 'location', 'metro', 'gender', 'age', 'age bucket', 'age group', 'device', 'app type'],
  ...[
    'placement',
    'keyword',
    'search term',
    'interest',
    'audience',
    'targeting type',
    'targeting value',
    'creative type',
  ],
  ...['land', 'regio', 'locatie', 'geslacht', 'leeftijd', 'leeftijdsgroep', 'apparaat', 'plaatsing', 'zoekwoord'],
  ...['zoekterm', 'interesse', 'doelgroep', 'product group id', 'productgroep-id', 'hour', 'uur'],
];

/** A column of these says that a row is about more than a day. */
export const coarseNames: readonly string[] = [
  ...['week', 'month', 'quarter', 'year', 'date range', 'period', 'week starting', 'week of'],
  ...['maand', 'kwartaal', 'jaar', 'periode', 'datumbereik'],
];
