import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nextDue, type Rule } from './rules.ts';

const due = (rule: Rule, after: string): string => nextDue(rule, new Date(after)).toISOString();
const amsterdam = { every: 'day', at: '02:30', zone: 'Europe/Amsterdam' } as const;

test('a daily time keeps its place on the wall clock across both clock changes', () => {
  const nine = { every: 'day', at: '09:00', zone: 'Europe/Amsterdam' } as const;
  assert.equal(due(nine, '2026-03-27T12:00:00Z'), '2026-03-28T08:00:00.000Z');
  assert.equal(due(nine, '2026-03-28T12:00:00Z'), '2026-03-29T07:00:00.000Z');
  assert.equal(due(nine, '2026-10-24T12:00:00Z'), '2026-10-25T08:00:00.000Z');
});

test('a time that spring skips is due an hour later by the wall clock, once', () => {
  assert.equal(due(amsterdam, '2026-03-28T12:00:00Z'), '2026-03-29T01:30:00.000Z');
  assert.equal(due(amsterdam, '2026-03-29T01:30:00Z'), '2026-03-30T00:30:00.000Z');
});

test('a time that autumn repeats is due the first time only', () => {
  assert.equal(due(amsterdam, '2026-10-24T12:00:00Z'), '2026-10-25T00:30:00.000Z');
  assert.equal(due(amsterdam, '2026-10-25T00:30:00Z'), '2026-10-26T01:30:00.000Z');
});

test('weeks and months come round at the given local time', () => {
  const monday = { every: 'week', on: 'monday', at: '07:00', zone: 'Europe/Amsterdam' } as const;
  assert.equal(due(monday, '2026-11-23T05:59:59Z'), '2026-11-23T06:00:00.000Z');
  assert.equal(due(monday, '2026-11-23T06:00:00Z'), '2026-11-30T06:00:00.000Z');
  const first = { every: 'month', day: 1, at: '00:00', zone: 'America/New_York' } as const;
  assert.equal(due(first, '2026-12-01T05:00:00Z'), '2027-01-01T05:00:00.000Z');
  assert.equal(due({ every: 'minutes', minutes: 15 }, '2026-11-23T10:15:00Z'), '2026-11-23T10:30:00.000Z');
});

test('a zone whose clocks change at midnight still has one run a day', () => {
  const cuba = { every: 'day', at: '00:30', zone: 'America/Havana' } as const;
  assert.equal(due(cuba, '2026-03-08T04:00:00Z'), '2026-03-08T05:30:00.000Z');
  assert.equal(due(cuba, '2026-03-08T05:30:00Z'), '2026-03-09T04:30:00.000Z');
});

const zones = ['Europe/Amsterdam', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/Havana', 'UTC'];
const instant = fc.date({ min: new Date('2024-01-01'), max: new Date('2032-01-01'), noInvalidDate: true });
const at = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);

test('walking from one due time to the next gives exactly one per calendar day in every zone', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), at, instant, (zone, time, start) => {
      const rule = { every: 'day', at: time, zone } as const;
      let after = start;
      let previous: string | undefined;
      for (let run = 0; run < 40; run += 1) {
        const next = nextDue(rule, after);
        assert(next > after);
        const day = Temporal.Instant.fromEpochMilliseconds(next.getTime()).toZonedDateTimeISO(zone).toPlainDate();
        if (previous !== undefined) assert.equal(day.subtract({ days: 1 }).toString(), previous);
        previous = day.toString();
        after = next;
      }
    }),
    { numRuns: 60 },
  );
});
