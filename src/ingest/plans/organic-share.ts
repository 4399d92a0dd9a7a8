import { addDays, type Day, laterDay } from '../../foundation/kit/index.ts';
import type { DayRange } from './report-ranges.ts';

/** Figures asked of the account and of each Pin. Rates are not asked: a rate over days is sum over sum. @personal none */
export const organicMetrics = {
  account: ['IMPRESSION', 'ENGAGEMENT', 'PIN_CLICK', 'OUTBOUND_CLICK', 'SAVE'],
  // Comments and reactions come for a Pin's whole life only; video figures only for video Pins.
  pin: ['IMPRESSION', 'PIN_CLICK', 'OUTBOUND_CLICK', 'SAVE', 'PROFILE_VISIT', 'USER_FOLLOW'],
} as const;

/**
 * What one night takes of Pinterest's 60 calls a minute for organic figures: half, so that whoever looks at a page meanwhile
 * is answered, and 50 Pins, so that it is over within two minutes.
 */
export const organicShare = { pauseMs: 2_000, mostPins: 50, pinsPerSet: 10, mostInList: 50 } as const;

// Pinterest refuses days further back than 90, counted at its own clock: a day of slack for a night that begins before
// midnight and is answered after it.
const DAYS_BACK = 89;

/** The days of organic figures asked every night. @unit at most 89 UTC days that end yesterday @personal none */
export const organicRange = (today: Day, keptFrom: Day): DayRange => ({
  from: laterDay(addDays(today, -DAYS_BACK), keptFrom),
  to: addDays(today, -1),
});
