import { Fault } from '../../foundation/kit/index.ts';

/** At which height figures are kept in the ledger. */
export type LedgerLevel = 'account' | 'campaign' | 'adGroup' | 'ad';

/** The same heights in Pinterest's words. */
export type ReportLevel = 'ADVERTISER' | 'CAMPAIGN' | 'AD_GROUP' | 'PIN_PROMOTION';

/** Pinterest's word for each ledger level. @personal none */
export const reportLevels: Readonly<Record<LedgerLevel, ReportLevel>> = {
  account: 'ADVERTISER',
  campaign: 'CAMPAIGN',
  adGroup: 'AD_GROUP',
  ad: 'PIN_PROMOTION',
};

/** The column that names the thing a report row is about, per level. @personal none */
export const reportIdColumns: Readonly<Record<ReportLevel, string>> = {
  ADVERTISER: 'AD_ACCOUNT_ID',
  CAMPAIGN: 'CAMPAIGN_ID',
  AD_GROUP: 'AD_GROUP_ID',
  PIN_PROMOTION: 'AD_ID',
};

/** To which day a conversion is credited: that of the ad action, or its own. */
export type ReportTime = 'TIME_OF_AD_ACTION' | 'TIME_OF_CONVERSION';

/** Both report times, the default first. @personal none */
export const reportTimes: readonly ReportTime[] = ['TIME_OF_AD_ACTION', 'TIME_OF_CONVERSION'];

/** Days after a click, an engagement or a view within which a conversion is credited to the ad. */
export type AttributionWindow = {
  readonly clickDays: number;
  readonly engagementDays: number;
  readonly viewDays: number;
};

// Pinterest validates the three together and publishes no list; these are the triples integrators found accepted.
const accepted: readonly string[] = [
  ...['60/60/60', '60/60/30', '60/60/7', '60/60/1', '60/30/30', '60/30/7', '60/30/1', '60/7/7', '60/7/1', '60/1/1'],
  ...['30/60/1', '30/30/30', '30/30/7', '30/30/1', '30/7/7', '30/7/1', '30/1/1'],
  ...['7/7/7', '7/7/1', '7/1/1', '1/1/1'],
];

/** The windows Pinterest accepts, as text: click/engagement/view days. @unit days @personal none */
export const validWindows: readonly string[] = accepted;

/**
 * Reads a window written as `30/30/1`: click, engagement and view days.
 *
 * @throws PINTEREST_WINDOW_INVALID when Pinterest would refuse the combination
 * @personal none
 */
export const parseWindow = (text: string): AttributionWindow => {
  const [clickDays, engagementDays, viewDays] = text.split('/').map(Number);
  if (!accepted.includes(text) || clickDays === undefined || engagementDays === undefined || viewDays === undefined) {
    throw new Fault('PINTEREST_WINDOW_INVALID', 'invalid', 'Pinterest does not accept this attribution window.', {
      facts: { accepted: accepted.join(' ') },
    });
  }
  return { clickDays, engagementDays, viewDays };
};

/**
 * How far back and how wide Pinterest answers.
 *
 * @unit days, counted back from today in UTC; a range includes both its ends
 * @source Pinterest: openapi 5.23.0, analytics/create_report and campaigns/analytics
 * @personal none
 */
export const reportingLimits = {
  reportLookbackDays: 914,
  reportRangeDays: 186,
  syncLookbackDays: 90,
  syncRangeDays: 90,
  organicLookbackDays: 90,
  organicRangeDays: 90,
  idsPerUrl: 100,
  pageSize: 250,
  batchItems: 30,
} as const;

/** Real-time life of a report's download address and of the report itself. @unit milliseconds @personal none */
export const reportLife = { urlMs: 5 * 60_000, reportMs: 60 * 60_000 } as const;
