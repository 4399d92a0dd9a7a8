import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, type Day, eachDay, parseDay } from '../../foundation/kit/index.ts';
import { createWorld } from '../world/world.ts';
import { organicAccountOf, seedPin } from './account.ts';
import { accountCounts, pinModel, splitCount } from './figures.ts';

const world = createWorld({ name: 'small', seed: 7 });
const [first] = world.users;
if (!first) throw new Error('the small world has no users');
const account = organicAccountOf(world, first);
const day = parseDay('2026-10-01');

const anyPin = fc.constantFrom(...account.pins);
const anyDay = fc.integer({ min: -1400, max: 400 }).map((days) => addDays(day, days));

test('a split count loses nothing and invents nothing', () => {
  const shares = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.nat({ max: 1_000_000 }), shares, (count, weights) => {
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const parts = splitCount(
        count,
        weights.map((weight) => weight / total),
      );
      assert.equal(
        parts.reduce((sum, part) => sum + part, 0),
        count,
      );
      assert.ok(parts.every((part) => part >= 0));
    }),
  );
});

test('a Pin has figures from its own day on and none before', () => {
  fc.assert(
    fc.property(anyPin, anyDay, (pin, at) => {
      const { IMPRESSION, ...rest } = pinModel(7, account.niche, pin)(at);
      const exists = at >= new Date(pin.createdAt).toISOString().slice(0, 10);
      assert.ok(exists || (IMPRESSION === 0 && Object.values(rest).every((count) => count === 0)));
    }),
  );
});

test('no one clicks through who did not click, and no one watches ten seconds who did not start', () => {
  fc.assert(
    fc.property(anyPin, anyDay, (pin, at) => {
      const counts = pinModel(7, account.niche, pin)(at);
      assert.ok(counts.OUTBOUND_CLICK <= counts.PIN_CLICK);
      assert.ok(counts.VIDEO_10S_VIEW <= counts.VIDEO_MRC_VIEW && counts.VIDEO_MRC_VIEW <= counts.VIDEO_START);
      assert.ok(counts.VIDEO_START <= counts.IMPRESSION && (pin.kind === 'video' || counts.VIDEO_START === 0));
      assert.ok(pin.link !== null || counts.OUTBOUND_CLICK === 0);
    }),
  );
});

test('the same seed gives the same world and figures, another seed others', () => {
  const again = createWorld({ name: 'small', seed: 7 });
  const [user] = again.users;
  assert.ok(user);
  assert.deepEqual(organicAccountOf(again, user), account);
  const subject = { userId: first.id, pins: first.pins, niche: account.niche };
  const days = eachDay(day, addDays(day, 30));
  const figures = (seed: number) => days.map((one: Day) => accountCounts(seed, subject, one));
  assert.deepEqual(figures(7), figures(7));
  assert.notDeepEqual(figures(7), figures(8));
});

test('ids of boards and Pins are unique, 18 digits, and lead back to their Pin', () => {
  const ids = world.users.flatMap((user) => {
    const { boards, pins } = organicAccountOf(world, user);
    return [...boards, ...pins, ...boards.flatMap((board) => board.sections)].map(({ id }) => id);
  });
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.every((id) => /^\d{18}$/.test(id)));
  for (const pin of account.pins) assert.equal(seedPin(world, pin.id)?.pin, pin);
});

test('board names of the largest account differ', () => {
  const large = createWorld({ name: 'agency', seed: 7 });
  const [user] = large.users;
  assert.ok(user);
  const { boards } = organicAccountOf(large, user);
  assert.equal(boards.length, 600);
  assert.equal(new Set(boards.map((board) => board.name)).size, 600);
});
