import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/kit/index.ts';
import { aClient, allColumns, at, conversionColumns, day, landingShelf } from '../../../test/kit/landings.ts';
import { withClient } from '../../foundation/db/index.ts';
import { isFault } from '../../foundation/kit/index.ts';
import { type FactLine, ledgerMoment, listFacts } from '../queries/list-facts.ts';
import { factsTables } from '../tables.ts';
import { deriveLanding } from './derive-landing.ts';

const database = await testDatabase({ after });
const ctx = database.context();

const range = { from: day('2026-03-01'), to: day('2026-03-03') };
const pulled = (text: string) => ({ ...range, pulledAt: at(text) });

const all = async (lines: AsyncIterable<FactLine>): Promise<FactLine[]> => Array.fromAsync(lines);
const figures = (lines: readonly FactLine[]): string[] =>
  lines.map((line) => `${line.level} ${line.entity} ${line.day} ${line.metric} ${line.value} ${line.state}`);

const ledger = () => {
  const clientId = aClient();
  const shelf = landingShelf();
  const derive = (landingId: string) => deriveLanding(ctx, { clientId, landingId }, shelf.reader);
  return { clientId, shelf, derive, lines: (asOf?: string) => all(listFacts(ctx, { clientId, asOf })) };
};

test('a first landing becomes facts, roll-ups and day states, and rows of zeros become nothing', async () => {
  const { clientId, shelf, derive, lines } = ledger();
  const derived = await derive(
    shelf.addReport(pulled('2026-03-04T06:00:00Z'), [
      { id: '11', day: '2026-03-01', SPEND_IN_MICRO_DOLLAR: 1_000_000, IMPRESSION_1: 100, TOTAL_CHECKOUT: 2 },
      { id: '12', day: '2026-03-01', SPEND_IN_MICRO_DOLLAR: 500_000, IMPRESSION_1: 50 },
      { id: '11', day: '2026-03-02' },
    ]),
  );
  assert.deepEqual(derived, { added: 3, replaced: 0, gone: 0, days: 6 });
  const days = await database.admin(
    'select day::text, spend_micros, paid_impressions from facts_account_days where client_id = $1',
    [clientId],
  );
  assert.deepEqual(days, [{ day: '2026-03-01', spend_micros: '1500000', paid_impressions: '150' }]);
  assert.deepEqual(figures(await lines()), [
    'ad 11 2026-03-01 IMPRESSION_1 100 provisional',
    'ad 11 2026-03-01 SPEND_IN_MICRO_DOLLAR 1000000 provisional',
    'ad 11 2026-03-01 TOTAL_CHECKOUT 2 provisional',
    'ad 12 2026-03-01 IMPRESSION_1 50 provisional',
    'ad 12 2026-03-01 SPEND_IN_MICRO_DOLLAR 500000 provisional',
  ]);
});

test('deriving a landing again writes nothing', async () => {
  const { clientId, shelf, derive } = ledger();
  const landingId = shelf.addReport(pulled('2026-03-04T06:00:00Z'), [
    { id: '11', day: '2026-03-01', SPEND_IN_MICRO_DOLLAR: 1_000_000, IMPRESSION_1: 100, TOTAL_CHECKOUT: 2 },
  ]);
  await derive(landingId);
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
  assert.equal(before.length, 11);
  assert.deepEqual(await derive(landingId), { added: 0, replaced: 0, gone: 0, days: 0 });
  assert.deepEqual(await rows(), before);
});

