import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dayAfter, monthAfter, weeksOf } from './months.ts';

const months = fc
  .tuple(fc.integer({ min: 2000, max: 2100 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`);

test('the weeks of a month are whole, begin on Monday, follow each other and hold every day of it', () => {
  fc.assert(
    fc.property(months, (month) => {
      const days = weeksOf(month).flat();
      assert.equal(days.length % 7, 0);
      assert.equal(new Date(`${days[0]}T00:00:00Z`).getUTCDay(), 1);
      for (const [index, day] of days.entries()) if (index > 0) assert.equal(day, dayAfter(days[index - 1] ?? '', 1));
      const inMonth = days.filter((day) => day.startsWith(month));
      assert.equal(inMonth[0], `${month}-01`);
      assert.equal(dayAfter(inMonth.at(-1) ?? '', 1), `${monthAfter(month, 1)}-01`);
    }),
  );
});

test('a month and the one before it lie on both sides of New Year', () => {
  assert.deepEqual([monthAfter('2026-12', 1), monthAfter('2027-01', -1)], ['2027-01', '2026-12']);
});
