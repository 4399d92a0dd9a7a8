import { addDays, type Day, laterDay } from '../../foundation/kit/index.ts';
import { type AdColumn, type BreakdownType, breakdownTypes, isBreakdownType } from '../../pinterest/contract.ts';
import type { DayRange } from './report-ranges.ts';

/**
 * The figures asked of each part: what a table of parts shows, and no more. Parts times campaigns times days are many rows.
 * @personal none
 */
export const breakdownColumns = {
  delivery: [
    'SPEND_IN_MICRO_DOLLAR',
    'IMPRESSION_1',
    'IMPRESSION_2',
    'CLICKTHROUGH_1',
    'CLICKTHROUGH_2',
    'OUTBOUND_CLICK_1',
    'OUTBOUND_CLICK_2',
    'REPIN_1',
    'REPIN_2',
    'ENGAGEMENT_1',
    'ENGAGEMENT_2',
  ],
  conversion: [
    'TOTAL_CONVERSIONS',
    'TOTAL_CHECKOUT',
    'TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR',
    'TOTAL_CLICK_CHECKOUT',
    'TOTAL_CLICK_CHECKOUT_VALUE_IN_MICRO_DOLLAR',
    'TOTAL_VIEW_CHECKOUT',
    'TOTAL_VIEW_CHECKOUT_VALUE_IN_MICRO_DOLLAR',
    'TOTAL_ADD_TO_CART',
    'TOTAL_LEAD',
    'TOTAL_SIGNUP',
    'TOTAL_PAGE_VISIT',
  ],
} as const satisfies Record<string, readonly AdColumn[]>;

/**
 * The types of one report each: Pinterest takes five at most (openapi op analytics/create_report), and keywords, which can be
 * very many, should not hold up the others.
 */
export const breakdownSets: readonly (readonly BreakdownType[])[] = [
  breakdownTypes.filter((type) => type !== 'KEYWORD'),
  ['KEYWORD'],
];

/** The levels whose figures are split. */
export const breakdownLevels = ['account', 'campaign'] as const;

// Half a year, as the agency looks at audiences; one day inside the 186 of a report, counted at Pinterest's clock.
const DAYS_BACK = 185;

/** The days of which parts are asked at all. @unit at most 185 UTC days that end yesterday */
export const breakdownRange = (today: Day, keptFrom: Day): DayRange => ({
  from: laterDay(addDays(today, -DAYS_BACK), keptFrom),
  to: addDays(today, -1),
});

// A pull a week later still has to see each day after its 65 days of corrections.
const DAYS_A_WEEKLY_PULL_REPEATS = 72;

/** The days asked again by lines that are pulled once a week. */
export const weeklyRange = (today: Day, keptFrom: Day): DayRange => ({
  from: laterDay(addDays(today, -DAYS_A_WEEKLY_PULL_REPEATS), keptFrom),
  to: addDays(today, -1),
});

/** Whether a day is the one of the week on which an account's weekly lines are asked: spread by the last digits of its id. */
export const isWeeklyDay = (account: string, today: Day): boolean =>
  Number(account.slice(-4)) % 7 === Temporal.PlainDate.from(today).dayOfWeek % 7;

/** The types of a set as a chunk keeps them. @personal none */
export const setText = (types: readonly BreakdownType[]): string => types.join(',');

/** The types a chunk or landing was asked for; none for everything that is not split. @personal none */
export const typesOf = (text: string): BreakdownType[] => text.split(',').filter(isBreakdownType);
