import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../../test/kit/index.ts';
import { aClient, day, landingShelf } from '../../../test/kit/landings.ts';
import { deriveLanding } from '../derive/derive-landing.ts';
import { ledgerMoment, listFacts } from './list-facts.ts';

const database = await testDatabase({ after });
const ctx = database.context();

const days = ['2026-03-01', '2026-03-02'] as const;
const row = fc.record({
  id: fc.constantFrom('7', '8'),
  day: fc.constantFrom(...days),
  IMPRESSION_1: fc.integer({ min: 0, max: 2 }),
  TOTAL_CHECKOUT: fc.integer({ min: 0, max: 2 }),
});
const landing = fc.record({
  rows: fc.uniqueArray(row, { maxLength: 4, selector: (one) => `${one.id} ${one.day}` }),
  // How many days later each pull is: states move on between some and not between others.
  wait: fc.integer({ min: 1, max: 20 }),
});

test('as of any moment of the ledger the lines are byte for byte those that were read then', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(landing, { minLength: 2, maxLength: 6 }), async (landings) => {
      const clientId = aClient();
      const shelf = landingShelf();
      const read = async (asOf?: string) => JSON.stringify(await Array.fromAsync(listFacts(ctx, { clientId, asOf })));
      const remembered: [string, string][] = [];
      let waited = 1;
      for (const { rows, wait } of landings) {
        waited += wait;
        const head = { from: day(days[0]), to: day(days[1]), pulledAt: new Date(Date.UTC(2026, 2, waited)) };
        await deriveLanding(ctx, { clientId, landingId: shelf.addReport(head, rows) }, shelf.reader);
        remembered.push([(await ledgerMoment(ctx, clientId)) ?? '', await read()]);
      }
      for (const [moment, lines] of remembered) assert.equal(await read(moment), lines);
    }),
    { numRuns: 12 },
  );
});
