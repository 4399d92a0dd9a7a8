import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, parseDay } from '../../foundation/kit/index.ts';
import { organicCtr, organicDayOf, sumOrganic } from './organic-sums.ts';

const first = parseDay('2026-03-01');
const day = (place: number, metrics: Record<string, number>) =>
  organicDayOf({ day: addDays(first, place), status: 'READY', metrics });

test('organic days are added up within two dates, and a figure nobody gave stays unknown', () => {
  const days = [
    day(0, { IMPRESSION: 900, PIN_CLICK: 9 }),
    day(1, { IMPRESSION: 100, PIN_CLICK: 11, VIDEO_MRC_VIEW: 5 }),
    day(2, {}),
    day(3, { IMPRESSION: 0, PIN_CLICK: 0 }),
    day(4, { IMPRESSION: 5000, SAVE: 5 }),
  ];
  const sums = sumOrganic(days, { from: first, to: addDays(first, 3) });
  assert.deepEqual(sums, { figures: { impressions: 1000n, pin_clicks: 20n }, knownDays: 3 });
  assert.equal(organicCtr(sums.figures), 0.02);
  assert.equal(organicCtr({ impressions: 1000n }), undefined);
  assert.deepEqual(sumOrganic(days, { from: addDays(first, 2), to: addDays(first, 2) }), { figures: {}, knownDays: 0 });
  assert.equal(organicCtr({ impressions: 0n, pin_clicks: 0n }), undefined);
});
