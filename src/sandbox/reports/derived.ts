import { at } from '../world/columns.ts';

/** Reads one figure of a row of the world by name. */
type Row = (place: number) => number;

const spend = at('SPEND_IN_MICRO_DOLLAR');
const sum =
  (...places: number[]) =>
  (row: Row): number =>
    places.reduce((total, place) => total + row(place), 0);
const over =
  (top: (row: Row) => number, bottom: (row: Row) => number, factor = 1) =>
  (row: Row): number | null => {
    const below = bottom(row);
    return below === 0 ? null : (factor * top(row)) / below;
  };
const money = sum(spend);
const impressions = sum(at('IMPRESSION_1'));
const impressionsEarned = sum(at('IMPRESSION_2'));
const allImpressions = sum(at('IMPRESSION_1'), at('IMPRESSION_2'));
const clicks = sum(at('CLICKTHROUGH_1'));
const allClicks = sum(at('CLICKTHROUGH_1'), at('CLICKTHROUGH_2'));
const outbound = sum(at('OUTBOUND_CLICK_1'));
const allOutbound = sum(at('OUTBOUND_CLICK_1'), at('OUTBOUND_CLICK_2'));
const engaged = sum(at('ENGAGEMENT_1'));
const allEngaged = sum(at('ENGAGEMENT_1'), at('ENGAGEMENT_2'));
const saves = sum(at('REPIN_1'));
const allSaves = sum(at('REPIN_1'), at('REPIN_2'));
const mrc = sum(at('VIDEO_MRC_VIEWS_1'), at('VIDEO_MRC_VIEWS_2'));
const MICRO = 1e-6;

/** Reach grows slower than impressions: the more is shown, the more often to the same people. It cannot be added up. */
const people = (row: Row): number => Math.round(allImpressions(row) ** 0.94);

/**
 * Columns that follow from the additive ones, by Pinterest's formulas. A column Pinterest knows and this
 * list does not has no value here: absent in JSON, zero in CSV.
 */
export const derived: Readonly<Record<string, (row: Row) => number | null>> = {
  SPEND_IN_DOLLAR: (row) => money(row) * MICRO,
  PAID_IMPRESSION: impressions,
  TOTAL_IMPRESSION: allImpressions,
  TOTAL_CLICKTHROUGH: allClicks,
  TOTAL_ENGAGEMENT: allEngaged,
  TOTAL_VIDEO_MRC_VIEWS: mrc,
  TOTAL_VIDEO_3SEC_VIEWS: sum(at('VIDEO_3SEC_VIEWS_1'), at('VIDEO_3SEC_VIEWS_2')),
  TOTAL_IMPRESSION_USER: people,
  TOTAL_IMPRESSION_FREQUENCY: over(allImpressions, people),
  TOTAL_VIDEO_AVG_WATCHTIME_IN_SECOND: over(
    sum(at('TOTAL_VIDEO_P50_COMBINED')),
    sum(at('TOTAL_VIDEO_P0_COMBINED')),
    14,
  ),
  CTR: over(clicks, impressions),
  CTR_2: over(sum(at('CLICKTHROUGH_2')), impressionsEarned),
  ECTR: over(allClicks, allImpressions),
  OUTBOUND_CTR: over(allOutbound, allImpressions),
  OUTBOUND_CTR_1: over(outbound, impressions),
  CPC_IN_MICRO_DOLLAR: over(money, clicks),
  CPC_IN_DOLLAR: over(money, clicks, MICRO),
  ECPC_IN_MICRO_DOLLAR: over(money, allClicks),
  ECPC_IN_DOLLAR: over(money, allClicks, MICRO),
  COST_PER_OUTBOUND_CLICK_IN_DOLLAR: over(money, allOutbound, MICRO),
  COST_PER_OUTBOUND_CLICK_1_IN_DOLLAR: over(money, outbound, MICRO),
  CPM_IN_MICRO_DOLLAR: over(money, impressions, 1000),
  CPM_IN_DOLLAR: over(money, impressions, 1000 * MICRO),
  ECPM_IN_MICRO_DOLLAR: over(money, allImpressions, 1000),
  ENGAGEMENT_RATE: over(engaged, impressions),
  EENGAGEMENT_RATE: over(allEngaged, allImpressions),
  ECPE_IN_DOLLAR: over(money, allEngaged, MICRO),
  REPIN_RATE: over(saves, impressions),
  TOTAL_REPIN_RATE: over(allSaves, allImpressions),
  CHECKOUT_ROAS: over(sum(at('TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR')), money),
  WEB_CHECKOUT_ROAS: over(sum(at('TOTAL_WEB_CHECKOUT_VALUE_IN_MICRO_DOLLAR')), money),
  WEB_CHECKOUT_COST_PER_ACTION: over(money, sum(at('TOTAL_WEB_CHECKOUT')), MICRO),
  PAGE_VISIT_COST_PER_ACTION: over(money, sum(at('TOTAL_PAGE_VISIT')), MICRO),
  COST_PER_LEAD: over(money, sum(at('LEADS')), MICRO),
  ECPV_IN_DOLLAR: over(money, mrc, MICRO),
  ECPCV_IN_DOLLAR: over(money, sum(at('TOTAL_VIDEO_P100_COMPLETE')), MICRO),
  ECPCV_P95_IN_DOLLAR: over(money, sum(at('TOTAL_VIDEO_P95_COMBINED')), MICRO),
};
