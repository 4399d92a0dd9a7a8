import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../../test/kit/index.ts';
import { withClient } from '../../foundation/db/index.ts';
import { addDays, eachDay, newClientId, parseDay } from '../../foundation/kit/index.ts';
import { extendCoverage, readCoverage, trimCoverage } from './coverage.ts';

const database = await testDatabase({ after });
const ctx = database.context();
const base = parseDay('2026-01-01');
const line = { account: '1', level: 'ad', reportTime: 'TIME_OF_AD_ACTION', window: '30/30/1', breakdown: '' } as const;
const aRange = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 20 }))
  .map(([start, length]) => ({ from: addDays(base, start), to: addDays(base, start + length) }));

test('after a trim the covered days are those that were covered from the term on, and trimming again changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(aRange, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 0, max: 90 }),
      async (ranges, place) => {
        const clientId = newClientId();
        const from = addDays(base, place);
        await withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
          const covered = async () =>
            (await readCoverage(tx, { clientId, account: '1' }))
              .flatMap(({ range }) => eachDay(range.from, range.to))
              .sort();
          for (const range of ranges) await extendCoverage(tx, { clientId, ...line }, range);
          const kept = (await covered()).filter((day) => day >= from);
          await trimCoverage(tx, { clientId, from });
          assert.deepEqual(await covered(), kept);
          await trimCoverage(tx, { clientId, from });
          assert.deepEqual(await covered(), kept);
        });
      },
    ),
    { numRuns: 20 },
  );
});
