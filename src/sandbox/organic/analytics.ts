import { addDays, type Day, dayOf, daysBetween, eachDay, parseDay } from '../../foundation/kit/index.ts';
import { type ApiRequest, refuse } from '../handler.ts';

// Pinterest keeps organic figures this long; the oldest day answers that it is gone, an older one is refused.
const KEPT_DAYS = 90;
// Yesterday's figures are an estimate until noon UTC: the estimate stands a little below what the day will be.
const ESTIMATE_HOUR = 12;
const ESTIMATE_SHARE = 0.96;

export type Counts = Readonly<Record<string, number>>;

export type DailyRow = { date: Day; data_status: string; metrics: Record<string, number> };

const dayParameter = (request: ApiRequest, name: string, complaint: string): Day => {
  const text = request.query.text(name);
  if (text === undefined) return refuse(400, 400, complaint);
  try {
    return parseDay(text);
  } catch {
    return refuse(400, 400, complaint);
  }
};

/** The days a question is about. @throws Refusal 400 when they are none, lie too far back, are too many or lie in the future */
export const rangeOf = (request: ApiRequest, complaint: string): readonly Day[] => {
  const from = dayParameter(request, 'start_date', complaint);
  const to = dayParameter(request, 'end_date', complaint);
  const today = dayOf(request.now());
  const tooOld = daysBetween(from, today) > KEPT_DAYS;
  if (to < from || tooOld || daysBetween(from, to) > KEPT_DAYS || to > today) return refuse(400, 400, complaint);
  return eachDay(from, to);
};

/** Which of the allowed metrics are asked for. @throws Refusal 400 */
export const metricsOf = (request: ApiRequest, allowed: readonly string[], complaint: string): readonly string[] => {
  const asked = request.query.list('metric_types');
  return asked.every((metric) => allowed.includes(metric)) ? asked : refuse(400, 400, complaint);
};

/** One of the listed words, the first when left out. @throws Refusal 400 */
export const wordOf = (
  request: ApiRequest,
  parameter: { name: string; words: readonly string[] },
  complaint: string,
): string => {
  const word = request.query.text(parameter.name) ?? parameter.words[0] ?? '';
  return parameter.words.includes(word) ? word : refuse(400, 400, complaint);
};

/** How far a day's figures are: today and days that are gone have none, yesterday's are an estimate in the morning. */
export const statusOf = (request: Pick<ApiRequest, 'now'>, day: Day): string => {
  const now = request.now();
  const today = dayOf(now);
  if (day >= today) return 'PROCESSING';
  if (daysBetween(day, today) >= KEPT_DAYS) return 'BEFORE_DATA_RETENTION_PERIOD';
  return day === addDays(today, -1) && now.getUTCHours() < ESTIMATE_HOUR ? 'ESTIMATE' : 'READY';
};

/** A day's counts as that status shows them; undefined when it shows none. */
export const countsAt = (status: string, counts: () => Counts): Counts | undefined => {
  if (status === 'READY') return counts();
  if (status !== 'ESTIMATE') return undefined;
  return Object.fromEntries(
    Object.entries(counts()).map(([name, value]) => [name, Math.floor(value * ESTIMATE_SHARE)]),
  );
};

/** Sum of counts, each metric apart. */
export const sumOf = (rows: readonly Counts[]): Record<string, number> => {
  const total: Record<string, number> = {};
  for (const row of rows) {
    for (const [name, value] of Object.entries(row)) total[name] = (total[name] ?? 0) + value;
  }
  return total;
};

const ratio = (part: number | undefined, whole: number | undefined): number => (whole ? (part ?? 0) / whole : 0);

const derived: Readonly<Record<string, (counts: Counts) => number>> = {
  ENGAGEMENT_RATE: (counts) => ratio(counts.ENGAGEMENT, counts.IMPRESSION),
  OUTBOUND_CLICK_RATE: (counts) => ratio(counts.OUTBOUND_CLICK, counts.IMPRESSION),
  PIN_CLICK_RATE: (counts) => ratio(counts.PIN_CLICK, counts.IMPRESSION),
  SAVE_RATE: (counts) => ratio(counts.SAVE, counts.IMPRESSION),
  VIDEO_AVG_WATCH_TIME: (counts) => ratio(counts.VIDEO_V50_WATCH_TIME, counts.VIDEO_START),
};

/** The asked metrics from base counts: rates are fractions, divided here so that they always agree with their counts. */
export const shown = (metrics: readonly string[], counts: Counts): Record<string, number> =>
  Object.fromEntries(metrics.map((name) => [name, derived[name]?.(counts) ?? counts[name] ?? 0]));
