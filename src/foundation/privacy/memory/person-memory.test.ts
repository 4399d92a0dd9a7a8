import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { type ClientId, isFault } from '../../kit/index.ts';
import { openPersonMemory } from './person-memory.ts';
import { reveal } from './personal.ts';

const clockAt = (start: string) => {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    advance: (ms: number) => {
      at += ms;
    },
  };
};
const one = 1 as ClientId;
const other = 2 as ClientId;
const reason = 'page-opened-by-a-person';
const minutes = (count: number): number => count * 60_000;

test('a value about a person is shown only by reveal, however else it is looked at', () => {
  const memory = openPersonMemory(clockAt('2026-11-23T10:00:00Z'));
  const name = memory.remember({ clientId: one, key: 'user' }, 'Planted Name');
  const looks = [
    JSON.stringify({ name }),
    `${name}`,
    String(name),
    inspect({ name }, { depth: 9, showHidden: true }),
    inspect([name]),
    JSON.stringify(Object.entries(name)),
    Object.values(name).join(),
    inspect(Object.getOwnPropertyDescriptors(name)),
  ];
  for (const look of looks) assert(!look.includes('Planted'), look);
  assert.throws(() => deserialize(serialize(name)));
  assert.throws(() => structuredClone(name));
  // @ts-expect-error a value about a person is not a text
  const text: string = name;
  assert.notEqual(text, 'Planted Name');
  assert.equal(reveal(name, reason), 'Planted Name');
  memory.close();
});

test('after 15 minutes by the calendar it is gone, also for who still holds it', () => {
  const clock = clockAt('2026-11-23T10:00:00Z');
  const memory = openPersonMemory(clock);
  const name = memory.remember({ clientId: one, key: 'user' }, 'x');
  clock.advance(minutes(15) - 1);
  assert.equal(reveal(name, reason), 'x');
  clock.advance(1);
  assert.equal(memory.recall({ clientId: one, key: 'user' }), undefined);
  assert.throws(
    () => reveal(name, reason),
    (error) => isFault(error, 'PRIVACY_PERSON_OVER'),
  );
  assert.deepEqual(memory.size(), { clients: 0, values: 0 });
  memory.close();
});

test('after 15 minutes by the timer it is gone, even if the calendar stands still', (t) => {
  t.mock.method(performance, 'now', () => 1_000);
  const memory = openPersonMemory(clockAt('2026-11-23T10:00:00Z'));
  const name = memory.remember({ clientId: one, key: 'user' }, 'x');
  t.mock.method(performance, 'now', () => 1_000 + minutes(15));
  assert.throws(() => reveal(name, reason));
  memory.close();
});

test('one client never recalls what is held for another, and a client can be forgotten', () => {
  const memory = openPersonMemory(clockAt('2026-11-23T10:00:00Z'));
  memory.remember({ clientId: one, key: 'user' }, 'x');
  memory.remember({ clientId: other, key: 'user' }, 'y');
  memory.forget(one);
  assert.equal(memory.recall({ clientId: one, key: 'user' }), undefined);
  const held = memory.recall({ clientId: other, key: 'user' });
  assert(held !== undefined);
  assert.equal(reveal(held, reason), 'y');
  memory.close();
});

test('however much is remembered, no more than the bounds is held, and the newest stays', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 260 }), fc.integer({ min: 0, max: 700 })), { maxLength: 3000 }),
      (writes) => {
        const memory = openPersonMemory(clockAt('2026-11-23T10:00:00Z'));
        for (const [client, key] of writes) {
          const at = { clientId: client as ClientId, key: String(key) };
          memory.remember(at, key);
          assert.notEqual(memory.recall(at), undefined);
        }
        const { clients, values } = memory.size();
        memory.close();
        return clients <= 200 && values <= 200 * 500;
      },
    ),
    { numRuns: 20 },
  );
});
