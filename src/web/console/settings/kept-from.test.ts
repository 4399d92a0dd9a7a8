import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptFrom as onServer } from '../../../clients/index.ts';
import { addDays, parseDay } from '../../../foundation/kit/index.ts';
import { keptFrom } from './kept-from.ts';

test('the page tells the same first day as the server holds figures to, whatever the term and the day', () => {
  for (let step = 0; step < 800; step += 13) {
    const today = addDays(parseDay('2026-01-31'), step);
    for (const months of [1, 2, 11, 12, 13, 31, 120]) assert.equal(keptFrom(months, today), onServer(months, today));
  }
});
