import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Gap } from '../../facts/index.ts';
import { addDays, eachDay, parseDay } from '../../foundation/kit/index.ts';
import { presentGaps } from './gaps.ts';

const first = parseDay('2026-10-01');
const levels = ['account', 'campaign', 'adGroup', 'ad'] as const;
const reportTimes = ['TIME_OF_AD_ACTION', 'TIME_OF_CONVERSION'] as const;

const gap = (level: Gap['level'], from: number, days: number, reason: string, more: Partial<Gap> = {}): Gap => ({
  account: '549755885175',
  level,
  reportTime: 'TIME_OF_AD_ACTION',
  window: '30/30/1',
  from: addDays(first, from),
  to: addDays(first, from + days - 1),
  reason,
  ...more,
});

const everywhere = (from: number, days: number, reason: string): Gap[] =>
  levels.flatMap((level) => reportTimes.map((reportTime) => gap(level, from, days, reason, { reportTime })));

test('days that lack at every level and by both report times are one line', () => {
  const { given, coming } = presentGaps(everywhere(0, 3, 'INGEST_REPORT_REFUSED'), 'nl');
  assert.equal(coming.length, 0);
  assert.deepEqual(
    given.map(({ from, to, days, levels: lacking }) => ({ from, to, days, lacking })),
    [{ from: '2026-10-01', to: '2026-10-03', days: 3, lacking: [...levels] }],
  );
  assert.equal(given[0]?.meaning, 'Pinterest kon het rapport niet maken.');
  assert.match(given[0]?.remedy ?? '', /opnieuw gevraagd/);
});

test('history that is still on its way is one calm line for each reason, whatever pieces it is asked in', () => {
  const pieces = [...everywhere(0, 10, 'planned'), ...everywhere(20, 10, 'planned'), ...everywhere(40, 2, 'asked')];
  const { given, coming } = presentGaps(pieces, 'en');
  assert.equal(given.length, 0);
  assert.deepEqual(
    coming.map(({ reason, days, meaning }) => [reason, days, meaning]),
    [
      ['planned', 20, 'Queued to be collected'],
      ['asked', 2, 'Asked, Pinterest is making the report'],
    ],
  );
});

test('no missing day is left out or invented, at any level, for any set of gaps', () => {
  const one = fc.record({
    level: fc.constantFrom(...levels),
    from: fc.integer({ min: 0, max: 40 }),
    days: fc.integer({ min: 1, max: 12 }),
    reason: fc.constantFrom('INGEST_REPORT_LATE', 'PINTEREST_RATE_LIMITED'),
    reportTime: fc.constantFrom(...reportTimes),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 12 }), (parts) => {
      const items = parts.map(({ level, from, days, reason, reportTime }) =>
        gap(level, from, days, reason, { reportTime }),
      );
      const asked = items.flatMap((item) =>
        eachDay(item.from, item.to).map((day) => `${item.reason} ${item.level} ${day}`),
      );
      const told = presentGaps(items, 'nl').given.flatMap((line) =>
        eachDay(parseDay(line.from), parseDay(line.to)).flatMap((day) =>
          line.levels.map((level) => `${line.reason} ${level} ${day}`),
        ),
      );
      assert.deepEqual([...told].sort(), [...new Set(asked)].sort());
    }),
  );
});
