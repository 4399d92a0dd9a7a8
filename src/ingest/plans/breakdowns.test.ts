import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, type Day, eachDay, parseDay } from '../../foundation/kit/index.ts';
import { breakdownTypes, type ReportTime } from '../../pinterest/contract.ts';
import { breakdownSets, isWeeklyDay, typesOf } from './breakdowns.ts';
import {
  type Coverage,
  chunkPriority,
  type PlannedChunk,
  planAccount,
  planBreakdowns,
  type Wanted,
} from './plan-chunks.ts';

const today = parseDay('2026-11-23');
const reportTimes: readonly ReportTime[] = ['TIME_OF_AD_ACTION', 'TIME_OF_CONVERSION'];
const wanted: Wanted = {
  ...{ account: '549755885175', today, keptFrom: parseDay('2024-01-01'), coverage: [] },
  ...{ windows: ['30/30/1'], reportTimes },
};

/** What is covered after the chunks have landed. */
const landed = (chunks: readonly PlannedChunk[]): Coverage =>
  chunks.flatMap((chunk) =>
    typesOf(chunk.breakdown ?? '').map((breakdown) => ({
      ...{ level: chunk.level, window: chunk.window, range: chunk.range, breakdown },
      reportTime: chunk.reportTime === '' ? 'TIME_OF_AD_ACTION' : chunk.reportTime,
    })),
  );

const plan = (on: Day, coverage: Coverage, more: Partial<Wanted> = {}) =>
  planBreakdowns({ ...wanted, today: on, coverage, ...more });

test('each type is asked in one set, at most five in a report', () => {
  assert.deepEqual(breakdownSets.flat().toSorted(), [...breakdownTypes].toSorted());
  assert.ok(breakdownSets.every((types) => types.length > 0 && types.length <= 5));
});

test('a first night asks 185 days of accounts and campaigns, every type, line and day once', () => {
  const chunks = plan(today, []);
  assert.deepEqual(new Set(chunks.map(({ level }) => level)), new Set(['account', 'campaign']));
  const days = eachDay(addDays(today, -185), addDays(today, -1));
  for (const type of breakdownTypes) {
    for (const reportTime of reportTimes) {
      const asked = chunks
        .filter((chunk) => chunk.level === 'campaign' && chunk.reportTime === reportTime)
        .filter((chunk) => typesOf(chunk.breakdown ?? '').includes(type))
        .flatMap(({ range }) => eachDay(range.from, range.to));
      assert.deepEqual(asked.toSorted(), days);
    }
  }
});

test('parts come after everything people wait for, and days of theirs that were missed after those of the ledger', () => {
  const priorities = planAccount(wanted).map(({ kind, priority }) => [kind === 'breakdown', priority] as const);
  const parts = priorities.flatMap(([isPart, priority]) => (isPart ? [priority] : []));
  assert.deepEqual(new Set(parts), new Set([chunkPriority.breakdown]));
  assert.equal(parts.length, 8, 'one report for each set, line and level');
  assert.ok(chunkPriority.breakdown < 0 && chunkPriority.breakdownHistory < chunkPriority.history);
});

test('once collected, a night costs four reports an account and one night of the week eight; no day is left out', () => {
  let coverage = landed(plan(today, []));
  const counts: number[] = [];
  for (let night = 1; night <= 14; night += 1) {
    const on = addDays(today, night);
    const chunks = plan(on, coverage);
    assert.ok(chunks.every(({ priority }) => priority === chunkPriority.breakdown));
    counts.push(chunks.length);
    assert.equal(chunks.length, isWeeklyDay(wanted.account, on) ? 8 : 4);
    coverage = [...coverage, ...landed(chunks)];
  }
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    2 * (6 * 4 + 8),
  );
});

test('a week that was missed leaves older days to ask, and the client’s term is the limit', () => {
  const coverage = landed(plan(today, []));
  const late = plan(addDays(today, 80), coverage);
  const missing = late.filter(({ priority }) => priority === chunkPriority.breakdownHistory);
  assert.deepEqual(missing[0]?.range, { from: today, to: addDays(today, 80 - 66) });
  const keptFrom = parseDay('2026-11-01');
  assert.ok(plan(today, [], { keptFrom }).every(({ range }) => range.from >= keptFrom));
});
