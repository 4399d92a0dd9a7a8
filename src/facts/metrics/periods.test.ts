import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, daysBetween, parseDay } from '../../foundation/kit/index.ts';
import { comparedWith } from './periods.ts';

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
