/** What a daily chart can show. */
export const dailyKeys = ['spend', 'impressions', 'clicks', 'saves', 'conversions', 'value'] as const;

export type DailyKey = (typeof dailyKeys)[number];
