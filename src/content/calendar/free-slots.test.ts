import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { freeSlots } from './free-slots.ts';
import { momentOf, wallClockOf } from './moments.ts';

const two = (number: number): string => String(number).padStart(2, '0');
const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30))
  .map(([h, m]) => `${two(h)}:${two(m)}`);
const slots = fc.array(fc.record({ queue: fc.constant(''), weekday: fc.integer({ min: 1, max: 7 }), at: times }), {
  minLength: 1,
  maxLength: 12,
});
const days = fc.date({ min: new Date('2026-01-01T00:00Z'), max: new Date('2027-12-31T00:00Z'), noInvalidDate: true });

test('the next free moments are slots, lie ahead, are not taken, follow each other, and none before them is free', () => {
  fc.assert(
    fc.property(slots, days, fc.integer({ min: 1, max: 9 }), (wanted, day, count) => {
      const after = day.toISOString().slice(0, 16);
      const all = freeSlots(wanted, { after, taken: new Set(), count: 40 });
      const taken = new Set(all.filter((_, at) => at % 3 === 0));
      const found = freeSlots(wanted, { after, taken, count });
      assert.deepEqual(found, all.filter((each) => !taken.has(each)).slice(0, count));
      for (const each of all) {
        const weekday = new Date(`${each}:00Z`).getUTCDay() || 7;
        assert.ok(wanted.some((slot) => slot.weekday === weekday && slot.at === each.slice(11)));
        assert.ok(each > after);
      }
      assert.deepEqual(all, [...new Set(all)].sort());
    }),
  );
});

test('09:00 in Amsterdam stays 09:00 over both clock changes', () => {
  const utc = (plannedFor: string) => momentOf('Europe/Amsterdam', plannedFor).toISOString();
  assert.deepEqual(
    ['2026-03-28', '2026-03-29', '2026-10-24', '2026-10-25'].map((day) => utc(`${day}T09:00`)),
    ['2026-03-28T08:00:00.000Z', '2026-03-29T07:00:00.000Z', '2026-10-24T07:00:00.000Z', '2026-10-25T08:00:00.000Z'],
  );
});

test('a time the clock skips moves on by what it skips, one it shows twice means the first', () => {
  assert.equal(momentOf('Europe/Amsterdam', '2026-03-29T02:30').toISOString(), '2026-03-29T01:30:00.000Z');
  assert.equal(momentOf('Europe/Amsterdam', '2026-10-25T02:30').toISOString(), '2026-10-25T00:30:00.000Z');
});

test('what the wall shows at a moment leads back to that moment, whatever the zone of the server', () => {
  const zones = fc.constantFrom('Europe/Amsterdam', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC');
  const before = process.env.TZ;
  try {
    for (const server of ['UTC', 'Pacific/Auckland', 'America/St_Johns']) {
      process.env.TZ = server;
      fc.assert(
        fc.property(zones, days, (zone, day) => {
          const wall = wallClockOf(zone, day);
          assert.equal(wallClockOf(zone, momentOf(zone, wall)), wall);
        }),
        { numRuns: 60 },
      );
    }
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
});
