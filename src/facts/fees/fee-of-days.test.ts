import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Fee } from '../../clients/index.ts';
import { addDays, type Day, eachDay, micros, parseDay } from '../../foundation/kit/index.ts';
import { feeOfDays } from './fee-of-days.ts';

const fee = (from: string, shareMillionths: number, fixed: number): Fee => ({
  account: '549755885175',
  from: parseDay(from),
  shareMillionths,
  fixed: micros(fixed),
});

const spent = (from: string, to: string, spend: bigint | ((day: Day) => bigint)) =>
  eachDay(parseDay(from), parseDay(to)).map((day) => ({ day, spend: typeof spend === 'bigint' ? spend : spend(day) }));

test('fifteen percent of 1,000 is 150, and the media cost stays what it is', () => {
  const days = spent('2026-11-01', '2026-11-10', 100_000_000n);
  assert.deepEqual(feeOfDays([fee('2026-01-01', 150_000, 0)], days), { share: 150_000_000n, fixed: 0n });
});

test('a fixed 500 a month: ten of thirty days are a third of it, and the thirty are 500 to the micro', () => {
  const fees = [fee('2026-01-01', 0, 500_000_000)];
  assert.equal(feeOfDays(fees, spent('2026-11-01', '2026-11-10', 0n)).fixed, 166_666_667n);
  assert.equal(feeOfDays(fees, spent('2026-11-11', '2026-11-30', 0n)).fixed, 333_333_333n);
  assert.equal(feeOfDays(fees, spent('2026-11-01', '2026-11-30', 0n)).fixed, 500_000_000n);
  // February has 28 days, and in a leap year 29.
  assert.equal(feeOfDays(fees, spent('2026-02-01', '2026-02-14', 0n)).fixed, 250_000_000n);
  assert.equal(feeOfDays([fee('2024-01-01', 0, 290)], spent('2024-02-29', '2024-02-29', 0n)).fixed, 10n);
});

test('the share is rounded once a month, half a micro up', () => {
  // Three days of 1 micro at fifty percent: 1.5 is 2, where each day for itself would make 3.
  assert.equal(feeOfDays([fee('2026-01-01', 500_000, 0)], spent('2026-11-01', '2026-11-03', 1n)).share, 2n);
  assert.equal(feeOfDays([fee('2026-01-01', 100_000, 0)], spent('2026-11-01', '2026-11-01', 14n)).share, 1n);
  assert.equal(feeOfDays([fee('2026-01-01', 100_000, 0)], spent('2026-11-01', '2026-11-01', 15n)).share, 2n);
});

test('each month goes by what was agreed for it: nothing before the first, the last one on and on', () => {
  const fees = [fee('2026-10-01', 100_000, 31_000_000), fee('2026-11-01', 200_000, 0), fee('2027-01-01', 0, 0)];
  const days = spent('2026-09-29', '2027-01-02', 1_000_000n);
  // October 31 × 10 %, November 30 and December 31 × 20 %; two days of September and of January bring nothing.
  assert.deepEqual(feeOfDays(fees, days), { share: 3_100_000n + 6_000_000n + 6_200_000n, fixed: 31_000_000n });
  assert.deepEqual(feeOfDays([...fees].reverse(), days), feeOfDays(fees, days));
});

test('whatever the amount and wherever a month is cut, its parts are the whole', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2_000_000_000 }),
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 60 }),
      (fixed, start, one, two) => {
        const fees = [fee('2020-01-01', 0, fixed)];
        const from = addDays(parseDay('2025-12-15'), start);
        const cut = addDays(from, one);
        const to = addDays(cut, two + 1);
        const part = (first: Day, last: Day) => feeOfDays(fees, spent(first, last, 0n)).fixed;
        assert.equal(part(from, cut) + part(addDays(cut, 1), to), part(from, to));
      },
    ),
  );
});
