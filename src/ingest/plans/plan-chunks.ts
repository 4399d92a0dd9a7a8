import type { Day } from '../../foundation/kit/index.ts';
import type { BreakdownType, LedgerLevel, ReportTime } from '../../pinterest/contract.ts';
import { breakdownLevels, breakdownRange, breakdownSets, isWeeklyDay, setText, weeklyRange } from './breakdowns.ts';
import { organicRange } from './organic-share.ts';
import {
  answerableRange,
  type DayRange,
  mergeRanges,
  repeatedRange,
  splitIntoReports,
  uncoveredRanges,
} from './report-ranges.ts';

// In the order in which people look at them.
const levels: readonly LedgerLevel[] = ['account', 'campaign', 'adGroup', 'ad'];

/**
 * One piece to ask: a report over days, the same split by who was reached and where, a synchronous answer over days, a walk
 * through one kind of object, or the organic figures of the connected account and its best Pins (which belong to no ad account).
 */
export type PlannedChunk = {
  readonly account: string;
  readonly kind: 'report' | 'sync' | 'structure' | 'organic' | 'breakdown';
  readonly level: LedgerLevel;
  readonly reportTime: ReportTime | '';
  readonly window: string;
  /** Targeting types of a breakdown, separated by commas; nothing for everything else. */
  readonly breakdown?: string;
  readonly range: DayRange;
  readonly priority: number;
};

/** Days already landed, per level, report time and window of one account. */
export type Coverage = readonly {
  readonly level: LedgerLevel;
  readonly reportTime: ReportTime;
  readonly window: string;
  /** The targeting type of a breakdown's days; empty for those of a whole. */
  readonly breakdown: BreakdownType | '';
  readonly range: DayRange;
}[];

/** What a client's contract collects of one ad account. */
export type Wanted = {
  readonly account: string;
  readonly today: Day;
  /** The first day the client's term keeps; what is older is not asked. */
  readonly keptFrom: Day;
  /** Attribution windows; the first one's reports carry delivery as well. */
  readonly windows: readonly string[];
  readonly reportTimes: readonly ReportTime[];
  readonly coverage: Coverage;
};

/**
 * Higher goes first in the queue. The recent days of every client come before anybody's history: those are looked at. Below
 * zero a chunk, and the deriving of what it brings, gives way to all other work: fetching years while recent days wait to be
 * derived would only keep people waiting.
 */
export const chunkPriority = {
  structure: 30,
  recent: 20,
  today: 25,
  organic: -1,
  breakdown: -2,
  history: -5,
  breakdownHistory: -6,
} as const;

const structureOf = (account: string, today: Day): PlannedChunk[] =>
  levels
    .filter((level) => level !== 'account')
    .map((level) => ({
      account,
      kind: 'structure' as const,
      level,
      reportTime: '' as const,
      window: '',
      range: { from: today, to: today },
      priority: chunkPriority.structure,
    }));

type Line = { level: LedgerLevel; reportTime: ReportTime; window: string };

/** Every line of the ledger a client collects: level, window and report time. */
export const linesOf = ({ windows, reportTimes }: Wanted, at: readonly LedgerLevel[] = levels): Line[] =>
  at.flatMap((level) => windows.flatMap((window) => reportTimes.map((reportTime) => ({ level, reportTime, window }))));

const coveredOf = ({ coverage }: Wanted, line: Line, breakdown: BreakdownType | ''): DayRange[] =>
  coverage
    .filter(
      (piece) =>
        piece.level === line.level &&
        piece.reportTime === line.reportTime &&
        piece.window === line.window &&
        piece.breakdown === breakdown,
    )
    .map((piece) => piece.range);

const historyOf = (wanted: Wanted, line: Line): DayRange[] => {
  return uncoveredRanges(answerableRange(wanted.today, wanted.keptFrom), [
    ...coveredOf(wanted, line, ''),
    repeatedRange(wanted.today, wanted.keptFrom),
  ]).flatMap(splitIntoReports);
};

// The line that carries delivery, where there is one.
const firstTime = ({ reportTimes }: Wanted): ReportTime | undefined =>
  reportTimes.find((time) => time === 'TIME_OF_AD_ACTION') ?? reportTimes[0];

