import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/kit/index.ts';
import { aClient, at, day, landingShelf } from '../../../test/kit/landings.ts';
import { deriveLanding } from './derive-landing.ts';

const database = await testDatabase({ after });
const ctx = database.context();

const range = { from: day('2026-03-01'), to: day('2026-03-03') };

test('a first landing becomes facts, roll-ups and day states', async () => {
  const clientId = aClient();
  const shelf = landingShelf();
  const landingId = shelf.addReport({ ...range, pulledAt: at('2026-03-04T06:00:00Z') }, [
    { id: '11', day: '2026-03-01', SPEND_IN_MICRO_DOLLAR: 1_000_000, IMPRESSION_1: 100, TOTAL_CHECKOUT: 2 },
    { id: '12', day: '2026-03-01', SPEND_IN_MICRO_DOLLAR: 500_000, IMPRESSION_1: 50 },
    { id: '11', day: '2026-03-02' },
  ]);
  const derived = await deriveLanding(ctx, { clientId, landingId }, shelf.reader);
  assert.deepEqual(derived, { added: 3, replaced: 0, gone: 0, days: 6 });
  const days = await database.admin(
    'select day, spend_micros, paid_impressions from facts_account_days where client_id = $1',
    [clientId],
  );
  assert.deepEqual(days, [{ day: days[0]?.day, spend_micros: '1500000', paid_impressions: '150' }]);
});

test('deriving a landing again writes nothing', async () => {
  const clientId = aClient();
  const shelf = landingShelf();
  const landingId = shelf.addReport({ ...range, pulledAt: at('2026-03-04T06:00:00Z') }, [
    { id: '11', day: '2026-03-01', SPEND_IN_MICRO_DOLLAR: 1_000_000, IMPRESSION_1: 100, TOTAL_CHECKOUT: 2 },
  ]);
  await deriveLanding(ctx, { clientId, landingId }, shelf.reader);
  const rows = () =>
    database.admin(
      `select 'days' as what, xmin::text, ctid::text from facts_ad_days where client_id = $1
     union all select 'conversions', xmin::text, ctid::text from facts_ad_conversions where client_id = $1
     union all select 'account days', xmin::text, ctid::text from facts_account_days where client_id = $1
     union all select 'months', xmin::text, ctid::text from facts_entity_months where client_id = $1
     union all select 'states', xmin::text, ctid::text from facts_day_states where client_id = $1
     union all select 'ledger', xmin::text, ctid::text from facts_ledgers where client_id = $1 order by 1, 3`,
      [clientId],
    );
  const before = await rows();
  const again = await deriveLanding(ctx, { clientId, landingId }, shelf.reader);
  assert.deepEqual(again, { added: 0, replaced: 0, gone: 0, days: 0 });
  assert.deepEqual(await rows(), before);
});
