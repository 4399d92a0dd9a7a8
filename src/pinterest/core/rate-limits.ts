/** Pinterest counts calls per category of operation; each operation belongs to one. */
export type RateCategory =
  | 'org_read'
  | 'org_write'
  | 'org_analytics'
  | 'ads_read'
  | 'ads_write'
  | 'ads_analytics'
  | 'trends_read'
  | 'catalogs_read';

/** How far Pinterest has admitted the app. */
export type Tier = 'trial' | 'standard';

/** So many calls in a sliding span of real time, counted for the whole app or for each of its users. */
export type RateLimit = { readonly calls: number; readonly windowMs: number; readonly per: 'app' | 'user' };

/** The limits of a tier: one over all calls together and one for each category. Both must hold. */
export type RateLimits = {
  readonly universal: RateLimit;
  readonly categories: Readonly<Record<RateCategory, RateLimit>>;
};

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const daily = (calls: number): RateLimit => ({ calls, windowMs: DAY_MS, per: 'app' });
const everyMinute = (calls: number): RateLimit => ({ calls, windowMs: MINUTE_MS, per: 'user' });

// Where Pinterest publishes no number the lower guess stands: a call too late costs seconds, a call too many costs
// trust. trends_read is unpublished; catalogs_read is told both as 100 and as 1,000 a minute.
const UNPUBLISHED = 60;
const CATALOGS_LOWER_CLAIM = 100;

/**
 * The limits Pinterest sets, per tier.
 *
 * @unit windowMs milliseconds of real time
 * @source Pinterest: reference/rate-limits, and for org_* and ads_write several concurring integrators
 * @personal none
 */
export const rateLimits: Readonly<Record<Tier, RateLimits>> = {
  trial: {
    universal: daily(1_000),
    categories: {
      org_read: daily(1_000),
      org_write: daily(300),
      org_analytics: daily(1_000),
      ads_read: daily(1_000),
      ads_write: daily(300),
      ads_analytics: daily(1_000),
      trends_read: daily(1_000),
      catalogs_read: daily(1_000),
    },
  },
  standard: {
    universal: { calls: 100, windowMs: SECOND_MS, per: 'user' },
    categories: {
      org_read: everyMinute(1_000),
      org_write: everyMinute(100),
      org_analytics: everyMinute(60),
      ads_read: everyMinute(1_000),
      ads_write: everyMinute(400),
      ads_analytics: everyMinute(300),
      trends_read: everyMinute(UNPUBLISHED),
      catalogs_read: everyMinute(CATALOGS_LOWER_CLAIM),
    },
  },
};