test('a value restated 20 days later yields one past version, and "as of" before it gives the same lines again', async () => {
  const { clientId, shelf, derive, lines } = ledger();
  await derive(
    shelf.addReport(pulled('2026-03-04T06:00:00Z'), [
      { id: '11', day: '2026-03-01', SPEND_IN_MICRO_DOLLAR: 1_000_000, IMPRESSION_1: 100, TOTAL_CHECKOUT: 2 },
      { id: '12', day: '2026-03-01', SPEND_IN_MICRO_DOLLAR: 500_000, IMPRESSION_1: 50 },
    ]),
  );
  const moment = await ledgerMoment(ctx, clientId);
  const first = JSON.stringify(await lines());
  const restated = await derive(
    shelf.addReport(pulled('2026-03-24T06:00:00Z'), [
      { id: '11', day: '2026-03-01', SPEND_IN_MICRO_DOLLAR: 1_000_000, IMPRESSION_1: 100, TOTAL_CHECKOUT: 3 },
      { id: '12', day: '2026-03-01', SPEND_IN_MICRO_DOLLAR: 500_000, IMPRESSION_1: 50 },
    ]),
  );
  assert.deepEqual(restated, { added: 0, replaced: 1, gone: 0, days: 6 });
  const past = await database.admin(
    `select (select count(*)::int4 from facts_ad_days_past where client_id = $1) as days,
            (select count(*)::int4 from facts_ad_conversions_past where client_id = $1) as conversions,
            (select p.known_to = c.known_from from facts_ad_conversions_past p join facts_ad_conversions c using (client_id, day, entity)
              where client_id = $1) as joined`,
    [clientId],
  );
  assert.deepEqual(past, [{ days: 0, conversions: 1, joined: true }]);
  assert.deepEqual(figures(await lines()), [
    'ad 11 2026-03-01 IMPRESSION_1 100 settled',
    'ad 11 2026-03-01 SPEND_IN_MICRO_DOLLAR 1000000 settled',
    'ad 11 2026-03-01 TOTAL_CHECKOUT 3 ready',
    'ad 12 2026-03-01 IMPRESSION_1 50 settled',
    'ad 12 2026-03-01 SPEND_IN_MICRO_DOLLAR 500000 settled',
  ]);
  assert.equal(JSON.stringify(await lines(moment)), first);
});

test('a row Pinterest no longer reports goes to the past, and leaves no zero behind in the roll-ups', async () => {
  const { clientId, shelf, derive, lines } = ledger();
  await derive(
    shelf.addReport(pulled('2026-03-04T06:00:00Z'), [{ id: '11', day: '2026-03-01', IMPRESSION_1: 100, LEADS: 1 }]),
  );
  const moment = await ledgerMoment(ctx, clientId);
  assert.deepEqual(await derive(shelf.addReport(pulled('2026-03-05T06:00:00Z'), [])), {
    added: 0,
    replaced: 0,
    gone: 2,
    days: 6,
  });
  assert.deepEqual(await lines(), []);
  assert.equal((await lines(moment)).length, 2);
  const left = await database.admin(
    `select (select count(*) from facts_account_days where client_id = $1) + (select count(*) from facts_entity_months where client_id = $1)
          + (select count(*) from facts_account_conversions where client_id = $1)
          + (select count(*) from facts_entity_conversion_months where client_id = $1) as rows`,
    [clientId],
  );
  assert.deepEqual(left, [{ rows: '0' }]);
});

test('a pull derived late does not undo a later one, and still fills the days that one left open', async () => {
  const { shelf, derive, lines } = ledger();
  const early = shelf.addReport(pulled('2026-03-04T06:00:00Z'), [
    { id: '11', day: '2026-03-01', IMPRESSION_1: 1 },
    { id: '11', day: '2026-03-03', IMPRESSION_1: 3 },
  ]);
  const late = shelf.addReport({ from: range.from, to: day('2026-03-02'), pulledAt: at('2026-03-05T06:00:00Z') }, [
    { id: '11', day: '2026-03-01', IMPRESSION_1: 9 },
  ]);
  await derive(late);
  await derive(early);
  assert.deepEqual(figures(await lines()), [
    'ad 11 2026-03-01 IMPRESSION_1 9 settled',
    'ad 11 2026-03-03 IMPRESSION_1 3 provisional',
  ]);
});

test('figures a landing does not carry keep their value', async () => {
  const { shelf, derive, lines } = ledger();
  const without = allColumns.filter((name) => name !== 'TOTAL_ADD_TO_CART');
  await derive(
    shelf.addReport(pulled('2026-03-04T06:00:00Z'), [{ id: '11', day: '2026-03-01', TOTAL_ADD_TO_CART: 4, LEADS: 1 }]),
  );
  const rows = [{ id: '11', day: '2026-03-01', LEADS: 2 }];
  await derive(shelf.addReport({ ...pulled('2026-03-04T09:00:00Z'), kind: 'sync', columns: without }, rows));
  assert.deepEqual(figures(await lines()), [
    'ad 11 2026-03-01 LEADS 2 provisional',
    'ad 11 2026-03-01 TOTAL_ADD_TO_CART 4 provisional',
  ]);
  await derive(shelf.addReport({ ...pulled('2026-03-04T10:00:00Z'), kind: 'sync', columns: without }, []));
  assert.deepEqual(figures(await lines()), ['ad 11 2026-03-01 TOTAL_ADD_TO_CART 4 provisional']);
});

