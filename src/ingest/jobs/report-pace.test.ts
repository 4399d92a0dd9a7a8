import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { reportPace } from './report-pace.ts';

const collect = (pace: ReturnType<typeof reportPace>, tookMs: number): { looks: number; lostMs: number } => {
  const looks = pace.looks();
  const at = looks.findIndex((afterMs) => afterMs >= tookMs);
  const afterMs = looks[at] ?? Number.POSITIVE_INFINITY;
  pace.found(at, afterMs);
  return { looks: at + 1, lostMs: afterMs - tookMs };
};

test('reports that take about as long as those before need at most three further looks and lie for at most their own time', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 200, max: 50_000 }),
      fc.array(fc.double({ min: 0.8, max: 1.25, noNaN: true }), { minLength: 30, maxLength: 30 }),
      (usualMs, spread) => {
        const pace = reportPace();
        for (let learning = 0; learning < 20; learning += 1) collect(pace, usualMs);
        const ends = spread.map((part) => collect(pace, usualMs * part));
        const further = ends.reduce((sum, end) => sum + end.looks - 1, 0) / ends.length;
        assert.ok(further <= 1, `${further} further looks a report`);
        for (const end of ends) assert.ok(end.looks <= 4 && end.lostMs <= usualMs * 2.2, JSON.stringify(end));
      },
    ),
  );
});

test('a report is looked for during ten minutes, at least once a minute, ever later', () => {
  const looks = reportPace().looks();
  assert.ok((looks.at(-1) ?? 0) >= 600_000);
  for (const [index, afterMs] of looks.entries()) {
    const before = looks[index - 1] ?? 0;
    assert.ok(afterMs > before && afterMs - before <= 60_000);
  }
});
