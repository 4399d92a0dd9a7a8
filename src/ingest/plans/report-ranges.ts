import { addDays, type Day, daysBetween, laterDay } from '../../foundation/kit/index.ts';

/** A run of days, both ends included. */
export type DayRange = { readonly from: Day; readonly to: Day };

// Pinterest: openapi op analytics/create_report, non-hourly: 914 days back, 186 days a report. One day inside both, because
// "back" is counted at Pinterest's clock and a report made a second after midnight UTC would otherwise be refused.
const DAYS_BACK = 913;
const DAYS_PER_REPORT = 185;

// A 60-day window still changes 60 days later, and settles within 3 more; two days of slack cost nothing, since one
// report holds up to 186. A shorter window would freeze numbers that Pinterest still corrects.
const DAYS_REPEATED = 65;

/**
 * The days asked again every night: the 65 that end yesterday, as far as the client's term keeps them. `today` is the present
 * UTC day.
 *
 * @personal none
 */
export const repeatedRange = (today: Day, keptFrom: Day): DayRange => ({
  from: laterDay(addDays(today, -DAYS_REPEATED), keptFrom),
  to: addDays(today, -1),
});

/**
 * All days Pinterest can still answer for and the client's term keeps, ending yesterday.
 *
 * @unit at most 913 days
 * @personal none
 */
export const answerableRange = (today: Day, keptFrom: Day): DayRange => ({
  from: laterDay(addDays(today, -DAYS_BACK), keptFrom),
  to: addDays(today, -1),
});

/**
 * The parts of `wanted` that no range of `covered` contains, oldest first, merged where they touch.
 * @personal none
 */
export const uncoveredRanges = (wanted: DayRange, covered: readonly DayRange[]): DayRange[] => {
  const gaps: DayRange[] = [];
  let next = wanted.from;
  for (const range of [...covered].sort((one, other) => (one.from < other.from ? -1 : 1))) {
    if (range.to < next) continue;
    if (range.from > wanted.to) break;
    if (range.from > next) gaps.push({ from: next, to: addDays(range.from, -1) });
    next = laterDay(next, addDays(range.to, 1));
  }
  if (next <= wanted.to) gaps.push({ from: next, to: wanted.to });
  return gaps;
};

/**
 * Cuts a range into reports of at most 185 days, newest first: what people look at comes first, history fills in behind.
 * @personal none
 */
export const splitIntoReports = (range: DayRange): DayRange[] => {
  const reports: DayRange[] = [];
  let to = range.to;
  while (to >= range.from) {
    const from = laterDay(range.from, addDays(to, 1 - DAYS_PER_REPORT));
    reports.push({ from, to });
    to = addDays(from, -1);
  }
  return reports;
};

/** Joins ranges that overlap or touch, oldest first. @personal none */
export const mergeRanges = (ranges: readonly DayRange[]): DayRange[] => {
  const merged: DayRange[] = [];
  for (const range of [...ranges].sort((one, other) => (one.from < other.from ? -1 : 1))) {
    const last = merged.at(-1);
    if (last !== undefined && daysBetween(last.to, range.from) <= 1) {
      merged[merged.length - 1] = { from: last.from, to: laterDay(last.to, range.to) };
    } else merged.push(range);
  }
  return merged;
};
