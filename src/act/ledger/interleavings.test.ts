import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../../test/kit/index.ts';
import { walk, walks } from '../../../test/kit/ledger-walk.ts';
import { addClient } from '../../clients/index.ts';

const database = await testDatabase({ after });

const newClient = () =>
  addClient(database.context(), { name: 'Walk', kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });

test('whatever hands do and wherever they die, nothing is made twice, nothing is lost, and a lane keeps its order', async (t) => {
  const seed = Number(process.env.SEED ?? Math.floor(performance.now() * 1000) % 1_000_000);
  t.diagnostic(`seed ${seed}`);
  const property = fc.asyncProperty(walks, async (moves) => {
    const { made, rows, order } = await walk(database, moves, newClient);
    for (const row of rows) {
      const times = made.filter((id) => id === row.effect_id).length;
      if (row.state === 'done') assert.equal(times, 1, `${row.effect_id} is said to be done`);
      else assert.equal(row.state, 'held', `${row.effect_id} is neither done nor with a person`);
    }
    for (const ids of order.values()) {
      const inOrder = made.filter((id) => ids.includes(id));
      assert.deepEqual(
        inOrder,
        ids.filter((id) => inOrder.includes(id)),
      );
    }
  });
  await fc.assert(property, { numRuns: 60, seed, endOnFailure: true });
});
