import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GoalStory } from '../../../api/contract.ts';
import { summedDays } from './summed-days.ts';

const story = (values: readonly (number | null | 'to-come')[], forecast: number | null): GoalStory => ({
  goal: { progress: { forecast: forecast === null ? null : String(forecast) } } as unknown as GoalStory['goal'],
  days: values.map((value, index) => ({
    day: `2026-06-0${index + 1}`,
    plan: '100',
    value: typeof value === 'number' ? String(value) : null,
    state: value === 'to-come' ? 'to-come' : value === null ? 'missing' : 'settled',
  })),
});

test('days add up, a missing day breaks the line, and the forecast leads from the last day known to the end', () => {
  const days = summedDays(story([90, null, 120, 'to-come', 'to-come'], 500));
  assert.deepEqual(
    days.map((day) => [day.plan, day.actual, day.forecast, day.missing]),
    [
      [100, 90, null, false],
      [200, null, null, true],
      [300, 210, 210, false],
      [400, null, 355, false],
      [500, null, 500, false],
    ],
  );
});

test('before a day is known nothing is foretold, and once it is over nothing is left to be', () => {
  assert.deepEqual(
    summedDays(story(['to-come', 'to-come'], null)).map((day) => day.forecast),
    [null, null],
  );
  assert.deepEqual(
    summedDays(story([100, 110], 210)).map((day) => day.forecast),
    [null, 210],
  );
});
