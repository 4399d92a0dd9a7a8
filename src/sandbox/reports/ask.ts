import { validWindows } from '../../pinterest/contract.ts';
import { refuse } from '../handler.ts';
import { dayNumberOf } from '../world/calendar.ts';
import { isConversion, placeOf } from '../world/columns.ts';
import type { Attribution } from '../world/conversions.ts';
import type { Level } from '../world/figures.ts';

/** How days are put together. */
export type Granularity = 'TOTAL' | 'DAY' | 'HOUR' | 'WEEK' | 'MONTH';

/** A question about figures, checked and in the world's own terms. Kept as JSON with a report. */
export type Ask = {
  readonly level: Level;
  readonly columns: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly granularity: Granularity;
  readonly attribution: Attribution;
  /** Targeting types rows are cut by; empty for whole rows. */
  readonly targeting: readonly string[];
};

/** The parts of a question as they were sent. */
export type RawAsk = {
  readonly level: Level;
  readonly columns: readonly string[];
  readonly startDate: string | undefined;
  readonly endDate: string | undefined;
  readonly granularity: string | undefined;
  readonly click: number | undefined;
  readonly engagement: number | undefined;
  readonly view: number | undefined;
  readonly time: string | undefined;
  readonly targeting: readonly string[];
};

/** How far back and how wide a kind of question may reach. @unit days */
export type Reach = {
  readonly back: number;
  readonly range: number;
  readonly hourBack: number;
  readonly hourRange: number;
};

/** Direct questions. */
export const syncReach: Reach = { back: 90, range: 90, hourBack: 8, hourRange: 3 };
/** Reports. */
export const reportReach: Reach = { back: 914, range: 186, hourBack: 8, hourRange: 3 };

const granularities: readonly Granularity[] = ['TOTAL', 'DAY', 'HOUR', 'WEEK', 'MONTH'];

const bad = (message: string): never => refuse(400, 400, message);

const readDay = (name: string, text: string | undefined): number => {
  const day = text === undefined ? Number.NaN : dayNumberOf(text);
  return Number.isNaN(day) ? bad(`Invalid ${name}: must be a day in YYYY-MM-DD.`) : day;
};

const readGranularity = (text: string | undefined): Granularity =>
  granularities.find((known) => known === text) ?? bad('Invalid granularity.');

const readAttribution = (raw: RawAsk): Attribution => {
  const [click, engagement, view] = [raw.click ?? 30, raw.engagement ?? 30, raw.view ?? 1];
  if (!validWindows.includes(`${click}/${engagement}/${view}`)) {
    return bad(`The combination of attribution windows (${click}, ${engagement}, ${view}) is not supported.`);
  }
  if (raw.time === undefined || raw.time === 'TIME_OF_AD_ACTION') return { click, engagement, view, time: 'action' };
  return raw.time === 'TIME_OF_CONVERSION'
    ? { click, engagement, view, time: 'conversion' }
    : bad('Invalid conversion_report_time.');
};

const checkReach = (
  days: { from: number; to: number; today: number },
  limit: { back: number; range: number },
): void => {
  if (days.to < days.from) bad('end_date must not be before start_date.');
  if (days.today - days.from > limit.back) bad(`start_date must not be more than ${limit.back} days in the past.`);
  if (days.to - days.from > limit.range) bad(`The date range must not be longer than ${limit.range} days.`);
};

/** Reads and checks a question whose columns the published description allows. @throws Refusal 400 where Pinterest would refuse it */
export const readAsk = (raw: RawAsk, moment: { today: number; reach: Reach }): Ask => {
  const from = readDay('start_date', raw.startDate);
  const to = readDay('end_date', raw.endDate);
  const granularity = readGranularity(raw.granularity);
  const { reach, today } = moment;
  const hourly = granularity === 'HOUR';
  checkReach({ from, to, today }, hourly ? { back: reach.hourBack, range: reach.hourRange } : reach);
  if (raw.columns.length === 0) bad('columns must not be empty.');
  if (hourly && raw.columns.some((column) => isConversion(placeOf(column))))
    bad('Conversion metrics are not available by HOUR.');
  return {
    level: raw.level,
    columns: [...new Set(raw.columns)],
    from,
    to,
    granularity,
    attribution: readAttribution(raw),
    targeting: raw.targeting,
  };
};
