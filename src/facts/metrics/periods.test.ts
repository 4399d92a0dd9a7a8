import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, daysBetween, parseDay } from '../../foundation/kit/index.ts';
import { comparedWith, periodNames, periodOf } from './periods.ts';

const period = (from: string, to: string) => ({ from: parseDay(from), to: parseDay(to) });

test('the previous period is as long and ends the day before', () => {
  assert.deepEqual(comparedWith(period('2026-03-01', '2026-03-31'), 'previous'), period('2026-01-29', '2026-02-28'));
});

test('the same weekdays are a whole number of weeks back and never overlap', () => {
  assert.deepEqual(
    comparedWith(period('2026-03-01', '2026-03-31'), 'same-weekdays'),
    period('2026-01-25', '2026-02-24'),
  );
});

test('a year before 29 February is 28 February', () => {
  assert.deepEqual(comparedWith(period('2028-02-29', '2028-03-01'), 'year'), period('2027-02-28', '2027-03-01'));
});

test('no comparison overlaps its period, and weekdays stay weekdays', () => {
  const start = parseDay('2020-01-01');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 300 }), (offset, length) => {
      const own = { from: addDays(start, offset), to: addDays(start, offset + length) };
      const before = comparedWith(own, 'previous');
      const weekdays = comparedWith(own, 'same-weekdays');
      assert.equal(daysBetween(before.to, own.from), 1);
      assert.ok(weekdays.to < own.from);
      assert.equal(daysBetween(weekdays.from, own.from) % 7, 0);
      assert.equal(daysBetween(weekdays.from, weekdays.to), length);
    }),
  );
});

test('periods with a name end yesterday, and a calendar one is whole on the day after it', () => {
  const on = (today: string) => (name: (typeof periodNames)[number]) => periodOf(name, parseDay(today));
  const november = on('2026-11-23');
  assert.deepEqual(november('last-7'), period('2026-11-16', '2026-11-22'));
  assert.deepEqual(november('month'), period('2026-11-01', '2026-11-22'));
  assert.deepEqual(november('last-month'), period('2026-10-01', '2026-10-31'));
  assert.deepEqual(november('quarter'), period('2026-10-01', '2026-11-22'));
  assert.deepEqual(november('last-quarter'), period('2026-07-01', '2026-09-30'));
  assert.deepEqual(november('year'), period('2026-01-01', '2026-11-22'));
  assert.deepEqual(november('last-year'), period('2025-01-01', '2025-12-31'));
  const newYear = on('2027-01-01');
  assert.deepEqual(newYear('month'), period('2026-12-01', '2026-12-31'));
  assert.deepEqual(newYear('year'), period('2026-01-01', '2026-12-31'));
  assert.deepEqual(newYear('last-quarter'), period('2026-07-01', '2026-09-30'));
});

test('whatever day it is, a named period has days and ends before today', () => {
  const start = parseDay('2020-01-01');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3000 }), fc.constantFrom(...periodNames), (offset, name) => {
      const today = addDays(start, offset);
      const { from, to } = periodOf(name, today);
      assert.ok(from <= to && to < today);
    }),
  );
});
