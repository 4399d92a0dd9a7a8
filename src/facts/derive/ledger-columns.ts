import { conversionMetrics, deliveryMetrics } from '../metrics/additive.ts';

/** The two families of columns: what was shown and paid, and what people did afterwards. */
export type Family = 'delivery' | 'conversion';

/** A column of the ledger and the name Pinterest gives it. */
export type LedgerColumn = { readonly name: string; readonly pinterest: string; readonly isMoney: boolean };

const columnsOf = (family: Record<string, { column: string; pinterest: string; unit: string }>): LedgerColumn[] =>
  Object.values(family).map((metric) => ({
    name: metric.column,
    pinterest: metric.pinterest,
    isMoney: metric.unit === 'micros',
  }));

/** The columns of each family, in the order of the catalogue. @personal none */
export const ledgerColumns: Readonly<Record<Family, readonly LedgerColumn[]>> = {
  delivery: columnsOf(deliveryMetrics),
  conversion: columnsOf(conversionMetrics),
};

/** Both families' columns by Pinterest's name. */
const byPinterestName: ReadonlyMap<string, LedgerColumn> = new Map(
  [...ledgerColumns.delivery, ...ledgerColumns.conversion].map((column) => [column.pinterest, column]),
);

/** The column that keeps a figure of Pinterest's, or undefined when the ledger has none. @personal none */
export const ledgerColumn = (pinterest: string): LedgerColumn | undefined => byPinterestName.get(pinterest);

/**
 * The bit of each column in `facts_day_states.known_columns`, by family. Stored, so a new column goes at the end and none
 * is ever moved or removed.
 */
const bitOrder: Readonly<Record<Family, readonly string[]>> = {
  delivery: [
    ...['spend_micros', 'paid_impressions', 'earned_impressions', 'gross_impressions', 'paid_clicks', 'earned_clicks'],
    ...['paid_outbound_clicks', 'earned_outbound_clicks', 'paid_saves', 'earned_saves', 'paid_engagements'],
    ...['earned_engagements', 'paid_video_views', 'earned_video_views', 'paid_video_3s_views', 'earned_video_3s_views'],
    ...['video_starts', 'video_p25', 'video_p50', 'video_p75', 'video_p95', 'video_completes'],
  ],
  conversion: [
    ...['checkout_value_micros', 'click_checkout_value_micros', 'view_checkout_value_micros'],
    ...['engagement_checkout_value_micros', 'web_checkout_value_micros', 'conversions', 'checkouts', 'click_checkouts'],
    ...['view_checkouts', 'engagement_checkouts', 'web_checkouts', 'click_add_to_carts', 'view_add_to_carts'],
    ...['add_to_carts', 'leads', 'lead_ad_leads', 'sign_ups', 'page_visits', 'custom_events', 'wishlist_adds'],
    'subscribes',
  ],
};

/** The bit mask of the named columns of a family. @throws RangeError for a column without a bit @personal none */
export const knownBits = (family: Family, names: Iterable<string>): bigint => {
  let bits = 0n;
  for (const name of names) {
    const place = bitOrder[family].indexOf(name);
    if (place < 0) throw new RangeError(`ledger column ${name} has no bit`);
    bits |= 1n << BigInt(place);
  }
  return bits;
};
