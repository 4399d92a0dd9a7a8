import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/kit/index.ts';
import { aClient, at, day, landingShelf } from '../../../test/kit/landings.ts';
import { listDrift } from '../queries/list-drift.ts';
import { deriveLanding } from './derive-landing.ts';

const database = await testDatabase({ after });
const ctx = database.context();

const ledger = () => {
  const clientId = aClient();
  const shelf = landingShelf();
  return {
    clientId,
    shelf,
    derive: (landingId: string) => deriveLanding(ctx, { clientId, landingId }, shelf.reader),
    drift: async () =>
      (await listDrift(ctx, { clientId })).map((one) => [
        one.entity,
        one.field,
        one.before,
        one.after,
        one.changedAt?.toISOString(),
      ]),
  };
};

const campaign = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  ad_account_id: '549755885175',
  name: `Spring ${id}`,
  status: 'ACTIVE',
  daily_spend_cap: 10_000_000,
  lifetime_spend_cap: null,
  is_performance_plus: false,
  updated_time: 1_772_000_000,
  ...more,
});
const walk = (text: string) => ({ level: 'campaign' as const, pulledAt: at(text) });

test('the same walk derived again, or only touched at Pinterest, writes no version', async () => {
  const { clientId, shelf, derive } = ledger();
  const landingId = shelf.addStructure(walk('2026-03-01T06:00:00Z'), [campaign('1'), campaign('2')]);
  assert.deepEqual(await derive(landingId), { added: 2, replaced: 0, gone: 0, days: 0 });
  assert.deepEqual(await derive(landingId), { added: 0, replaced: 0, gone: 0, days: 0 });
  const touched = [campaign('1', { updated_time: 1_772_086_400 }), campaign('2')];
  await derive(shelf.addStructure(walk('2026-03-02T06:00:00Z'), touched));
  const versions = await database.admin('select count(*)::int4 as n from facts_entity_versions where client_id = $1', [
    clientId,
  ]);
  assert.deepEqual(versions, [{ n: 2 }]);
});

test('a changed name, status or budget shows as drift with its date, a campaign no longer listed too', async () => {
  const { shelf, derive, drift } = ledger();
  await derive(shelf.addStructure(walk('2026-03-01T06:00:00Z'), [campaign('1'), campaign('2'), campaign('3')]));
  assert.deepEqual(await drift(), []);
  const changed = [
    campaign('1', { daily_spend_cap: 12_000_000, updated_time: 1_772_420_000 }),
    campaign('2', { name: 'Summer "é" \\ 2', status: 'PAUSED', updated_time: 1_772_410_000 }),
  ];
  await derive(shelf.addStructure(walk('2026-03-02T06:00:00Z'), changed));
  assert.deepEqual(await drift(), [
    ['1', 'budget', '10000000', '12000000', '2026-03-02T02:53:20.000Z'],
    ['2', 'name', 'Spring 2', 'Summer "é" \\ 2', '2026-03-02T00:06:40.000Z'],
    ['2', 'status', 'ACTIVE', 'PAUSED', '2026-03-02T00:06:40.000Z'],
    ['3', 'listed', 'true', 'false', '2026-02-25T06:13:20.000Z'],
  ]);
});

test('a walk derived late does not undo a later one', async () => {
  const { shelf, derive, drift } = ledger();
  const early = shelf.addStructure(walk('2026-03-01T06:00:00Z'), [campaign('1', { name: 'old' })]);
  await derive(shelf.addStructure(walk('2026-03-02T06:00:00Z'), [campaign('1', { name: 'new' })]));
  assert.deepEqual(await derive(early), { added: 0, replaced: 0, gone: 0, days: 0 });
  assert.deepEqual(await drift(), []);
});

test('an ad that reported before it was walked keeps its number and gets its place', async () => {
  const { clientId, shelf, derive } = ledger();
  const report = { from: day('2026-03-01'), to: day('2026-03-01'), pulledAt: at('2026-03-02T06:00:00Z') };
  await derive(shelf.addReport(report, [{ id: '77', day: '2026-03-01', IMPRESSION_1: 5 }]));
  const numberOf = () =>
    database.admin('select entity, parent from facts_entities where client_id = $1 and level = 3', [clientId]);
  const [before] = await numberOf();
  assert.equal(before?.parent, null);
  const ad = {
    id: '77',
    ad_account_id: '549755885175',
    campaign_id: '5',
    ad_group_id: '6',
    name: null,
    status: 'ACTIVE',
    pin_id: '9',
  };
  await derive(shelf.addStructure({ level: 'ad', pulledAt: at('2026-03-02T06:00:00Z') }, [ad]));
  const [placed] = await numberOf();
  assert.equal(placed?.entity, before?.entity);
  const group = await database.admin(
    'select pinterest_id, level from facts_entities where client_id = $1 and entity = $2',
    [...[clientId, placed?.parent]],
  );
  assert.deepEqual(group, [{ pinterest_id: '6', level: 2 }]);
});

test('a name with a character PostgreSQL cannot keep loses that character only', async () => {
  const { clientId, shelf, derive } = ledger();
  await derive(shelf.addStructure(walk('2026-03-01T06:00:00Z'), [campaign('1', { name: 'a\u0000b\ttab' })]));
  const names = await database.admin('select name from facts_entity_versions where client_id = $1', [clientId]);
  assert.deepEqual(names, [{ name: 'ab\ttab' }]);
});