/** What a set of targeting types still lacks of a line, and what is asked again. */
const breakdownOf = (wanted: Wanted, line: Line, types: readonly BreakdownType[]): PlannedChunk[] => {
  const { account, today, keptFrom } = wanted;
  const covered = types.map((type) => coveredOf(wanted, line, type));
  const isFirst = line.window === wanted.windows[0] && line.reportTime === firstTime(wanted);
  const chunk = { account, kind: 'breakdown' as const, ...line, breakdown: setText(types) };
  // One report holds all of it, which is half the calls of recent days and older ones apart.
  if (covered.every((ranges) => ranges.length === 0)) {
    return [{ ...chunk, range: breakdownRange(today, keptFrom), priority: chunkPriority.breakdown }];
  }
  if (!isFirst && !isWeeklyDay(account, today)) return [];
  const repeated = (isFirst ? repeatedRange : weeklyRange)(today, keptFrom);
  const missing = covered.flatMap((ranges) => uncoveredRanges(breakdownRange(today, keptFrom), [...ranges, repeated]));
  return [
    { ...chunk, range: repeated, priority: chunkPriority.breakdown },
    ...mergeRanges(missing)
      .flatMap(splitIntoReports)
      .map((range) => ({ ...chunk, range, priority: chunkPriority.breakdownHistory })),
  ];
};

/**
 * What is asked of an account's and its campaigns' figures split by who was reached and where, of at most 185 days: the line
 * people look at first every night, other windows and report times once a week.
 * @cost with one window and both report times: 4 reports of 3 calls a night; 8 on the first and on one night of the week
 * @personal none
 */
export const planBreakdowns = (wanted: Wanted): PlannedChunk[] =>
  linesOf(wanted, breakdownLevels).flatMap((line) =>
    breakdownSets.flatMap((types) => breakdownOf(wanted, line, types)),
  );

/**
 * Everything to ask for one ad account in one night: a walk through campaigns, ad groups and ads, one report of the last 65
 * days per level, window and report time, reports for whatever older days have never landed, and breakdowns.
 * @cost with one window, per account and night: 3 walks of ⌈n/250⌉ calls and 8 reports of 3 calls; history up to 40 reports,
 *   once; breakdowns as `planBreakdowns` says
 * @personal none
 */
export const planAccount = (wanted: Wanted): PlannedChunk[] => {
  const { account, today } = wanted;
  const repeated = repeatedRange(today, wanted.keptFrom);
  const reports = linesOf(wanted).flatMap((line) => [
    { account, kind: 'report' as const, ...line, range: repeated, priority: chunkPriority.recent },
    ...historyOf(wanted, line).map((range) => ({
      account,
      kind: 'report' as const,
      ...line,
      range,
      priority: chunkPriority.history,
    })),
  ]);
  return [...structureOf(account, today), ...reports, ...planBreakdowns(wanted)];
};

/**
 * What is asked during the day: the account's own line by the synchronous endpoint (one call instead of a report's three),
 * the other levels by a report of yesterday and today.
 * @cost 1 call and 3 reports of 3 calls per account
 * @personal none
 */
export const planToday = (input: { account: string; today: Day; yesterday: Day; window: string }): PlannedChunk[] => {
  const { account, today, yesterday, window } = input;
  const range = { from: yesterday, to: today };
  return levels.map((level) => ({
    account,
    kind: level === 'account' ? ('sync' as const) : ('report' as const),
    level,
    reportTime: 'TIME_OF_AD_ACTION' as const,
    window,
    range,
    priority: chunkPriority.today,
  }));
};

/**
 * The organic figures of one night, for a client whose contract stores them: the account and its best Pins.
 * @cost 3 calls and one per Pin, spread as `organicShare` says
 * @personal none
 */
export const planOrganic = (today: Day, keptFrom: Day): PlannedChunk => ({
  account: '',
  kind: 'organic',
  level: 'account',
  reportTime: '',
  window: '',
  range: organicRange(today, keptFrom),
  priority: chunkPriority.organic,
});
