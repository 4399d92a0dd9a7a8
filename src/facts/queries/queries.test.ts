import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/kit/index.ts';
import {
  aClient,
  allColumns,
  at,
  conversionColumns,
  day,
  landingShelf,
  type ReportRow,
} from '../../../test/kit/landings.ts';
import { type ClientId, isFault } from '../../foundation/kit/index.ts';
import { deriveLanding } from '../derive/derive-landing.ts';
import type { LandingHead } from '../derive/landing-reader.ts';
import { evaluate } from '../metrics/evaluate.ts';
import { clientMonths } from './client-months.ts';
import { clientOverview } from './client-overview.ts';
import { dailySeries } from './daily-series.ts';
import { monthsWithin } from './entity-rows.ts';
import { explainFigure } from './explain-figure.ts';
import { listFacts } from './list-facts.ts';
import { listGaps } from './list-gaps.ts';
import { reconcile } from './reconcile.ts';
import { topEntities } from './top-entities.ts';

const database = await testDatabase({ after });
const ctx = database.context();

const account = '549755885175';
const level = 'ad';

const filled = async (
  landings: readonly (readonly [
    Omit<Partial<LandingHead>, 'from' | 'to' | 'pulledAt'> & { from: string; to: string; pulledAt: string },
    readonly ReportRow[],
  ])[],
): Promise<ClientId> => {
  const clientId = aClient();
  const shelf = landingShelf();
  for (const [head, rows] of landings) {
    const landingId = shelf.addReport(
      { ...head, from: day(head.from), to: day(head.to), pulledAt: at(head.pulledAt) },
      rows,
    );
    await deriveLanding(ctx, { clientId, landingId }, shelf.reader);
  }
  return clientId;
};

const march = { from: '2026-03-01', to: '2026-03-04', pulledAt: '2026-03-10T06:00:00Z' };
const spend = (id: string, on: string, amount: number, more: Record<string, number> = {}): ReportRow => ({
  id,
  day: on,
  SPEND_IN_MICRO_DOLLAR: amount,
  ...more,
});

test('a series has every day: zeros where nothing was delivered, no figures where nothing was collected', async () => {
  const clientId = await filled([
    [march, [spend('1', '2026-03-01', 100), spend('2', '2026-03-01', 11), spend('1', '2026-03-03', 900)]],
  ]);
  const series = await dailySeries(ctx, { clientId, account, level, from: day('2026-02-28'), to: day('2026-03-05') });
  assert.deepEqual(
    series.map((one) => [one.day, one.sums.spend, one.delivery, one.conversions]),
    [
      ['2026-02-28', undefined, 'gap', 'gap'],
      ['2026-03-01', 111n, 'settled', 'ready'],
      ['2026-03-02', 0n, 'settled', 'ready'],
      ['2026-03-03', 900n, 'settled', 'provisional'],
      ['2026-03-04', 0n, 'settled', 'provisional'],
      ['2026-03-05', undefined, 'gap', 'gap'],
    ],
  );
  const one = await dailySeries(ctx, {
    clientId,
    account,
    level,
    entity: '2',
    from: day('2026-03-01'),
    to: day('2026-03-02'),
  });
  assert.deepEqual(
    one.map((each) => each.sums.spend),
    [11n, 0n],
  );
});

test('a figure that was not collected is unknown in a series, and in the sums', async () => {
  const columns = allColumns.filter((name) => name !== 'TOTAL_ADD_TO_CART');
  const clientId = await filled([
    [{ ...march, columns, level: 'account' }, [{ id: account, day: '2026-03-01', LEADS: 2 }]],
  ]);
  const selection = { clientId, account, from: day('2026-03-01'), to: day('2026-03-01') };
  const [first] = await dailySeries(ctx, { ...selection, level: 'account' });
  assert.deepEqual(
    [first?.sums['lead-ad-leads'], first?.sums['add-to-carts'], first?.sums.checkouts],
    [2n, undefined, 0n],
  );
  const [sums] = await clientOverview(ctx, { clientIds: [clientId], period: selection });
  assert.deepEqual([sums?.current.sums['lead-ad-leads'], sums?.current.sums['add-to-carts']], [2n, undefined]);
});

