import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/kit/index.ts';
import { at, landingShelf, type ReportRow } from '../../../test/kit/landings.ts';
import { addClient, type Goal } from '../../clients/index.ts';
import { addDays, type ClientId, type Day, eachDay, isFault, parseDay } from '../../foundation/kit/index.ts';
import { deriveLanding } from '../derive/derive-landing.ts';
import { dailySeries } from '../queries/daily-series.ts';
import { usualAttribution } from '../queries/selection.ts';
import { goalProgress, goalsProgress } from './goal-progress.ts';

const database = await testDatabase({ after });
const ctx = database.context();

// The year the tests run in stays inside every client's term.
const today = parseDay(`${ctx.clock.now().toISOString().slice(0, 10)}`);
const from = addDays(today, -12);
const account = '549755885175';
const aBudget: Goal = {
  goalId: 'g',
  account,
  metric: 'spend',
  kind: 'budget',
  from,
  to: addDays(from, 29),
  target: 3_000_000_000n,
};

const EUR = 1_000_000;
const rowOf = (day: Day, more: Record<string, number>): ReportRow => ({ id: account, day, ...more });

/** Spend of 100 a day, 4 of value for 1 of spend on every other day and nothing on the rest; one day is left out. */
const filled = async (left?: Day): Promise<ClientId> => {
  const clientId = await addClient(ctx, {
    name: 'Tempo',
    kind: 'legal_person',
    locale: 'nl',
    zone: 'Europe/Amsterdam',
  });
  const shelf = landingShelf();
  const land = async (first: Day, last: Day) => {
    const rows = eachDay(first, last).map((day, index) =>
      rowOf(day, {
        SPEND_IN_MICRO_DOLLAR: 100 * EUR,
        TOTAL_CHECKOUT: index % 2,
        TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR: (index % 2) * 800 * EUR,
      }),
    );
    const pulledAt = at(`${today}T00:30:00Z`);
    const landingId = shelf.addReport({ level: 'account', from: first, to: last, pulledAt }, rows);
    await deriveLanding(ctx, { clientId, landingId }, shelf.reader);
  };
  if (left === undefined) await land(addDays(from, -100), today);
  else {
    await land(addDays(from, -100), addDays(left, -1));
    await land(addDays(left, 1), today);
  }
  return clientId;
};

test('a list of goals is told from the same sums as the daily series, today left out', async () => {
  const clientId = await filled();
  const goals: Goal[] = [
    aBudget,
    { ...aBudget, goalId: 'r', metric: 'roas', kind: 'at-least', target: 3_500_000n },
    { ...aBudget, goalId: 'c', metric: 'cost-per-checkout', kind: 'at-most', target: 150_000_000n },
    { ...aBudget, goalId: 'n', metric: 'checkouts', kind: 'at-least', target: 20_000_000n },
  ];
  const [budget, roas, cost, checkouts] = await goalProgress(ctx, { clientId, goals, today });
  assert.ok(budget && roas && cost && checkouts);
  const series = await dailySeries(ctx, { clientId, account, level: 'account', from, to: addDays(today, -1) });
  const spent = series.reduce((sum, day) => sum + (day.sums.spend ?? 0n), 0n);
  assert.equal(spent, 1_200_000_000n);
  assert.equal(budget.value, spent);
  assert.deepEqual([budget.state, budget.length, budget.done, budget.missing], ['on-track', 30, 12, 0]);
  // Settled three days after the day; the account's eight weeks are even, so every weekday weighs alike.
  assert.equal(budget.settled, series.filter((day) => day.delivery === 'settled').length);
  assert.equal(new Set(budget.pacing?.weights).size, 1);
  assert.equal(budget.pacing?.index, 1);
  assert.equal(budget.pacing?.forecast, 3_000_000_000n);
  // 12 days, 6 with a checkout of 800: 4800 over 1200.
  assert.deepEqual([roas.value, roas.state, roas.pacing], [4, 'on-track', undefined]);
  assert.equal(roas.settled, 0, 'conversions of the last days still grow');
  assert.deepEqual([cost.value, cost.state], [200_000_000, 'behind']);
  assert.equal(checkouts.value, 6n);
  assert.deepEqual([checkouts.state, checkouts.pacing?.index?.toFixed(4)], ['behind', '0.7500']);
});

test('a day that is not in is said to be missing and counts nowhere as zero', async () => {
  const clientId = await filled(addDays(from, 3));
  const [budget, roas] = await goalProgress(ctx, {
    clientId,
    goals: [aBudget, { ...aBudget, goalId: 'r', metric: 'roas', kind: 'at-least', target: 1n }],
    today,
  });
  assert.deepEqual([budget?.missing, budget?.value, budget?.state], [1, 1_100_000_000n, 'on-track']);
  assert.equal(budget?.pacing?.index, 1);
  assert.equal(budget?.pacing?.forecast, 3_000_000_000n);
  assert.equal(budget?.pacing?.neededPerDay, undefined);
  assert.equal(roas?.missing, 1);
});

test('an account nobody has pulled yet, and a goal to come, know nothing and say so', async () => {
  const clientId = await filled();
  const [unknown, toCome] = await goalProgress(ctx, {
    clientId,
    goals: [
      { ...aBudget, account: '1' },
      { ...aBudget, from: addDays(today, 1) },
    ],
    today,
  });
  assert.deepEqual([unknown?.state, unknown?.value, unknown?.missing], ['unknown', undefined, 11]);
  assert.deepEqual([toCome?.state, toCome?.value, toCome?.done], ['waiting', undefined, 0]);
  assert.notEqual(toCome?.pacing?.weights, undefined, 'its plan is learnt from the weeks before today');
  assert.deepEqual(await goalProgress(ctx, { clientId, goals: [], today }), []);
  await assert.rejects(goalProgress(ctx, { clientId, goals: [{ ...aBudget, metric: 'happiness' }], today }), (error) =>
    isFault(error, 'FACTS_METRIC_UNKNOWN'),
  );
});

test('goals of several clients are told in one go as each would be by itself', async () => {
  const [one, other] = [await filled(), await filled(addDays(from, 3))];
  const ratio: Goal = { ...aBudget, goalId: 'r', metric: 'roas', kind: 'at-least', target: 3_500_000n };
  const asked = [one, other].flatMap((clientId) =>
    [aBudget, ratio].map((goal) => ({ clientId, goal, attribution: usualAttribution })),
  );
  const together = await goalsProgress(ctx, { goals: asked, today });
  const apart = [
    ...(await goalProgress(ctx, { clientId: one, goals: [aBudget, ratio], today })),
    ...(await goalProgress(ctx, { clientId: other, goals: [aBudget, ratio], today })),
  ];
  assert.deepEqual(together, apart);
  assert.deepEqual(
    together.map(({ missing }) => missing),
    [0, 0, 1, 1],
  );
});
