import type { Goal } from '../../../clients/index.ts';
import type { ConnectionStanding } from '../../../connect/index.ts';
import { type AccountFigures, type GoalProgress, type SpendDays, spentOn } from '../../../facts/index.ts';
import { changeOf, isMetric } from '../../../facts/metrics.ts';
import { addDays, type Day, dayOf, daysBetween, eachDay } from '../../../foundation/kit/index.ts';
import type { SyncState } from '../../contract.ts';
import type { Finding, ToldGoal } from './finding.ts';

/*
 * When a client needs somebody. Few rules, each with a threshold that says why; finer judgement, with the chance of being wrong
 * counted, is another room's. A rule that cannot know stays silent: what is missing has a reason of its own.
 */

/**
 * A tenth off the plan. The goals page speaks of ahead and behind from a twentieth; in a list that somebody reads over all
 * clients each morning, what one ordinary day puts right again would hide what it does not.
 */
const OFF_PLAN = 0.1;

/** Three days: after one or two, a Sunday is a pace. Later would leave a tenth of the month to run wrong. */
const DAYS_TO_JUDGE_PACE = 3;

/** A week holds each weekday once; a ratio over less tells of the weekday. */
const DAYS_TO_JUDGE_RESULT = 7;

/** A goal that ended stays for a week: long enough to be read by who works part of it, short enough not to pile up. */
export const ENDED_DAYS = 7;

/** Two days without a cent are no pause of a few hours, and both are known to be complete. */
const QUIET_DAYS = 2;

/** Of the week before the silence, most days had spend: who advertises on Fridays only has not stopped. */
const DAYS_OF_SPEND = 5;

/** Three in ten fewer. The newest days still grow by late conversions, which makes up to about a tenth of a month. */
const FELL = -0.3;

/** Below this, three in ten fewer happens by chance in more than one month in twenty. */
const CONVERSIONS_TO_COMPARE = 60;

/** A client connected two days ago still has its first days on their way. */
const DAYS_TO_BEGIN = 2;

/** The connection's reasons. */
export const ofConnection = (standing: ConnectionStanding | undefined): Finding[] => {
  if (standing === undefined) return [{ reason: 'not-connected' }];
  if (standing.state === 'choosing') return [{ reason: 'accounts-unchosen', since: dayOf(standing.connectedAt) }];
  if (standing.state !== 'reconnect') return [];
  const since = standing.failedAt === null ? undefined : dayOf(standing.failedAt);
  return [{ reason: 'reconnect', since, code: standing.failedCode ?? undefined }];
};

/** What the rules know of one ad account. */
export type KnownAccount = {
  readonly figures: AccountFigures;
  readonly days: SpendDays | undefined;
  readonly period: { readonly from: Day; readonly to: Day };
  readonly sync: SyncState;
  readonly standing: ConnectionStanding | undefined;
  readonly currency: string | null;
  readonly goals: readonly { readonly goal: Goal; readonly progress: GoalProgress }[];
};

// Yesterday comes with the night's pull, and a night that fails is made good by the next one: only what two nights did not
// bring needs a person. A client that has just been connected is being collected.
const ofDays = ({ days, period, sync, standing }: KnownAccount): Finding[] => {
  if (standing === undefined || standing.state !== 'connected') return [];
  const isNew = daysBetween(dayOf(standing.connectedAt), period.to) < DAYS_TO_BEGIN;
  const isGivenUp = sync.state === 'gaps';
  if (isNew && !isGivenUp) return [];
  const missing = eachDay(period.from, addDays(period.to, -1)).filter((day) => days?.byDay.has(day) !== true);
  const since = missing[0];
  if (since === undefined) return [];
  return [{ reason: 'days-missing', days: missing.length, since, code: sync.faultCode ?? undefined }];
};

