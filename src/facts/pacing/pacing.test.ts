import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, type Day, eachDay, parseDay } from '../../foundation/kit/index.ts';
import type { GoalDay } from './goal-day.ts';
import { pacing } from './pacing.ts';
import { spentOn } from './spent-on.ts';
import { equalWeights, spread, type WeekdayWeights } from './spread.ts';

const MILLION = 1_000_000n;
const from = parseDay('2026-06-01');
const june = { from, to: parseDay('2026-06-30') };

const daysOf = (first: Day, values: readonly (number | null)[], state: GoalDay['state'] = 'settled'): GoalDay[] =>
  values.map((value, index) => ({
    day: addDays(first, index),
    value: value === null ? undefined : BigInt(Math.round(value * 1e6)),
    state: value === null ? 'gap' : state,
  }));

const twelve = [110, 90, 120, 100, 105, 95, 130, 100, 110, 115, 110, 115];
const budget = { period: june, target: 3000n * MILLION };

test('of 3000 in 30 days, 1300 in the first 12 is eight percent ahead, ends at 3250 and leaves 94.44 a day', () => {
  const found = pacing({ ...budget, today: addDays(from, 12), days: daysOf(from, twelve) });
  assert.equal(found.value, 1300n * MILLION);
  assert.equal(found.index?.toFixed(4), '1.0833');
  assert.equal(found.forecast, 3250n * MILLION);
  assert.equal(found.neededPerDay, 94_444_444n);
  assert.deepEqual([found.done, found.missing, found.weights], [12, 0, undefined]);
});

test('today never counts, however much of it is in', () => {
  const withToday = [...daysOf(from, twelve), ...daysOf(addDays(from, 12), [40], 'provisional')];
  const found = pacing({ ...budget, today: addDays(from, 12), days: withToday });
  assert.equal(found.value, 1300n * MILLION);
  assert.equal(found.days[12]?.state, 'to-come');
});

test('until yesterday is in, the days done end the day before; the day before that is a gap and said to be one', () => {
  const sofar = pacing({ ...budget, today: addDays(from, 13), days: daysOf(from, twelve) });
  assert.deepEqual([sofar.done, sofar.missing, sofar.neededPerDay], [12, 0, 94_444_444n]);
  const later = pacing({ ...budget, today: addDays(from, 14), days: daysOf(from, twelve) });
  assert.deepEqual([later.done, later.missing, later.neededPerDay], [13, 1, undefined]);
});

test('a missing day is unknown and not zero: it moves no index, and what is left is not told', () => {
  const values = twelve.map((value, index) => (index === 3 ? null : value));
  const found = pacing({ ...budget, today: addDays(from, 12), days: daysOf(from, values) });
  assert.deepEqual([found.missing, found.remaining, found.neededPerDay], [1, undefined, undefined]);
  assert.equal(found.index?.toFixed(4), (1200 / 1100).toFixed(4));
  assert.equal(found.forecast, 3_272_727_273n);
});

test('nothing is known before it begins, and needed is the whole budget over all days', () => {
  const found = pacing({ ...budget, today: parseDay('2026-05-20'), days: [] });
  assert.deepEqual([found.done, found.index, found.forecast], [0, undefined, undefined]);
  assert.equal(found.neededPerDay, 100n * MILLION);
});

test('once it is over nothing is needed any more, and a budget that was passed needs nothing a day', () => {
  const whole = daysOf(from, june.from === from ? eachDay(june.from, june.to).map(() => 110) : []);
  const over = pacing({ ...budget, today: parseDay('2026-08-01'), days: whole });
  assert.deepEqual([over.done, over.neededPerDay, over.remaining], [30, undefined, -300n * MILLION]);
  const running = pacing({ ...budget, today: addDays(from, 29), days: whole.slice(0, 29) });
  assert.equal(running.neededPerDay, 0n);
});

