import type { Goal } from '../../clients/index.ts';
import { type Context, type Tx, withClient } from '../../foundation/db/index.ts';
import {
  addDays,
  type ClientId,
  type Day,
  daysBetween,
  eachDay,
  earlierDay,
  Fault,
  laterDay,
} from '../../foundation/kit/index.ts';
import type { DayState } from '../derive/day-states.ts';
import { DELIVERY, reportTimeCode, windowCode } from '../derive/ledger-codes.ts';
import type { Family } from '../derive/ledger-columns.ts';
import type { BaseKey } from '../metrics/additive.ts';
import { basesOf } from '../metrics/bases.ts';
import { isMetric, type MetricKey, metrics } from '../metrics/catalogue.ts';
import { evaluateExactly, type Sums } from '../metrics/evaluate.ts';
import { baseColumns, sumsOf } from '../queries/base-sums.ts';
import { isKept } from '../queries/kept-days.ts';
import { type Attribution, usualAttribution } from '../queries/selection.ts';
import type { GoalDay } from './goal-day.ts';
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

type KnownDay = { readonly sums: Sums; readonly state: DayState };
type Days = ReadonlyMap<string, KnownDay>;

// Conversions by ad action settle a window and three days later, and the eight weeks are settled ones: as far back as the
// longest window, two months, and a week.
const LOOK_BACK_DAYS = LEARN_DAYS + 70;
const MILLION = 1_000_000n;

/** The days a goal is told from: its own as far as they are over, and those its weekdays are learnt from. */
const spanOf = (goal: Goal, today: Day): { from: Day; to: Day } => ({
  from: addDays(earlierDay(goal.from, today), -LOOK_BACK_DAYS),
  to: earlierDay(goal.to, addDays(today, -1)),
});

const keyOf = (account: string, day: Day): string => `${account} ${day}`;

type Asked = {
  readonly clientId: ClientId;
  readonly attribution: Attribution;
  readonly bases: readonly BaseKey[];
  readonly spans: ReadonlyMap<string, { from: Day; to: Day }>;
};

const daysOf = async (tx: Tx, family: Family, asked: Asked): Promise<Days> => {
  const columns = baseColumns[family].filter(({ key }) => asked.bases.includes(key));
  if (columns.length === 0) return new Map();
  const isDelivery = family === 'delivery';
  const { window, reportTime } = asked.attribution;
  const codes = isDelivery ? [DELIVERY, 0] : [reportTimeCode(reportTime), windowCode(window)];
  const figures = isDelivery
    ? 'left join facts_account_days d on (d.client_id, d.account, d.level, d.day) = (s.client_id, s.account, s.level, s.day)'
    : `left join facts_account_conversions d on (d.client_id, d.account, d.level, d.report_time, d.window_code, d.day)
                                              = (s.client_id, s.account, s.level, s.report_time, s.window_code, s.day)`;
  const spans = [...asked.spans];
  const rows = await tx.sql<
    { name: string; day: Day; state: DayState; known_columns: bigint } & Record<string, unknown>
  >(
    `select e.pinterest_id as name, s.day, s.known_columns,
            case when s.settled_from is not null then 'settled' when s.ready_from is not null then 'ready' else 'provisional' end as state,
            ${columns.map(({ column }) => `coalesce(d.${column}, 0)::int8 as ${column}`).join(', ')}
       from unnest($2::text[], $3::date[], $4::date[]) span(account, from_day, to_day)
       join facts_entities e on e.client_id = $1 and e.level = 0 and e.pinterest_id = span.account
       join facts_day_states s on s.client_id = $1 and s.account = e.entity and s.level = 0 and s.report_time = $5
        and s.window_code = $6 and s.day between span.from_day and span.to_day and ${isKept('s.day')}
       ${figures}
      order by s.day`,
    [
      asked.clientId,
      spans.map(([account]) => account),
      spans.map(([, { from }]) => from),
      spans.map(([, { to }]) => to),
      ...codes,
    ],
  );
  return new Map(
    rows.map((row) => [keyOf(row.name, row.day), { sums: sumsOf(family, row, row.known_columns), state: row.state }]),
  );
};

const finality: readonly DayState[] = ['provisional', 'ready', 'settled'];

/** The days of all families a figure is made of, as one: in when all are, and as final as the least final. */
const dayIn = (families: readonly Days[], key: string): KnownDay | undefined => {
  const found = families.map((days) => days.get(key));
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
  const span = spanOf(goal, today);
  const days = eachDay(span.from, span.to).map((day) => {
    const found = dayIn(families, keyOf(goal.account, day));
    // A figure the day was pulled without is as unknown as a day that was not pulled.
    const isWhole = found !== undefined && bases.every((base) => found.sums[base] !== undefined);
    return { day, found: isWhole ? found : undefined };
  });
  const isRatio = metrics[key].kind === 'ratio';
  const asDays: GoalDay[] = days.map(({ day, found }) => {
    if (found === undefined) return { day, value: undefined, state: 'gap' };
    const value = isRatio ? 0n : inMillionths(key, evaluateExactly(key, found.sums) ?? 0n);
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
      pacing: isRatio ? undefined : paced,
    }),
    length: standing.length,
    done: paced.done,
    missing: paced.missing,
    settled: count('settled'),
    provisional: count('provisional'),
    value,
    pacing: isRatio ? undefined : paced,
  };
};

/**
 * How far goals of a client have come, in the order given. Days go up to yesterday; a day that is not in is unknown and not
 * zero. An account the ledger does not know has no day in.
 *
 * @unit value as the metric says: count, micros of the account's currency, or a fraction; pacing in millionths
 * @source facts_account_days, facts_account_conversions and facts_day_states at level account
 * @cost two queries for any number of goals, one when all are of delivery; days from eighteen weeks before the earliest goal
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
  const { clientId, goals, today } = input;
  const bases = [...new Set(goals.flatMap((goal) => basesOf(metricOf(goal.metric))))];
  const spans = new Map<string, { from: Day; to: Day }>();
  for (const goal of goals) {
    const span = spanOf(goal, today);
    const other = spans.get(goal.account) ?? span;
    spans.set(goal.account, { from: earlierDay(other.from, span.from), to: laterDay(other.to, span.to) });
  }
  if (goals.length === 0) return [];
  const asked = { clientId, attribution: input.attribution ?? usualAttribution, bases, spans };
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const byFamily = {
      delivery: await daysOf(tx, 'delivery', asked),
      conversion: await daysOf(tx, 'conversion', asked),
    };
    return goals.map((goal) => progressOf(goal, byFamily, today));
  });
};