test('the overview gives each account of each client its period and the days before, and only of the clients asked', async () => {
  const rows = [
    { id: account, day: '2026-03-01', SPEND_IN_MICRO_DOLLAR: 100, TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR: 500 },
    { id: account, day: '2026-03-02', SPEND_IN_MICRO_DOLLAR: 900, TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR: 900 },
    { id: account, day: '2026-03-03', SPEND_IN_MICRO_DOLLAR: 7 },
  ];
  const one = await filled([[{ ...march, level: 'account' }, rows]]);
  const other = await filled([[{ ...march, level: 'account' }, [spend(account, '2026-03-03', 5)]]]);
  const left = await filled([[{ ...march, level: 'account' }, [spend(account, '2026-03-03', 999)]]]);
  const period = { from: day('2026-03-03'), to: day('2026-03-04') };
  const found = await clientOverview(ctx, { clientIds: [one, other], period });
  assert.deepEqual(new Set(found.map((each) => each.clientId)), new Set([one, other]));
  assert.ok(!found.some((each) => each.clientId === left));
  const first = found.find((each) => each.clientId === one);
  assert.deepEqual([first?.current.sums.spend, first?.before.sums.spend], [7n, 1000n]);
  assert.equal(evaluate('roas', first?.before.sums ?? {}), 1.4);
  assert.deepEqual(first?.current.delivery, { collected: 2, provisional: 0 });
  const second = found.find((each) => each.clientId === other);
  assert.deepEqual([second?.current.sums.spend, second?.before.sums.spend], [5n, 0n]);
});

test('an account nobody collected yet has no sums at all', async () => {
  const clientId = await filled([[{ ...march, level: 'account' }, [spend(account, '2026-03-01', 5)]]]);
  const period = { from: day('2027-03-03'), to: day('2027-03-04') };
  const [first] = await clientOverview(ctx, { clientIds: [clientId], period });
  assert.deepEqual(first?.current, {
    sums: {},
    delivery: { collected: 0, provisional: 0 },
    conversions: { collected: 0, provisional: 0 },
  });
});

test('months of many clients come one row per account and month', async () => {
  const rows = [
    spend(account, '2026-02-28', 1, { TOTAL_CHECKOUT: 3 }),
    spend(account, '2026-03-01', 10),
    spend(account, '2026-03-31', 20),
  ];
  const head = { level: 'account', from: '2026-01-01', to: '2026-04-01', pulledAt: '2026-04-02T06:00:00Z' } as const;
  const clientIds = [await filled([[head, rows]]), await filled([[head, [spend(account, '2026-01-01', 5)]]])];
  const found = await clientMonths(ctx, { clientIds, period: { from: day('2026-02-10'), to: day('2026-04-01') } });
  assert.deepEqual(
    found.map((each) => [each.clientId, each.month, each.sums.spend, each.sums.checkouts]),
    [
      [clientIds[0], '2026-02-01', 1n, 3n],
      [clientIds[0], '2026-03-01', 30n, 0n],
    ],
  );
});

test('the top of a period is the same whether its months come from the roll-up or from the days', async () => {
  const rows = [
    spend('1', '2026-01-31', 5, { IMPRESSION_1: 1 }),
    spend('1', '2026-02-10', 10, { IMPRESSION_1: 1, TOTAL_CHECKOUT: 1 }),
    spend('2', '2026-02-11', 40, { IMPRESSION_2: 9 }),
    spend('3', '2026-03-01', 30),
    spend('4', '2026-03-02', 500),
  ];
  const clientId = await filled([[{ from: '2026-01-01', to: '2026-03-10', pulledAt: '2026-03-11T06:00:00Z' }, rows]]);
  const ask = { clientId, account, level, from: day('2026-01-31'), to: day('2026-03-01'), limit: 2 } as const;
  const top = await topEntities(ctx, { ...ask, by: 'spend' });
  assert.deepEqual(
    top.map((one) => [one.entity, one.sums.spend, one.sums.checkouts]),
    [
      ['2', 40n, 0n],
      ['3', 30n, 0n],
    ],
  );
  const seen = await topEntities(ctx, { ...ask, by: 'impressions' });
  assert.deepEqual(
    seen.map((one) => one.entity),
    ['2', '1'],
  );
  const bought = await topEntities(ctx, { ...ask, by: 'checkouts', limit: 9 });
  assert.deepEqual(
    bought.map((one) => [one.entity, one.sums.spend]),
    [['1', 15n]],
  );
});

test('whole months are told from the days around them', () => {
  const parts = (from: string, to: string) => monthsWithin({ from: day(from), to: day(to) });
  const period = (from: string, to: string) => ({ from: day(from), to: day(to) });
  assert.deepEqual(parts('2026-02-01', '2026-02-28'), { months: period('2026-02-01', '2026-02-28'), days: [] });
  assert.deepEqual(parts('2026-02-02', '2026-02-28'), {
    months: undefined,
    days: [period('2026-02-02', '2026-02-28')],
  });
  assert.deepEqual(parts('2026-01-30', '2026-03-02'), {
    months: period('2026-02-01', '2026-02-28'),
    days: [period('2026-01-30', '2026-01-31'), period('2026-03-01', '2026-03-02')],
  });
});

