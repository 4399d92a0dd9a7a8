import { addDays, type Day, eachDay, earlierDay } from '../../foundation/kit/index.ts';
import type { Period } from '../metrics/periods.ts';
import { type GoalDay, isKnown } from './goal-day.ts';
import { learnWeights } from './learn-weights.ts';
import { equalWeights, spread, type WeekdayWeights, weightOfDays } from './spread.ts';

/*
 * A goal's days up to yesterday are those done; today has only begun and never counts. Of the days done, those that are not in
 * are unknown and not zero: the index then compares the known days with the plan of the same days, the forecast fills the others
 * at the pace of the known ones, and what is left, which would take them for zero, is not told. Yesterday itself comes in with the
 * morning's pull: until then the days done end the day before.
 */

/** One day of a plan: what it should bring, and what it did as far as that is known. */
export type PlannedDay = {
  readonly day: Day;
  readonly plan: bigint;
  /** Undefined for a day to come, and for one that is not in. */
  readonly value: bigint | undefined;
  readonly state: GoalDay['state'] | 'to-come';
};

/** How far something that adds up has come against its plan. Amounts in millionths. */
export type Pacing = {
  readonly days: readonly PlannedDay[];
  /** Days of the period that are over. */
  readonly done: number;
  /** Days done that are not in. */
  readonly missing: number;
  /** The sum over the days that are in. */
  readonly value: bigint;
  /** The plan of the days that are in. */
  readonly plan: bigint;
  /** Value over plan: 1.08 is eight percent ahead. Undefined before anything is in, or where nothing was planned yet. */
  readonly index: number | undefined;
  /** What the period ends at if the days to come bring what the days so far did, weekday for weekday. */
  readonly forecast: bigint | undefined;
  /** Target minus value; undefined while a day done is missing. */
  readonly remaining: bigint | undefined;
  /** What each day to come has to bring on average; undefined while a day done is missing, and when none is to come. */
  readonly neededPerDay: bigint | undefined;
  /** The weights learnt; undefined when there was too little to learn from and every day counts alike. */
  readonly weights: WeekdayWeights | undefined;
};

/** The last day that is over and can be in. */
const lastDone = (byDay: ReadonlyMap<Day, GoalDay>, period: Period, today: Day): Day => {
  const yesterday = addDays(today, -1);
  const known = byDay.get(yesterday);
  const isIn = known !== undefined && isKnown(known);
  return earlierDay(period.to, isIn ? yesterday : addDays(yesterday, -1));
};

const half = (number: bigint, by: bigint): bigint => (2n * number + by) / (2n * by);

const forecastOf = (weights: WeekdayWeights, all: readonly Day[], known: readonly Day[], value: bigint) => {
  const whole = weightOfDays(weights, all);
  const seen = weightOfDays(weights, known);
  return known.length === 0 || seen === 0n ? undefined : half(value * whole, seen);
};

/**
 * How a goal that adds up is paced: its plan spread over the weekdays as the account's own past spreads, and what came of it.
 *
 * @unit target, and every amount of the answer: millionths (micros of money, a million for each piece)
 * @param input.days the account's days, the eight settled weeks before the period among them; a day that is absent is not in
 * @example // 3000 in 30 days, 12 done, 1300 spent: index 1.0833, forecast 3250, needed per day 94.44
 * @personal none
 */
export const pacing = (input: {
  readonly period: Period;
  readonly target: bigint;
  readonly today: Day;
  readonly days: readonly GoalDay[];
}): Pacing => {
  const { period, target, today } = input;
  const byDay = new Map(input.days.map((each) => [each.day, each]));
  const learnt = learnWeights(input.days, earlierDay(period.from, today));
  const weights = learnt ?? equalWeights;
  const all = eachDay(period.from, period.to);
  const plans = spread(target, all, weights);
  const until = lastDone(byDay, period, today);
  const days = all.map((day, index): PlannedDay => {
    const plan = plans[index] ?? 0n;
    if (day > until) return { day, plan, value: undefined, state: 'to-come' };
    const found = byDay.get(day);
    if (found === undefined || !isKnown(found)) return { day, plan, value: undefined, state: 'gap' };
    return { day, plan, value: found.value, state: found.state };
  });
  const over = days.filter((each) => each.state !== 'to-come');
  const known = over.filter((each) => each.value !== undefined);
  const value = known.reduce((sum, each) => sum + (each.value ?? 0n), 0n);
  const plan = known.reduce((sum, each) => sum + each.plan, 0n);
  const isWhole = known.length === over.length;
  const toCome = BigInt(days.length - over.length);
  const remaining = isWhole ? target - value : undefined;
  const needed = remaining !== undefined && remaining > 0n ? remaining : 0n;
  return {
    days,
    done: over.length,
    missing: over.length - known.length,
    value,
    plan,
    index: known.length === 0 || plan === 0n ? undefined : Number(value) / Number(plan),
    forecast: forecastOf(
      weights,
      all,
      known.map((each) => each.day),
      value,
    ),
    remaining,
    neededPerDay: remaining === undefined || toCome === 0n ? undefined : half(needed, toCome),
    weights: learnt,
  };
};