const ofSpend = ({ days, period }: KnownAccount): Finding[] => {
  if (days === undefined) return [];
  // Until the night's pull yesterday is not in, which says nothing.
  const last = days.byDay.has(period.to) ? period.to : addDays(period.to, -1);
  const known = eachDay(period.from, last).filter((day) => !days.provisional.has(day));
  const spent = (day: Day): bigint | undefined => days.byDay.get(day);
  // A day that is not in ends the search: it may have had spend.
  const lastOther = known.findLastIndex((day) => spent(day) !== 0n);
  const quiet = known.slice(lastOther + 1);
  const before = known.slice(Math.max(0, lastOther - 6), lastOther + 1);
  const [since] = quiet;
  const wasSpending = before.filter((day) => (spent(day) ?? 0n) > 0n).length >= DAYS_OF_SPEND;
  return since !== undefined && quiet.length >= QUIET_DAYS && wasSpending ? [{ reason: 'spend-stopped', since }] : [];
};

const ofConversions = ({ figures, period }: KnownAccount): Finding[] => {
  const { current, before } = figures;
  const length = daysBetween(period.from, period.to) + 1;
  const isWhole = [current, before].every(
    ({ delivery, conversions }) => delivery.collected >= length && conversions.collected >= length,
  );
  const earlier = before.sums.conversions ?? 0n;
  if (!isWhole || earlier < CONVERSIONS_TO_COMPARE) return [];
  const part = changeOf('conversions', current.sums, before.sums);
  const spend = changeOf('spend', current.sums, before.sums);
  // Who spends as much less has chosen so, or has a reason of its own in this list.
  if (part === undefined || part > FELL || (spend !== undefined && spend <= part)) return [];
  return [{ reason: 'conversions-fell', part, spend }];
};

type Judged = {
  readonly goal: Goal;
  readonly progress: GoalProgress;
  readonly told: ToldGoal;
  readonly isOver: boolean;
};

const ofBudget = ({ goal, progress, told, isOver }: Judged): Finding[] => {
  const { state, pacing } = progress;
  if (pacing === undefined) return [];
  if (state === 'missed') return [{ reason: 'budget-overspent', goal: told, over: pacing.value - goal.target }];
  const { index, forecast } = pacing;
  if (isOver || index === undefined || progress.done - progress.missing < DAYS_TO_JUDGE_PACE) return [];
  if (index > 1 + OFF_PLAN) {
    return [{ reason: 'budget-ahead', goal: told, index, spentOn: spentOn(pacing, goal.target) }];
  }
  const left = forecast === undefined ? 0n : goal.target - forecast;
  return index < 1 - OFF_PLAN ? [{ reason: 'budget-behind', goal: told, index, left }] : [];
};

// `ahead` is good news of what is to be reached, and the opposite of what is not to be passed.
const isShort = (goal: Goal, { state }: GoalProgress): boolean =>
  state === 'behind' || state === 'missed' || (goal.kind === 'at-most' && state === 'ahead');

const ofResult = ({ goal, progress, told, isOver }: Judged): Finding[] => {
  if (!isShort(goal, progress)) return [];
  if (isOver) return progress.state === 'missed' ? [{ reason: 'result-missed', goal: told }] : [];
  if (progress.done - progress.missing < DAYS_TO_JUDGE_RESULT) return [];
  return [{ reason: 'result-short', goal: told, forecast: progress.pacing?.forecast }];
};

const ofGoals = ({ goals, currency }: KnownAccount): Finding[] =>
  goals.flatMap(({ goal, progress }) => {
    if (!isMetric(goal.metric)) return [];
    const { kind, to, target, metric } = goal;
    const told: ToldGoal = { metric, kind, to, currency, value: progress.value, target };
    const judged = { goal, progress, told, isOver: progress.done === progress.length };
    return kind === 'budget' ? ofBudget(judged) : ofResult(judged);
  });

/** The reasons one ad account gives. */
export const ofAccount = (known: KnownAccount): Finding[] => [
  ...ofGoals(known),
  ...ofSpend(known),
  ...ofDays(known),
  ...ofConversions(known),
];
