import { Fault } from '../../foundation/kit/index.ts';
import { type LedgerLevel, parseWindow, type ReportTime } from '../../pinterest/contract.ts';

/** The numbers by which the ledger's key columns say level, report time and window: 2 bytes each instead of a text. */
const levelCodes: Readonly<Record<LedgerLevel, number>> = { account: 0, campaign: 1, adGroup: 2, ad: 3 };

/** Delivery has no report time; in `facts_day_states` it stands as 0. */
export const DELIVERY = 0;
const reportTimeCodes: Readonly<Record<ReportTime, number>> = { TIME_OF_AD_ACTION: 1, TIME_OF_CONVERSION: 2 };

/** Pinterest's window lengths. Their place is part of stored codes: add at the end, never reorder. */
const windowDays = [0, 1, 7, 14, 30, 60];

/** The ledger's number for a level. @personal none */
export const levelCode = (level: LedgerLevel): number => levelCodes[level];

/** The level of a ledger number. @throws FACTS_CODE_UNKNOWN @personal none */
export const levelOf = (code: number): LedgerLevel => {
  for (const level of ['account', 'campaign', 'adGroup', 'ad'] as const) if (levelCodes[level] === code) return level;
  throw unknownCode('level', code);
};

/** The ledger's number for a report time. @personal none */
export const reportTimeCode = (time: ReportTime): number => reportTimeCodes[time];

/** The report time of a ledger number; undefined for delivery. @personal none */
export const reportTimeOf = (code: number): ReportTime | undefined => {
  for (const time of ['TIME_OF_AD_ACTION', 'TIME_OF_CONVERSION'] as const) {
    if (reportTimeCodes[time] === code) return time;
  }
  return undefined;
};

const unknownCode = (kind: string, code: number | string): Fault =>
  new Fault('FACTS_CODE_UNKNOWN', 'bug', `The ledger has no ${kind} ${code}.`, { facts: { kind, code } });

/** The ledger's number for a window such as `30/30/1`. @throws PINTEREST_WINDOW_INVALID @personal none */
export const windowCode = (window: string): number => {
  const { clickDays, engagementDays, viewDays } = parseWindow(window);
  return [clickDays, engagementDays, viewDays].reduce((code, days) => {
    const place = windowDays.indexOf(days);
    if (place < 0) throw unknownCode('window', window);
    return code * windowDays.length + place;
  }, 0);
};

/** The window of a ledger number, as `30/30/1`. @unit days: click/engagement/view @personal none */
export const windowOf = (code: number): string => {
  const base = windowDays.length;
  return [Math.floor(code / base / base), Math.floor(code / base) % base, code % base]
    .map((place) => windowDays[place])
    .join('/');
};

/** Days after the ad action until which a conversion may still be credited: the longest of the three. @unit days @personal none */
export const windowLength = (window: string): number => {
  const { clickDays, engagementDays, viewDays } = parseWindow(window);
  return Math.max(clickDays, engagementDays, viewDays);
};
