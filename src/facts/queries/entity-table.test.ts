import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../../test/kit/index.ts';
import { aClient, at, day, landingShelf, type ReportRow } from '../../../test/kit/landings.ts';
import { addDays, isFault } from '../../foundation/kit/index.ts';
import { deriveLanding } from '../derive/derive-landing.ts';
import { evaluate } from '../metrics/evaluate.ts';
import { entityFigures } from './entity-figures.ts';
import { type EntityQuestion, entityTable, streamEntities } from './entity-table.ts';
import { listFacts } from './list-facts.ts';

const database = await testDatabase({ after });
const ctx = database.context();
const account = '549755885175';
const clientId = aClient();
const pulledAt = at('2026-04-20T06:00:00Z');

// Two campaigns; 11 has ad groups 111 and 112, 12 has 121; every ad group has two ads, whose ids begin with its own.
const adGroups = { '111': '11', '112': '11', '121': '12' } as const;
const ads = Object.keys(adGroups).flatMap((group) => [`${group}1`, `${group}2`]);
const idle = '1213';

const structure = [
  {
    level: 'campaign' as const,
    items: ['11', '12'].map((id) => ({ id, ad_account_id: account, name: `Campaign ${id}`, status: 'ACTIVE' })),
  },
  {
    level: 'adGroup' as const,
    items: Object.entries(adGroups).map(([id, up]) => ({ id, campaign_id: up, name: `Group ${id}`, status: 'PAUSED' })),
  },
  {
    level: 'ad' as const,
    items: [...ads, idle].map((id) => ({
      id,
      ad_group_id: id.slice(0, 3),
      name: `Ad ${id} 50%_off`,
      status: 'ACTIVE',
      pin_id: `9${id}`,
    })),
  },
];

const days = ['2026-01-30', '2026-02-01', '2026-02-14', '2026-03-01', '2026-03-09', '2026-03-10'];
const rows: ReportRow[] = ads.flatMap((id, index) =>
  days.map((on, place) => ({
    id,
    day: on,
    SPEND_IN_MICRO_DOLLAR: 1000 * (index + 1) + place,
    CLICKTHROUGH_1: index + place,
    CLICKTHROUGH_2: index === 0 ? 0 : 1,
    IMPRESSION_1: 100,
    TOTAL_CHECKOUT: index,
    TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR: 5000 * index,
  })),
);

const shelf = landingShelf();
for (const { level, items } of structure) {
  const landingId = shelf.addStructure({ level, pulledAt }, items);
  await deriveLanding(ctx, { clientId, landingId }, shelf.reader);
}
for (const [from, to] of [
  ['2026-01-01', '2026-01-31'],
  ['2026-02-01', '2026-03-15'],
] as const) {
  const own = rows.filter((row) => row.day >= from && row.day <= to);
  const landingId = shelf.addReport({ level: 'ad', from: day(from), to: day(to), pulledAt }, own);
  await deriveLanding(ctx, { clientId, landingId }, shelf.reader);
}

const question: EntityQuestion = {
  clientId,
  account,
  level: 'ad',
  period: { from: day('2026-02-01'), to: day('2026-03-09') },
  metrics: ['spend', 'roas'],
  order: { by: 'spend', direction: 'down' },
};
const ask = (more: Partial<EntityQuestion> & { limit?: number; offset?: number } = {}) =>
  entityTable(ctx, { limit: 100, offset: 0, ...question, ...more });
const ids = (table: { rows: readonly { entity: string }[] }) => table.rows.map((row) => row.entity);

test('a table has its own rows, sums over all of them, and a ratio of the whole is sum over sum', async () => {
  const table = await ask({ limit: 2, before: { from: day('2026-01-26'), to: day('2026-01-31') } });
  assert.deepEqual(ids(table), ['1212', '1211']);
  assert.equal(table.count, ads.length);
  const [first] = table.rows;
  assert.deepEqual([first?.name, first?.status, first?.pin], ['Ad 1212 50%_off', 'ACTIVE', '91212']);
  // Four days of 6000 and the places 1 to 4; the one day before is 2026-01-30.
  assert.deepEqual([first?.sums.spend, first?.before.spend], [24_010n, 6000n]);
  assert.deepEqual([table.total.sums.spend, table.total.before.spend], [84_060n, 21_000n]);
  assert.equal(evaluate('roas', table.total.sums), (4 * 5000 * 15) / 84_060);
  assert.deepEqual([table.days.delivery.current.collected, table.days.delivery.before.collected], [37, 6]);
});

