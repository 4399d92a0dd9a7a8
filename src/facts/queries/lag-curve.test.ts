import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/kit/index.ts';
import { aClient, day, landingShelf } from '../../../test/kit/landings.ts';
import { addClient, changeSettings } from '../../clients/index.ts';
import { addDays, dayOf, isFault } from '../../foundation/kit/index.ts';
import { deriveLanding } from '../derive/derive-landing.ts';
import { lagCurve } from './lag-curve.ts';

const database = await testDatabase({ after });
const ctx = database.context();
const account = '549755885175';

test('the lag curve gives the share of the final value known at each age, from the ledger own restatements', async () => {
  const clientId = await addClient(ctx, { name: 'Tuin', kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });
  const shelf = landingShelf();
  // The calendar only moves forward: the story begins tomorrow.
  const on = addDays(dayOf(ctx.clock.now()), 1);
  const pull = async (age: number, amount: number) => {
    const pulledAt = new Date(`${addDays(on, 1 + age)}T06:00:00Z`);
    await database.clock.set(pulledAt.toISOString());
    const head = { level: 'account' as const, from: day(on), to: day(on), pulledAt };
    const landingId = shelf.addReport(head, [{ id: account, day: on, TOTAL_CHECKOUT: amount }]);
    await deriveLanding(ctx, { clientId, landingId }, shelf.reader);
  };
  await pull(1, 5);
  await pull(4, 8);
  assert.deepEqual(await lagCurve(ctx, { clientId, account, metric: 'checkouts' }), []);
  await pull(34, 10);
  const curve = await lagCurve(ctx, { clientId, account, metric: 'checkouts' });
  const shares = new Map(curve.map((point) => [point.age, point.share]));
  assert.deepEqual(
    [1, 2, 4, 5, 33].map((age) => shares.get(age)),
    [undefined, 0.5, 0.5, 0.8, 0.8],
  );
  assert.ok(curve.every((point) => point.days === 1));
  // A term that the day has passed since.
  await changeSettings(ctx, { clientId, settings: { keepMonths: 1 } });
  await database.clock.set(`${addDays(on, 100)}T06:00:00Z`);
  assert.deepEqual(await lagCurve(ctx, { clientId, account, metric: 'checkouts' }), []);
});

test('delivery has no lag curve', async () => {
  await assert.rejects(lagCurve(ctx, { clientId: aClient(), account, metric: 'spend' }), (error) =>
    isFault(error, 'FACTS_METRIC_UNKNOWN'),
  );
});
