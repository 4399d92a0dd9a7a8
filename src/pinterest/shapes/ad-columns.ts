/**
 * A figure Pinterest keeps for every ad, ad group, campaign and account, and that may be added up over days and things.
 * Ratios and unique people are left out on purpose: they cannot be added.
 */
export type AdColumnDescription = {
  readonly family: 'delivery' | 'conversion';
  /** `micros` of the account's currency, or a plain `count`. */
  readonly unit: 'count' | 'micros';
  /** Whether the direct questions (last 90 days) know it too; reports know all. */
  readonly sync: boolean;
};

const count = (family: AdColumnDescription['family'], sync = true): AdColumnDescription => ({
  family,
  unit: 'count',
  sync,
});
const money = (family: AdColumnDescription['family']): AdColumnDescription => ({ family, unit: 'micros', sync: true });

// Pinterest's suffixes: _1 paid, _2 earned after somebody saved the ad, TOTAL_ both together.
const delivery = {
  SPEND_IN_MICRO_DOLLAR: money('delivery'),
  IMPRESSION_1: count('delivery'),
  IMPRESSION_2: count('delivery'),
  IMPRESSION_1_GROSS: count('delivery'),
  CLICKTHROUGH_1: count('delivery'),
  CLICKTHROUGH_2: count('delivery'),
  OUTBOUND_CLICK_1: count('delivery'),
  OUTBOUND_CLICK_2: count('delivery'),
  REPIN_1: count('delivery'),
  REPIN_2: count('delivery'),
  ENGAGEMENT_1: count('delivery'),
  ENGAGEMENT_2: count('delivery'),
  VIDEO_MRC_VIEWS_1: count('delivery'),
  VIDEO_MRC_VIEWS_2: count('delivery'),
  VIDEO_3SEC_VIEWS_1: count('delivery'),
  VIDEO_3SEC_VIEWS_2: count('delivery'),
  TOTAL_VIDEO_P0_COMBINED: count('delivery'),
  TOTAL_VIDEO_P25_COMBINED: count('delivery'),
  TOTAL_VIDEO_P50_COMBINED: count('delivery'),
  TOTAL_VIDEO_P75_COMBINED: count('delivery'),
  TOTAL_VIDEO_P95_COMBINED: count('delivery'),
  TOTAL_VIDEO_P100_COMPLETE: count('delivery'),
} as const satisfies Record<string, AdColumnDescription>;

const conversion = {
  TOTAL_CONVERSIONS: count('conversion'),
  TOTAL_CHECKOUT: count('conversion'),
  TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR: money('conversion'),
  TOTAL_CLICK_CHECKOUT: count('conversion'),
  TOTAL_CLICK_CHECKOUT_VALUE_IN_MICRO_DOLLAR: money('conversion'),
  TOTAL_VIEW_CHECKOUT: count('conversion'),
  TOTAL_VIEW_CHECKOUT_VALUE_IN_MICRO_DOLLAR: money('conversion'),
  TOTAL_ENGAGEMENT_CHECKOUT: count('conversion'),
  TOTAL_ENGAGEMENT_CHECKOUT_VALUE_IN_MICRO_DOLLAR: money('conversion'),
  TOTAL_WEB_CHECKOUT: count('conversion'),
  TOTAL_WEB_CHECKOUT_VALUE_IN_MICRO_DOLLAR: money('conversion'),
  TOTAL_CLICK_ADD_TO_CART: count('conversion'),
  TOTAL_VIEW_ADD_TO_CART: count('conversion'),
  TOTAL_ADD_TO_CART: count('conversion', false),
  TOTAL_LEAD: count('conversion'),
  LEADS: count('conversion'),
  TOTAL_SIGNUP: count('conversion'),
  TOTAL_PAGE_VISIT: count('conversion'),
  TOTAL_CUSTOM: count('conversion'),
  TOTAL_ADD_TO_WISHLIST: count('conversion'),
  TOTAL_SUBSCRIBE: count('conversion'),
} as const satisfies Record<string, AdColumnDescription>;

/** The name of an additive ads figure, as Pinterest writes it. */
export type AdColumn = keyof typeof delivery | keyof typeof conversion;

/**
 * The whole vocabulary of the ledger: every additive figure asked of Pinterest, delivery first.
 *
 * @unit per column: `count`, or `micros` of the ad account's currency (despite DOLLAR in the name)
 * @source Pinterest: openapi 5.23.0, ReportingColumnAsync
 * @personal none
 */
export const adColumns: Readonly<Record<AdColumn, AdColumnDescription>> = { ...delivery, ...conversion };

/** What was shown and paid; the same whatever the attribution window. @personal none */
export const deliveryColumns: readonly AdColumn[] = Object.keys(delivery) as AdColumn[];

/** What people did afterwards; depends on attribution window and report time. @personal none */
export const conversionColumns: readonly AdColumn[] = Object.keys(conversion) as AdColumn[];

/** The additive figures the direct questions know too. @personal none */
export const syncColumns: readonly AdColumn[] = [...deliveryColumns, ...conversionColumns].filter(
  (name) => adColumns[name].sync,
);

/** True for a column of the ledger's vocabulary. @personal none */
export const isAdColumn = (name: string): name is AdColumn => Object.hasOwn(adColumns, name);
