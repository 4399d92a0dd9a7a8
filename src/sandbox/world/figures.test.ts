import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { validWindows } from '../../pinterest/contract.ts';
import { budgetsOf } from './budgets.ts';
import { dayNumberOf } from './calendar.ts';
import { at, WIDTH } from './columns.ts';
import type { Attribution } from './conversions.ts';
import { figuresOf, type Level, matrixFor, type Question } from './figures.ts';
import { hasDeletedCampaign } from './plan.ts';
import { createWorld, type World, type WorldAccount } from './world.ts';

const today = dayNumberOf('2026-11-23');
const window: Attribution = { click: 30, engagement: 30, view: 1, time: 'action' };

const questionAt = (
  from: number,
  to: number,
  more: Partial<{ today: number; attribution: Attribution }> = {},
): Question => ({
  span: { from, to, today: more.today ?? today },
  moment: { today: more.today ?? today, counted: 0.5 },
  delivery: true,
  conversions: more.attribution ?? window,
});

/** The sum of a level's figures over the span, per column. */
const totals = (world: World, account: WorldAccount, ask: { level: Level; question: Question }): number[] => {
  const figures = figuresOf(world, account);
  const matrix = matrixFor(ask.question.span);
  const sums = new Array<number>(WIDTH).fill(0);
  for (const subject of figures.subjects(ask.level)) {
    if (!figures.fill(subject, ask.question, matrix)) continue;
    for (const [place, value] of matrix.entries()) sums[place % WIDTH] = (sums[place % WIDTH] ?? 0) + value;
  }
  return sums;
};

const accountOf = (world: World, index: number): WorldAccount => {
  const account = world.accounts[index % world.accounts.length];
  assert.ok(account);
  return account;
};

const attributions = fc
  .tuple(fc.constantFrom(...validWindows), fc.constantFrom('action' as const, 'conversion' as const))
  .map(([text, time]): Attribution => {
    const [click = 0, engagement = 0, view = 0] = text.split('/').map(Number);
    return { click, engagement, view, time };
  });

test('every level adds up to the same totals, for any window, report time and moment', () => {
  const world = createWorld({ name: 'small', seed: 7 });
  const arbitrary = fc.record({
    seed: fc.constantFrom(7, 11),
    account: fc.nat({ max: 3 }),
    from: fc.integer({ min: 160, max: today - 5 }),
    length: fc.integer({ min: 0, max: 30 }),
    later: fc.integer({ min: 0, max: 40 }),
    attribution: attributions,
  });
  fc.assert(
    fc.property(arbitrary, (given) => {
      const chosen = given.seed === 7 ? world : createWorld({ name: 'small', seed: given.seed });
      const question = questionAt(given.from, given.from + given.length, {
        today: given.from + given.length + given.later,
        attribution: given.attribution,
      });
      const account = accountOf(chosen, given.account);
      const ads = totals(chosen, account, { level: 'ad', question });
      // The deleted campaign of the last account ended on day 151; its late conversions reach sixty days further.
      if (!hasDeletedCampaign(chosen, account) || given.from > 211) {
        assert.deepEqual(totals(chosen, account, { level: 'account', question }), ads);
      }
      assert.deepEqual(totals(chosen, account, { level: 'adGroup', question }), ads);
      assert.deepEqual(totals(chosen, account, { level: 'campaign', question }), ads);
    }),
    { numRuns: 60 },
  );
});

test('a deleted campaign counts for the account and for nothing below it', () => {
  const world = createWorld({ name: 'small', seed: 7 });
  const account = accountOf(world, world.accounts.length - 1);
  const question = questionAt(100, 140);
  const above = totals(world, account, { level: 'account', question });
  const below = totals(world, account, { level: 'campaign', question });
  assert.ok((above[at('SPEND_IN_MICRO_DOLLAR')] ?? 0) > (below[at('SPEND_IN_MICRO_DOLLAR')] ?? 0));
});

test('the same seed gives the same numbers and another seed gives others', () => {
  const sums = (seed: number) => {
    const world = createWorld({ name: 'small', seed });
    return totals(world, accountOf(world, 0), { level: 'account', question: questionAt(600, 610) });
  };
  assert.deepEqual(sums(7), sums(7));
  assert.notDeepEqual(sums(7), sums(8));
});

test('asking one day alone gives the numbers that day has within a long report', () => {
  const world = createWorld({ name: 'small', seed: 7 });
  const figures = figuresOf(world, accountOf(world, 1));
  const [subject] = figures.subjects('account');
  assert.ok(subject);
  for (const time of ['action', 'conversion'] as const) {
    const long = questionAt(550, 640, { attribution: { ...window, time } });
    const whole = matrixFor(long.span);
    figures.fill(subject, long, whole);
    const short = questionAt(600, 600, { attribution: { ...window, time } });
    const single = matrixFor(short.span);
    figures.fill(subject, short, single);
    assert.deepEqual([...whole.subarray(50 * WIDTH, 51 * WIDTH)], [...single]);
  }
});