// Eight weeks that end the day before: Saturdays and Sundays half of other days.
const weekly = (first: Day, count: number): GoalDay[] =>
  eachDay(first, addDays(first, count - 1)).map((day) => ({
    day,
    value: [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) ? 50n * MILLION : 100n * MILLION,
    state: 'settled',
  }));

test('weights are learnt from the eight settled weeks before the goal, and who follows them is on plan', () => {
  const past = weekly(addDays(from, -56), 56);
  const found = pacing({ ...budget, today: addDays(from, 6), days: [...past, ...weekly(from, 6)] });
  assert.deepEqual(
    found.weights,
    [50n, 100n, 100n, 100n, 100n, 100n, 50n].map((each) => each * MILLION),
  );
  const [monday, , , , , saturday] = found.days.map((each) => each.plan);
  assert.equal(monday, (saturday ?? 0n) * 2n);
  // June 2026 has 22 weekdays and 8 days of weekends: it weighs 26, the first six days 5.5.
  assert.equal(found.index?.toFixed(6), (550 / (3000 * (5.5 / 26))).toFixed(6));
  assert.equal(found.forecast, 2600n * MILLION);
});

test('less than four of a weekday, days that are not settled, or nothing but zeros teach nothing', () => {
  const past = weekly(addDays(from, -56), 56);
  const weights = (days: readonly GoalDay[]) => pacing({ ...budget, today: from, days }).weights;
  assert.notEqual(weights(past), undefined);
  assert.equal(weights(past.slice(-27)), undefined);
  assert.equal(weights(past.map((each) => ({ ...each, state: 'ready' as const }))), undefined);
  assert.equal(weights(past.map((each) => ({ ...each, value: 0n }))), undefined);
  const older = past.map((each) => ({ ...each, day: addDays(each.day, -70) }));
  const changed = [...older.map((each) => ({ ...each, value: 1n })), ...past];
  assert.deepEqual(weights(changed), weights(past), 'only the last eight weeks');
});

const weight = fc.bigInt({ min: 0n, max: 10n ** 12n });

test('a plan sums to the budget to the last millionth, and no day is a millionth off its share', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 15n }),
      fc.integer({ min: 1, max: 400 }),
      fc.nat(3000),
      fc.tuple(weight, weight, weight, weight, weight, weight, weight),
      (total, length, offset, weights: WeekdayWeights) => {
        const first = addDays(from, offset);
        const days = eachDay(first, addDays(first, length - 1));
        const plan = spread(total, days, weights);
        assert.equal(
          plan.reduce((sum, each) => sum + each, 0n),
          total,
        );
        const weekday = (day: Day) => new Date(`${day}T00:00:00Z`).getUTCDay();
        const sum = days.reduce((all, day) => all + (weights[weekday(day)] ?? 0n), 0n);
        days.forEach((day, index) => {
          const own = sum === 0n ? 1n : (weights[weekday(day)] ?? 0n);
          const whole = sum === 0n ? BigInt(days.length) : sum;
          const off = (plan[index] ?? 0n) * whole - total * own;
          assert.ok(off > -whole && off < whole, `${day} is ${off}/${whole} off`);
        });
      },
    ),
  );
  assert.deepEqual(spread(10n, eachDay(from, addDays(from, 2)), equalWeights), [4n, 3n, 3n]);
});

test('at the pace of its days a budget is spent on a day that can be named, or lasts', () => {
  const told = (spent: readonly (number | null)[]) =>
    spentOn(pacing({ ...budget, today: addDays(from, spent.length), days: daysOf(from, spent) }), budget.target);
  // 1300 in 12 days is 108.33 a day: the 28th day passes 3000. With a missing day filled at the same pace, the same day.
  assert.equal(told(twelve), addDays(from, 27));
  assert.equal(told(twelve.map((each, index) => (index === 2 ? null : each))), addDays(from, 27));
  assert.equal(told(twelve.map(() => 80)), undefined);
  assert.equal(told([3200, 100, 100]), from);
  assert.equal(spentOn(pacing({ ...budget, today: from, days: [] }), budget.target), undefined);
});
