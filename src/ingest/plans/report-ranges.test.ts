import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, daysBetween, eachDay, parseDay } from '../../foundation/kit/index.ts';
import { organicRange } from './organic-share.ts';
import { planAccount } from './plan-chunks.ts';
import { answerableRange, mergeRanges, repeatedRange, splitIntoReports, uncoveredRanges } from './report-ranges.ts';

const base = parseDay('2024-01-01');
const aRange = fc
  .tuple(fc.integer({ min: 0, max: 1200 }), fc.integer({ min: 0, max: 400 }))
  .map(([start, length]) => ({ from: addDays(base, start), to: addDays(base, start + length) }));
const daysOf = (ranges: readonly { from: ReturnType<typeof parseDay>; to: ReturnType<typeof parseDay> }[]) =>
  ranges.flatMap((range) => eachDay(range.from, range.to));

test('the night asks again for the 65 days that end yesterday', () => {
  const range = repeatedRange(parseDay('2026-11-23'), base);
  assert.deepEqual(range, { from: '2026-09-19', to: '2026-11-22' });
  assert.equal(daysBetween(range.from, range.to) + 1, 65);
});

test('history reaches as far back as Pinterest answers, one day inside its limit', () => {
  const range = answerableRange(parseDay('2026-11-23'), base);
  assert.equal(daysBetween(range.from, parseDay('2026-11-23')), 913);
});

test('nothing is asked from before the term: neither history nor the days asked again', () => {
  const [today, kept] = [parseDay('2026-11-23'), parseDay('2026-10-01')];
  const yesterday = '2026-11-22';
  assert.deepEqual(answerableRange(today, kept), { from: kept, to: yesterday });
  assert.deepEqual(repeatedRange(today, kept), { from: kept, to: yesterday });
  assert.deepEqual(organicRange(today, kept), { from: kept, to: yesterday });
  const plan = planAccount({
    ...{ account: '1', today, keptFrom: kept, coverage: [] },
    ...{ windows: ['30/30/1'], reportTimes: ['TIME_OF_AD_ACTION'] },
  });
  assert.ok(plan.length > 0 && plan.every((chunk) => chunk.range.from >= kept));
});

test('reports cover a range exactly once, newest first, each within the limit of 186 days', () => {
  fc.assert(
    fc.property(aRange, (range) => {
      const reports = splitIntoReports(range);
      assert.deepEqual(daysOf([...reports].reverse()), eachDay(range.from, range.to));
      for (const report of reports) assert.ok(daysBetween(report.from, report.to) < 186);
    }),
  );
});

test('covered and uncovered days together are the wanted days, and never overlap', () => {
  fc.assert(
    fc.property(aRange, fc.array(aRange, { maxLength: 6 }), (wanted, covered) => {
      const have = new Set(daysOf(covered));
      const expected = eachDay(wanted.from, wanted.to).filter((day) => !have.has(day));
      assert.deepEqual(daysOf(uncoveredRanges(wanted, covered)), expected);
    }),
  );
});

test('merged ranges hold the same days in as few pieces as possible', () => {
  fc.assert(
    fc.property(fc.array(aRange, { maxLength: 6 }), (ranges) => {
      const merged = mergeRanges(ranges);
      assert.deepEqual(new Set(daysOf(merged)), new Set(daysOf(ranges)));
      for (const [index, range] of merged.entries()) {
        const before = merged[index - 1];
        if (before !== undefined) assert.ok(daysBetween(before.to, range.from) > 1);
      }
    }),
  );
});