test('spend is corrected for three days, conversions keep coming for the length of the window, then a day is settled', () => {
  const world = createWorld({ name: 'small', seed: 7 });
  const account = accountOf(world, 0);
  const day = 640;
  const seenAt = (age: number) =>
    totals(world, account, { level: 'account', question: questionAt(day, day, { today: day + age }) });
  const column = (name: Parameters<typeof at>[0], age: number): number => seenAt(age)[at(name)] ?? 0;
  assert.ok(column('SPEND_IN_MICRO_DOLLAR', 1) > column('SPEND_IN_MICRO_DOLLAR', 2));
  assert.ok(column('SPEND_IN_MICRO_DOLLAR', 2) > column('SPEND_IN_MICRO_DOLLAR', 3));
  assert.equal(column('SPEND_IN_MICRO_DOLLAR', 3), column('SPEND_IN_MICRO_DOLLAR', 40));
  assert.ok(column('IMPRESSION_1', 1) > column('IMPRESSION_1', 3));
  const drip = [1, 2, 5, 12, 25, 34, 60].map((age) => column('TOTAL_CONVERSIONS', age));
  assert.deepEqual(
    drip,
    [...drip].sort((one, other) => one - other),
  );
  assert.ok((drip[0] ?? 0) < (drip[4] ?? 0));
  // 30 days of window and at most three of lag.
  assert.equal(column('TOTAL_CONVERSIONS', 33), column('TOTAL_CONVERSIONS', 90));
});

test('a wider window never takes conversions away, and the two report times credit other days', () => {
  const world = createWorld({ name: 'small', seed: 7 });
  const account = accountOf(world, 0);
  const conversions = (attribution: Attribution): number =>
    totals(world, account, { level: 'account', question: questionAt(560, 600, { attribution }) })[
      at('TOTAL_CHECKOUT')
    ] ?? 0;
  const narrow = conversions({ click: 1, engagement: 1, view: 1, time: 'action' });
  const usual = conversions({ click: 30, engagement: 30, view: 1, time: 'action' });
  const wide = conversions({ click: 60, engagement: 60, view: 60, time: 'action' });
  assert.ok(narrow < usual && usual < wide, `${narrow} ${usual} ${wide}`);
  assert.notEqual(conversions({ ...window, time: 'conversion' }), usual);
});

type Cell = {
  readonly index: number;
  readonly day: number;
  readonly value: (name: Parameters<typeof at>[0]) => number;
};

/** Every day of everything at a level. */
function* cells(world: World, account: WorldAccount, ask: { level: Level; question: Question }): Generator<Cell> {
  const figures = figuresOf(world, account);
  const { from, to } = ask.question.span;
  const matrix = matrixFor(ask.question.span);
  for (const { index, ...subject } of figures.subjects(ask.level)) {
    const filled = figures.fill({ index, ...subject }, ask.question, matrix);
    for (let day = from; filled && day <= to; day += 1) {
      yield { index, day, value: (name) => matrix[(day - from) * WIDTH + at(name)] ?? 0 };
    }
  }
}

test('an ad group never spends more than its budget of the day', () => {
  const world = createWorld({ name: 'small', seed: 3 });
  const account = accountOf(world, 2);
  const budgets = budgetsOf(world, account);
  let spent = 0;
  for (const { index, day, value } of cells(world, account, {
    level: 'adGroup',
    question: questionAt(400, today - 1),
  })) {
    spent += value('SPEND_IN_MICRO_DOLLAR');
    assert.ok(value('SPEND_IN_MICRO_DOLLAR') <= budgets.ofGroup(index, day), `group ${index} on ${day}`);
  }
  assert.ok(spent > 0);
});

test('the more an ad group spends, the fewer impressions the next euro buys', () => {
  const world = createWorld({ name: 'small', seed: 7 });
  const account = accountOf(world, 0);
  const groups = figuresOf(world, account).plan.groupOfAd;
  const budgets = budgetsOf(world, account);
  const impressions = new Map<number, number>();
  const spend = new Map<number, number>();
  for (const { index, day, value } of cells(world, account, { level: 'ad', question: questionAt(100, 690) })) {
    const level = budgets.level(groups[index] ?? 0, day);
    impressions.set(level, (impressions.get(level) ?? 0) + value('IMPRESSION_1'));
    spend.set(level, (spend.get(level) ?? 0) + value('SPEND_IN_MICRO_DOLLAR'));
  }
  const bought = (level: number): number => (impressions.get(level) ?? 0) / (spend.get(level) ?? 1);
  assert.ok(bought(1.6) < 0.95 * bought(0.6));
});

const adDaysOf = (world: World): number => {
  const question = { ...questionAt(0, today - 1), conversions: undefined };
  let adDays = 0;
  for (const account of world.accounts) {
    for (const cell of cells(world, account, { level: 'ad', question }))
      if (cell.value('SPEND_IN_MICRO_DOLLAR') > 0) adDays += 1;
  }
  return adDays;
};

test('the worlds are as large as they promise', () => {
  const sizes = { small: 50_000, agency: 1_000_000 };
  for (const name of ['small', 'agency'] as const) {
    const adDays = adDaysOf(createWorld({ name, seed: 7 }));
    assert.ok(adDays > 0.5 * sizes[name] && adDays <= sizes[name], `${name}: ${adDays}`);
  }
  const large = createWorld({ name: 'large', seed: 7 });
  assert.equal(large.accounts.length, 400);
  // The world of the benches is counted on every twentieth account: the others are made alike.
  const sample = { ...large, accounts: large.accounts.filter((account) => account.index % 20 === 2) };
  assert.ok(adDaysOf(sample) * 20 <= 5_000_000);
  assert.equal(createWorld({ name: 'small', seed: 7 }).users.filter((user) => user.client).length, 3);
});
