import type { Goal } from '../../clients/index.ts';
import { type Context, type Tx, withClient, withClients } from '../../foundation/db/index.ts';
import {
  addDays,
  type ClientId,
  type Day,
  daysBetween,
  eachDay,
  earlierDay,
  Fault,
} from '../../foundation/kit/index.ts';
import type { DayState } from '../derive/day-states.ts';
import type { Family } from '../derive/ledger-columns.ts';
import type { BaseKey } from '../metrics/additive.ts';
import { basesOf } from '../metrics/bases.ts';
import { isMetric, type MetricKey, metrics } from '../metrics/catalogue.ts';
import { evaluateExactly, type Sums } from '../metrics/evaluate.ts';
import { baseColumns } from '../queries/base-sums.ts';
import { type Attribution, usualAttribution } from '../queries/selection.ts';
import type { GoalDay } from './goal-day.ts';
import { goalDays, type KnownDay, type Span } from './goal-days.ts';
import { type GoalState, goalState } from './goal-state.ts';
import { LEARN_DAYS } from './learn-weights.ts';
import { type Pacing, pacing } from './pacing.ts';

/** How far a goal has come. */
export type GoalProgress = {
  readonly goalId: string;
  readonly state: GoalState;
  /** Days of the period, those over, and of those: not in, final, and those Pinterest has not called complete. */
  readonly length: number;
  readonly done: number;
  readonly missing: number;
  readonly settled: number;
  readonly provisional: number;
  /** The figure over the days that are in, sum over sum; in the metric's own unit. */
  readonly value: bigint | number | undefined;
  /** Undefined for a ratio: it does not add up over days. */
  readonly pacing: Pacing | undefined;
};

type Days = ReadonlyMap<Day, KnownDay>;

const MILLION = 1_000_000n;

// The eight weeks are settled ones. Delivery settles three days after the day and is given two weeks, so that days that came
// late are in them; conversions by ad action settle the longest window, two months, and a week later.
const SETTLE_DAYS: Readonly<Record<Family, number>> = { delivery: 14, conversion: 70 };

const isRatio = (key: MetricKey): boolean => metrics[key].kind === 'ratio';

/** The days a goal is told from: its own as far as they are over, and those its weekdays are learnt from. A ratio has no plan. */
const daysFor = (goal: Goal, today: Day): { from: Day; to: Day } => {
  const key = metricOf(goal.metric);
  const settle = Math.max(...familiesOf(basesOf(key)).map((family) => SETTLE_DAYS[family]));
  const from = isRatio(key) ? goal.from : addDays(earlierDay(goal.from, today), -LEARN_DAYS - settle);
  return { from, to: earlierDay(goal.to, addDays(today, -1)) };
};

const finality: readonly DayState[] = ['provisional', 'ready', 'settled'];

/** The days of all families a figure is made of, as one: in when all are, and as final as the least final. */
const dayIn = (families: readonly Days[], day: Day): KnownDay | undefined => {
  const found = families.map((days) => days.get(day));
  if (found.length === 0 || found.some((each) => each === undefined)) return undefined;
  return {
    sums: Object.assign({}, ...found.map((each) => each?.sums ?? {})),
    state: finality.find((state) => found.some((each) => each?.state === state)) ?? 'provisional',
  };
};

const addSums = (all: readonly Sums[], bases: readonly BaseKey[]): Sums =>
  Object.fromEntries(bases.map((base) => [base, all.reduce((sum, each) => sum + (each[base] ?? 0n), 0n)]));

const familiesOf = (bases: readonly BaseKey[]): Family[] =>
  (['delivery', 'conversion'] as const).filter((family) => baseColumns[family].some(({ key }) => bases.includes(key)));

const metricOf = (name: string): MetricKey => {
  if (isMetric(name)) return name;
  throw new Fault('FACTS_METRIC_UNKNOWN', 'invalid', 'There is no such metric.', { facts: { metric: name } });
};

const inMillionths = (key: MetricKey, value: bigint | number): bigint =>
  typeof value === 'bigint' && metrics[key].unit === 'count' ? value * MILLION : BigInt(value);

const numberIn = (key: MetricKey, value: bigint | number): number =>
  metrics[key].unit === 'micros' ? Number(value) : Number(value) * Number(MILLION);

