import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../../../test/kit/index.ts';
import { withoutClient } from '../../db/index.ts';
import { type ClientId, newClientId, parseDay, type UserId } from '../../kit/index.ts';
import { linkPending } from '../sequencer/link-pending.ts';
import { listTrail, type TrailQuestion } from './list-trail.ts';
import { record } from './record.ts';

const database = await testDatabase({ after });
const web = { ...database.context(), db: database.app };
const [one, other] = [newClientId(), newClientId()];
const eva = { kind: 'user', id: '00000000-0000-4000-8000-000000000001' as UserId } as const;

const note = async (action: string, clientId: ClientId | undefined, actor = web.actor): Promise<void> => {
  await withoutClient(database.app, { actor }, (tx) =>
    record(tx, { action, actor, ...(clientId === undefined ? {} : { clientId }) }),
  );
  await linkPending(database.context(), database.keys);
};

await database.clock.set('2031-03-01T23:59:00Z');
await note('test.first', one);
await database.clock.set('2031-03-02T00:01:00Z');
await note('test.second', other, eva);
await note('other.third', undefined);
await database.clock.set('2031-03-04T12:00:00Z');
await note('test.fourth', one);

const asked = async (question: Partial<TrailQuestion>): Promise<string[]> =>
  (await listTrail(web, { sees: 'all', limit: 100, ...question })).map((each) => each.action);

test('the newest stands first, and each filter leaves what it says', async () => {
  assert.deepEqual(await asked({}), ['test.fourth', 'other.third', 'test.second', 'test.first']);
  assert.deepEqual(await asked({ action: 'test.' }), ['test.fourth', 'test.second', 'test.first']);
  assert.deepEqual(await asked({ actor: `user:${eva.id}` }), ['test.second']);
  assert.deepEqual(await asked({ clientId: one }), ['test.fourth', 'test.first']);
  assert.deepEqual(await asked({ from: parseDay('2031-03-02'), to: parseDay('2031-03-02') }), [
    'other.third',
    'test.second',
  ]);
  assert.deepEqual(await asked({ to: parseDay('2031-03-01') }), ['test.first']);
});

test('who sees some clients reads of those clients only, and nothing of the agency', async () => {
  assert.deepEqual(await asked({ sees: [one] }), ['test.fourth', 'test.first']);
  assert.deepEqual(await asked({ sees: [one], clientId: other }), []);
  assert.deepEqual(await asked({ sees: [] }), []);
});

test('parts of any size, one after the other, are the whole', async () => {
  const whole = await asked({});
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 6 }), async (limit) => {
      const found: string[] = [];
      let before: bigint | undefined;
      for (;;) {
        const part = await listTrail(web, { sees: 'all', limit, before });
        found.push(...part.map((each) => each.action));
        before = part.at(-1)?.seq;
        if (part.length < limit) break;
      }
      assert.deepEqual(found, whole);
    }),
    { numRuns: 12 },
  );
});