test('a deleted campaign is caught: its level no longer adds up to the account', async () => {
  const campaigns = [spend('1', '2026-03-01', 60, { IMPRESSION_1: 6 }), spend('2', '2026-03-02', 70)];
  const totals = [spend(account, '2026-03-01', 100, { IMPRESSION_1: 6 }), spend(account, '2026-03-02', 70)];
  const clientId = await filled([
    [{ ...march, level: 'account' }, totals],
    [{ ...march, level: 'campaign' }, campaigns],
    // Days the account has not been collected for are gaps, not differences.
    [{ ...march, from: '2026-03-05', to: '2026-03-05', level: 'campaign' }, [spend('1', '2026-03-05', 60)]],
  ]);
  assert.deepEqual(await reconcile(ctx, { clientId, from: day('2026-03-01'), to: day('2026-03-05') }), [
    { account, day: '2026-03-01', level: 'campaign', metric: 'spend', atAccount: 100n, atLevel: 60n },
  ]);
});

test('expected days that never landed are gaps with their reason, those that did are not', async () => {
  const clientId = await filled([[march, []]]);
  const expected = {
    ...({ account, level, window: '30/30/1', reportTime: 'TIME_OF_AD_ACTION', reason: 'planned' } as const),
    ...{ from: day('2026-02-27'), to: day('2026-03-06') },
  };
  const nowhere = { ...expected, account: '1', reason: 'PINTEREST_FORBIDDEN', to: day('2026-02-28') };
  assert.deepEqual(await listGaps(ctx, { clientId, expected: [expected, nowhere] }), [
    { ...expected, from: '2026-02-27', to: '2026-02-28' },
    { ...expected, from: '2026-03-05', to: '2026-03-06' },
    nowhere,
  ]);
});

test('a figure is explained by all that may make it differ from Ads Manager', async () => {
  const clientId = await filled([[march, [spend('1', '2026-03-01', 5)]]]);
  const asked = { clientId, account, level, from: day('2026-03-01'), to: day('2026-03-05') } as const;
  const { days, ...about } = await explainFigure(ctx, { ...asked, metric: 'roas' });
  assert.deepEqual(about, {
    metric: 'roas',
    lens: 'outcome',
    columns: ['TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR', 'SPEND_IN_MICRO_DOLLAR'],
    window: '30/30/1',
    reportTime: 'TIME_OF_AD_ACTION',
    zone: 'UTC',
    statuses: [{ status: 'UNKNOWN', things: 1 }],
  });
  const pulled = { pulledFirst: at(march.pulledAt), pulledLast: at(march.pulledAt) };
  assert.deepEqual(days.delivery, { settled: 4, ready: 0, provisional: 0, gaps: ['2026-03-05'], ...pulled });
  assert.deepEqual(days.conversion, { settled: 0, ready: 2, provisional: 2, gaps: ['2026-03-05'], ...pulled });
  const paid = await explainFigure(ctx, { ...asked, metric: 'paid-ctr' });
  assert.deepEqual([paid.lens, paid.window, Object.keys(paid.days)], ['paid', null, ['delivery']]);
});

test('what is not in the ledger is missing, and a backward period is refused', async () => {
  const clientId = await filled([[march, []]]);
  const asked = { clientId, account: '1', level, from: day('2026-03-01'), to: day('2026-03-05') } as const;
  await assert.rejects(dailySeries(ctx, asked), (error) => isFault(error, 'FACTS_ENTITY_MISSING'));
  await assert.rejects(dailySeries(ctx, { ...asked, to: day('2026-02-01') }), (error) =>
    isFault(error, 'FACTS_RANGE_TOO_LONG'),
  );
});

test('lines are sorted, filtered, and a reader that stops early leaves nothing open', async () => {
  const rows = [
    spend('2', '2026-03-01', 5, { IMPRESSION_1: 1 }),
    spend('10', '2026-03-02', 6),
    spend('2', '2026-03-03', 7),
  ];
  const clientId = await filled([
    [march, rows],
    [{ ...march, level: 'account' }, [spend(account, '2026-03-01', 5)]],
    [
      { ...march, columns: conversionColumns, reportTime: 'TIME_OF_CONVERSION' },
      [{ id: '2', day: '2026-03-01', LEADS: 1 }],
    ],
  ]);
  const keyOf = async (query: object) =>
    (await Array.fromAsync(listFacts(ctx, { clientId, ...query }))).map(
      (line) => `${line.level} ${line.entity} ${line.day} ${line.metric}`,
    );
  assert.deepEqual(await keyOf({}), [
    `account ${account} 2026-03-01 SPEND_IN_MICRO_DOLLAR`,
    'ad 10 2026-03-02 SPEND_IN_MICRO_DOLLAR',
    'ad 2 2026-03-01 IMPRESSION_1',
    'ad 2 2026-03-01 LEADS',
    'ad 2 2026-03-01 SPEND_IN_MICRO_DOLLAR',
    'ad 2 2026-03-03 SPEND_IN_MICRO_DOLLAR',
  ]);
  assert.equal((await keyOf({ level: 'ad', from: day('2026-03-02'), to: day('2026-03-02'), account })).length, 1);
  assert.deepEqual(await keyOf({ account: '1' }), []);
  for await (const line of listFacts(ctx, { clientId })) {
    assert.equal(line.client, String(clientId));
    break;
  }
  await assert.rejects(keyOf({ asOf: 'no instant' }));
});