test('rows lie within a campaign or an ad group, whatever lies between', async () => {
  const within = (level: 'campaign' | 'adGroup', entity: string) =>
    ask({ within: { level, entity }, order: { by: 'name', direction: 'up' } });
  assert.deepEqual(ids(await within('campaign', '11')), ['1111', '1112', '1121', '1122']);
  assert.deepEqual(ids(await within('adGroup', '121')), ['1211', '1212']);
  const still = await ask({ within: { level: 'adGroup', entity: '111' }, idle: true });
  assert.deepEqual(ids(still).toSorted(), ['1111', '1112'], 'what lay still elsewhere is not in it');
  await assert.rejects(within('campaign', '99'), (error) => isFault(error, 'FACTS_ENTITY_MISSING'));
});

test('any metric sorts, a ratio too; what has no value stands last both ways, and pages follow each other', async () => {
  const by = (direction: 'up' | 'down') => ask({ order: { by: 'cost-per-checkout', direction } });
  assert.deepEqual([ids(await by('down'))[0], ids(await by('up'))[0]], ['1112', '1212']);
  // The first ad has no checkout, so a cost of one has no value.
  assert.deepEqual([ids(await by('down')).at(-1), ids(await by('up')).at(-1)], ['1111', '1111']);
  const pages = await Promise.all([0, 4, 8].map((offset) => ask({ limit: 4, offset })));
  assert.deepEqual(pages.flatMap(ids), ids(await ask()));
  assert.equal(pages[2]?.total.sums.spend, 84_060n, 'sums stand beyond the last page too');
});

test('what did nothing in these days is left out unless asked, and a name is searched for as it is typed', async () => {
  assert.ok(!ids(await ask()).includes(idle));
  assert.ok(ids(await ask({ idle: true })).includes(idle));
  assert.deepEqual(ids(await ask({ idle: true, search: '%' })).length, ads.length + 1);
  assert.deepEqual(ids(await ask({ search: '1121 50%_' })), ['1121']);
  assert.deepEqual(ids(await ask({ search: '1_21' })), [], 'an underline is no wildcard');
  assert.deepEqual(ids(await ask({ search: '1122' })), ['1122'], 'a whole id finds its thing');
});

test('days that are not collected are unknown, not zero', async () => {
  const table = await ask({ period: { from: day('2027-01-01'), to: day('2027-01-31') }, idle: true });
  assert.deepEqual([table.total.sums, table.rows[0]?.sums], [{}, {}]);
});

test('an export has every row of the table in its order, and refuses what the table refuses', async () => {
  const streamed = await Array.fromAsync(streamEntities(ctx, question));
  const table = await ask();
  assert.deepEqual(ids({ rows: streamed }), ids(table));
  assert.deepEqual(
    streamed.map((row) => row.sums),
    table.rows.map((row) => row.sums),
  );
  await assert.rejects(
    Array.fromAsync(streamEntities(ctx, { ...question, within: { level: 'ad', entity: '1' } })),
    (error) => isFault(error, 'FACTS_ENTITY_MISSING'),
  );
});

test('whatever the period, a table adds up to the lines of the ledger', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 70 }), async (offset, length) => {
      const from = addDays(day('2026-01-01'), offset);
      const period = { from, to: addDays(from, length) };
      const spent = new Map<string, bigint>();
      for await (const line of listFacts(ctx, { clientId, account, level: 'ad', ...period })) {
        if (line.metric !== 'SPEND_IN_MICRO_DOLLAR') continue;
        spent.set(line.entity, (spent.get(line.entity) ?? 0n) + BigInt(line.value));
      }
      const table = await ask({ period });
      assert.deepEqual(new Map(table.rows.map((row) => [row.entity, row.sums.spend])), spent);
    }),
    { numRuns: 25 },
  );
});

test('one thing has its name, what it lies in, its figures and its months', async () => {
  const about = {
    clientId,
    account,
    period: question.period,
    before: { from: day('2026-01-26'), to: day('2026-01-31') },
    months: 4,
  };
  const found = await entityFigures(ctx, { ...about, level: 'ad', entity: '1212' });
  assert.deepEqual(
    found.path.map((one) => [one.level, one.entity, one.name]),
    [
      ['account', account, null],
      ['campaign', '12', 'Campaign 12'],
      ['adGroup', '121', 'Group 121'],
      ['ad', '1212', 'Ad 1212 50%_off'],
    ],
  );
  assert.deepEqual([found.sums.spend, found.before.spend, found.sums.checkouts], [24_010n, 6000n, 20n]);
  assert.deepEqual(
    found.months.map((month) => [month.month, month.collected, month.sums.spend]),
    [
      ['2025-12-01', 0, undefined],
      ['2026-01-01', 31, 6000n],
      ['2026-02-01', 28, 12_003n],
      ['2026-03-01', 15, 18_012n],
    ],
  );
  // Nobody collected the level of the account here: unknown, though its ads are known.
  const above = await entityFigures(ctx, { ...about, level: 'account', entity: account });
  assert.deepEqual([above.sums, above.path.length], [{}, 1]);
});
