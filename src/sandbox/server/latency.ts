import type { RateCategory } from '../handler.ts';

/** Pinterest's own pace in milliseconds, fastest and slowest. */
const profile: Readonly<Record<RateCategory, readonly [number, number]>> = {
  org_read: [60, 200],
  org_write: [200, 600],
  org_analytics: [300, 3000],
  ads_read: [80, 300],
  ads_write: [300, 1000],
  ads_analytics: [300, 3000],
  catalogs_read: [100, 400],
  trends_read: [200, 800],
};

/** How long an answer waits. @unit result milliseconds */
export const latencyOf = (latency: number | 'real', category: RateCategory): number => {
  if (latency !== 'real') return latency;
  const [fastest, slowest] = profile[category];
  // Skewed to the fast side, as waiting times are.
  return fastest + (slowest - fastest) * Math.random() ** 3;
};