const progressOf = (goal: Goal, byFamily: Readonly<Record<Family, Days>>, today: Day): GoalProgress => {
  const key = metricOf(goal.metric);
  const bases = basesOf(key);
  const families = familiesOf(bases).map((family) => byFamily[family]);
  const span = daysFor(goal, today);
  const days = eachDay(span.from, span.to).map((day) => {
    const found = dayIn(families, day);
    // A figure the day was pulled without is as unknown as a day that was not pulled.
    const isWhole = found !== undefined && bases.every((base) => found.sums[base] !== undefined);
    return { day, found: isWhole ? found : undefined };
  });
  const asDays: GoalDay[] = days.map(({ day, found }) => {
    if (found === undefined) return { day, value: undefined, state: 'gap' };
    const value = isRatio(key) ? 0n : inMillionths(key, evaluateExactly(key, found.sums) ?? 0n);
    return { day, value, state: found.state };
  });
  // Of a ratio only the days are told by its pacing, which are the same for every figure.
  const paced = pacing({ period: goal, target: goal.target, today, days: asDays });
  const over = new Set(paced.days.filter((each) => each.state !== 'to-come').map((each) => each.day));
  const known = days.flatMap(({ day, found }) => (found !== undefined && over.has(day) ? [found] : []));
  const sums = addSums(
    known.map((each) => each.sums),
    bases,
  );
  const value = known.length === 0 ? undefined : evaluateExactly(key, sums);
  const count = (state: DayState) => known.filter((each) => each.state === state).length;
  const standing = {
    kind: goal.kind,
    target: Number(goal.target),
    length: daysBetween(goal.from, goal.to) + 1,
    done: paced.done,
    missing: paced.missing,
  };
  return {
    goalId: goal.goalId,
    state: goalState({
      ...standing,
      value: value === undefined ? undefined : numberIn(key, value),
      pacing: isRatio(key) ? undefined : paced,
    }),
    length: standing.length,
    done: paced.done,
    missing: paced.missing,
    settled: count('settled'),
    provisional: count('provisional'),
    value,
    pacing: isRatio(key) ? undefined : paced,
  };
};

/** A goal of one of several clients, and how its conversions are counted. */
export type ClientGoal = { readonly clientId: ClientId; readonly goal: Goal; readonly attribution: Attribution };

const families = ['delivery', 'conversion'] as const;

const progressIn = async (tx: Tx, goals: readonly ClientGoal[], today: Day): Promise<GoalProgress[]> => {
  const bases = goals.map(({ goal }) => basesOf(metricOf(goal.metric)));
  const spanOf = (asked: ClientGoal, family: Family, own: readonly BaseKey[]): Span | undefined => {
    if (!familiesOf(own).includes(family)) return undefined;
    const { clientId, goal, attribution } = asked;
    return { clientId, account: goal.account, attribution, ...daysFor(goal, today) };
  };
  const daysIn = (family: Family) => {
    const spans = goals.map((asked, place) => spanOf(asked, family, bases[place] ?? []));
    return goalDays(tx, family, { spans, bases: new Set(bases.flat()) });
  };
  const days = { delivery: await daysIn('delivery'), conversion: await daysIn('conversion') };
  const none: Days = new Map();
  return goals.map(({ goal }, place) => {
    const [delivery, conversion] = families.map((family) => days[family][place] ?? none);
    return progressOf(goal, { delivery: delivery ?? none, conversion: conversion ?? none }, today);
  });
};

/**
 * How far goals of a client have come, in the order given. Days go up to yesterday; a day that is not in is unknown and not
 * zero. An account the ledger does not know has no day in.
 *
 * @unit value as the metric says: count, micros of the account's currency, or a fraction; pacing in millionths
 * @source facts_account_days, facts_account_conversions and facts_day_states at level account
 * @cost two queries for any number of goals, one when all are of delivery; days from eighteen weeks before each goal
 * @throws FACTS_METRIC_UNKNOWN
 * @personal none
 */
export const goalProgress = async (
  ctx: Context,
  input: {
    readonly clientId: ClientId;
    readonly goals: readonly Goal[];
    readonly today: Day;
    readonly attribution?: Attribution | undefined;
  },
): Promise<GoalProgress[]> => {
  const { clientId, goals, today, attribution = usualAttribution } = input;
  const asked = goals.map((goal) => ({ clientId, goal, attribution }));
  for (const goal of goals) metricOf(goal.metric);
  if (goals.length === 0) return [];
  return withClient(ctx.db, { actor: ctx.actor, clientId }, (tx) => progressIn(tx, asked, today));
};

/**
 * As `goalProgress`, for goals of many clients at once: the same numbers for the same goal.
 *
 * @cost two queries, whatever the number of clients and goals
 * @throws FACTS_METRIC_UNKNOWN
 * @personal none
 */
export const goalsProgress = async (
  ctx: Context,
  input: { readonly goals: readonly ClientGoal[]; readonly today: Day },
): Promise<GoalProgress[]> => {
  const { goals, today } = input;
  if (goals.length === 0) return [];
  const clientIds = [...new Set(goals.map(({ clientId }) => clientId))];
  return withClients(ctx.db, { actor: ctx.actor, clientIds }, (tx) => progressIn(tx, goals, today));
};