test('conversions of two report times and windows stand beside each other', async () => {
  const { shelf, derive, lines } = ledger();
  const rows = [{ id: '11', day: '2026-03-01', TOTAL_CHECKOUT: 2 }];
  const columns = conversionColumns;
  await derive(shelf.addReport(pulled('2026-03-04T06:00:00Z'), rows));
  await derive(shelf.addReport({ ...pulled('2026-03-04T06:00:00Z'), columns, reportTime: 'TIME_OF_CONVERSION' }, rows));
  await derive(shelf.addReport({ ...pulled('2026-03-04T06:00:00Z'), columns, window: '7/7/1' }, rows));
  assert.deepEqual(
    (await lines()).map((line) => [line.window, line.reportTime, line.value]),
    [
      ['30/30/1', 'TIME_OF_AD_ACTION', '2'],
      ['30/30/1', 'TIME_OF_CONVERSION', '2'],
      ['7/7/1', 'TIME_OF_AD_ACTION', '2'],
    ],
  );
});

test('a day is ready once it was pulled after Pinterest called it so, settled once its window and three days have passed', async () => {
  const { shelf, derive, lines } = ledger();
  shelf.ready.push({
    day: day('2026-03-01'),
    deliveryReadyAt: at('2026-03-02T12:00:00Z'),
    conversionsReadyAt: at('2026-03-03T12:00:00Z'),
  });
  const rows = [{ id: '11', day: '2026-03-01', IMPRESSION_1: 1, LEADS: 1 }];
  const states = async (pulledAt: string) => {
    await derive(shelf.addReport(pulled(pulledAt), rows));
    return (await lines()).map((line) => line.state).join(' ');
  };
  assert.equal(await states('2026-03-02T06:00:00Z'), 'provisional provisional');
  assert.equal(await states('2026-03-02T12:00:00Z'), 'ready provisional');
  assert.equal(await states('2026-03-03T12:00:00Z'), 'ready ready');
  assert.equal(await states('2026-03-04T23:59:59Z'), 'ready ready');
  assert.equal(await states('2026-03-05T00:00:00Z'), 'settled ready');
  assert.equal(await states('2026-04-03T23:59:59Z'), 'settled ready');
  assert.equal(await states('2026-04-04T00:00:00Z'), 'settled settled');
});

test('a day nobody asked Pinterest about is ready once it was pulled more than a week after its end', async () => {
  const { shelf, derive, lines } = ledger();
  const rows = [{ id: '11', day: '2026-03-01', LEADS: 1 }];
  await derive(shelf.addReport(pulled('2026-03-08T23:59:59Z'), rows));
  assert.equal((await lines())[0]?.state, 'provisional');
  await derive(shelf.addReport(pulled('2026-03-09T00:00:00Z'), rows));
  assert.equal((await lines())[0]?.state, 'ready');
});

test('the moment of a ledger always moves forward, whatever the clock says', async () => {
  const { clientId, shelf, derive } = ledger();
  await derive(shelf.addReport(pulled('2026-03-04T06:00:00Z'), [{ id: '11', day: '2026-03-01', LEADS: 1 }]));
  await database.admin(
    "update facts_ledgers set last_known_from = '2200-01-01T00:00:00.000007Z' where client_id = $1",
    [clientId],
  );
  await derive(shelf.addReport(pulled('2026-03-05T06:00:00Z'), [{ id: '11', day: '2026-03-01', LEADS: 2 }]));
  assert.equal(await ledgerMoment(ctx, clientId), '2200-01-01T00:00:00.000008Z');
});

test('a landing with a day outside its range, or a figure the ledger does not know, is refused whole', async () => {
  const { shelf, derive, lines } = ledger();
  const outside = shelf.addReport(pulled('2026-03-04T06:00:00Z'), [{ id: '11', day: '2026-02-28', LEADS: 1 }]);
  await assert.rejects(derive(outside), (error) => isFault(error, 'FACTS_LANDING_MALFORMED'));
  const unknown = shelf.addReport({ ...pulled('2026-03-04T06:00:00Z'), columns: ['TOTAL_IMPRESSION_USER'] }, []);
  await assert.rejects(derive(unknown), (error) => isFault(error, 'FACTS_COLUMN_UNKNOWN'));
  assert.deepEqual(await lines(), []);
});

test('another client sees nothing of a ledger', async () => {
  const { clientId, shelf, derive } = ledger();
  await derive(
    shelf.addReport(pulled('2026-03-04T06:00:00Z'), [{ id: '11', day: '2026-03-01', LEADS: 1, IMPRESSION_1: 1 }]),
  );
  const other = aClient();
  for (const { name } of factsTables) {
    const rows = await withClient(database.app, { actor: ctx.actor, clientId: other }, (tx) =>
      tx.sql(`select from ${name} where client_id = $1`, [clientId]),
    );
    assert.equal(rows.length, 0, name);
  }
});
