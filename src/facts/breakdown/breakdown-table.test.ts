import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/kit/index.ts';
import { aClient, at, conversionColumns, day, landingShelf } from '../../../test/kit/landings.ts';
import { isFault } from '../../foundation/kit/index.ts';
import type { ReportTime } from '../../pinterest/contract.ts';
import { deriveLanding } from '../derive/derive-landing.ts';
import { evaluate } from '../metrics/evaluate.ts';
import { factsTables } from '../tables.ts';
import { type BreakdownQuestion, breakdownTable } from './breakdown-table.ts';

const database = await testDatabase({ after });
const ctx = database.context();
const account = '549755885175';
const range = { from: day('2026-03-01'), to: day('2026-03-03') };

const ledger = () => {
  const clientId = aClient();
  const shelf = landingShelf();
  const derive = (landingId: string) => deriveLanding(ctx, { clientId, landingId }, shelf.reader);
  const ask = (more: Partial<BreakdownQuestion> = {}) =>
    breakdownTable(ctx, {
      ...{ clientId, account, type: 'COUNTRY', period: range, shareOf: 'spend' },
      order: { by: 'spend', direction: 'down' },
      ...more,
    });
  const deriveWhole = (level: 'account' | 'campaign' = 'account', reportTime: ReportTime = 'TIME_OF_AD_ACTION') =>
    derive(shelf.addReport({ ...range, level, reportTime, pulledAt: at('2026-03-04T05:00:00Z') }, []));
  return { clientId, shelf, derive, deriveWhole, ask };
};

const pulled = (text: string) => ({ ...range, pulledAt: at(text), breakdown: ['COUNTRY', 'GENDER'] as const });
const part = (value: string, on: string, more: Record<string, number>) => ({
  ...{ id: account, day: on, type: 'COUNTRY' as const, value },
  ...more,
});
const whole = (spend: number) => [
  {
    id: account,
    day: '2026-03-01',
    SPEND_IN_MICRO_DOLLAR: spend,
    IMPRESSION_1: 100,
    TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR: 4000,
  },
];
const past = (clientId: number) =>
  database.admin<{ name: string; spend_micros: string }>(
    `select v.name, p.spend_micros from facts_breakdown_days_past p
       join facts_breakdown_values v on v.client_id = p.client_id and v.value = p.value
      where p.client_id = $1 order by 1, p.known_from`,
    [clientId],
  );

test('parts stand beside the whole, with their shares, ratios as sum over sum, and a rest that is in no part', async () => {
  const { shelf, derive, ask } = ledger();
  await derive(shelf.addReport({ ...range, level: 'account', pulledAt: at('2026-03-04T06:00:00Z') }, whole(1000)));
  const derived = await derive(
    shelf.addBreakdown(pulled('2026-03-04T07:00:00Z'), [
      part('NL', '2026-03-01', {
        SPEND_IN_MICRO_DOLLAR: 500,
        IMPRESSION_1: 60,
        TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR: 500,
      }),
      part('NL', '2026-03-02', { SPEND_IN_MICRO_DOLLAR: 100, TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR: 1000 }),
      part('BE', '2026-03-01', { SPEND_IN_MICRO_DOLLAR: 250, IMPRESSION_1: 30 }),
      part('DE', '2026-03-01', {}),
    ]),
  );
  // Two families, two types, three days.
  assert.deepEqual(derived, { added: 5, replaced: 0, gone: 0, days: 12 });
  const table = await ask();
  assert.deepEqual(
    table.parts.map(({ name, share, sums }) => [name, share, sums.spend, sums.conversions, evaluate('roas', sums)]),
    [
      ['NL', 0.6, 600n, 0n, 2.5],
      ['BE', 0.25, 250n, 0n, 0],
    ],
  );
  assert.equal(table.whole.sums.spend, 1000n);
  assert.deepEqual([table.rest.sums.spend, table.rest.sums['paid-impressions'], table.rest.share], [150n, 10n, 0.15]);
  assert.deepEqual(table.collected, range);
  assert.deepEqual([table.days.delivery.current.collected, table.days.delivery.current.provisional], [3, 3]);
  // What parts do not have is unknown, not zero.
  assert.equal(table.whole.sums['paid-video-views'], undefined);
});

test('the parts beyond the first are added up in one row', async () => {
  const { shelf, derive, ask } = ledger();
  await derive(shelf.addReport({ ...range, level: 'account', pulledAt: at('2026-03-04T06:00:00Z') }, whole(10)));
  const names = ['a', 'b', 'c', 'd'];
  await derive(
    shelf.addBreakdown(
      pulled('2026-03-04T07:00:00Z'),
      names.map((name, index) => part(name, '2026-03-01', { SPEND_IN_MICRO_DOLLAR: index + 1 })),
    ),
  );
  const { parts, others, rest } = await ask({ most: 2 });
  assert.deepEqual([parts.map(({ name }) => name), others?.count, others?.sums.spend], [['d', 'c'], 2, 3n]);
  assert.equal(rest.sums.spend, 0n);
  const up = await ask({ order: { by: 'name', direction: 'up' } });
  assert.deepEqual([up.parts.map(({ name }) => name), up.others], [names, undefined]);
});

test('a part counted twice makes a rest below zero', async () => {
  const { shelf, derive, ask } = ledger();
  await derive(shelf.addReport({ ...range, level: 'account', pulledAt: at('2026-03-04T06:00:00Z') }, whole(10)));
  const keyword = (value: string) => ({
    ...part(value, '2026-03-01', { SPEND_IN_MICRO_DOLLAR: 8 }),
    type: 'KEYWORD' as const,
  });
  const words = ['tuin\\tafel', 'een "spa"'];
  await derive(
    shelf.addBreakdown({ ...pulled('2026-03-04T07:00:00Z'), breakdown: ['KEYWORD'] }, [
      keyword('tuin\\\\tafel'),
      keyword('een "spa"'),
    ]),
  );
  const { parts, rest } = await ask({ type: 'KEYWORD' });
  assert.deepEqual(parts.map(({ name }) => name).sort(), words.sort());
  assert.deepEqual([rest.sums.spend, rest.share], [-6n, -0.6]);
});

test('a later pull replaces, keeps what was known, and speaks for values it lacks; the same one writes nothing', async () => {
  const { clientId, shelf, derive, deriveWhole, ask } = ledger();
  await deriveWhole();
  await derive(
    shelf.addBreakdown(pulled('2026-03-04T06:00:00Z'), [
      part('NL', '2026-03-01', { SPEND_IN_MICRO_DOLLAR: 500, TOTAL_CHECKOUT: 2 }),
      part('BE', '2026-03-01', { SPEND_IN_MICRO_DOLLAR: 250 }),
    ]),
  );
  const second = shelf.addBreakdown(pulled('2026-03-05T06:00:00Z'), [
    part('NL', '2026-03-01', { SPEND_IN_MICRO_DOLLAR: 510, TOTAL_CHECKOUT: 2 }),
  ]);
  const derived = await derive(second);
  assert.deepEqual(derived, { added: 0, replaced: 1, gone: 1, days: 12 });
  assert.deepEqual(await past(clientId), [
    { name: 'BE', spend_micros: '250' },
    { name: 'NL', spend_micros: '500' },
  ]);
  assert.deepEqual(await derive(second), { added: 0, replaced: 0, gone: 0, days: 0 });
  // An older pull, derived late, undoes nothing.
  const late = shelf.addBreakdown(pulled('2026-03-04T12:00:00Z'), [
    part('NL', '2026-03-01', { SPEND_IN_MICRO_DOLLAR: 1 }),
  ]);
  assert.deepEqual(await derive(late), { added: 0, replaced: 0, gone: 0, days: 0 });
  assert.deepEqual(
    (await ask()).parts.map(({ name, sums }) => [name, sums.spend, sums.checkouts]),
    [['NL', 510n, 2n]],
  );
});

test('days that are not in are no part of the whole, and figures of a window that is not collected are unknown', async () => {
  const { shelf, derive, ask } = ledger();
  const wide = { from: day('2026-02-27'), to: range.to };
  const rows = ['2026-02-27', '2026-03-01'].map((on) => ({ id: account, day: on, SPEND_IN_MICRO_DOLLAR: 100 }));
  await derive(shelf.addReport({ ...wide, level: 'account', pulledAt: at('2026-03-04T06:00:00Z') }, rows));
  await derive(
    shelf.addBreakdown(pulled('2026-03-04T07:00:00Z'), [part('NL', '2026-03-01', { SPEND_IN_MICRO_DOLLAR: 90 })]),
  );
  const table = await ask({ period: wide, before: { from: day('2026-02-01'), to: day('2026-02-05') } });
  assert.equal(table.whole.sums.spend, 100n);
  assert.equal(table.days.delivery.current.collected, 3);
  assert.deepEqual([table.parts[0]?.before, table.whole.before], [{}, {}]);
  const other = await ask({ attribution: { window: '7/7/7', reportTime: 'TIME_OF_CONVERSION' } });
  assert.deepEqual([other.parts[0]?.sums.spend, other.parts[0]?.sums.checkouts], [90n, undefined]);
});

test('days of which only the parts are in count as little as those of which only the whole is', async () => {
  const { shelf, derive, ask } = ledger();
  const first = { from: range.from, to: day('2026-03-02') };
  const rows = [{ id: account, day: '2026-03-01', SPEND_IN_MICRO_DOLLAR: 100 }];
  await derive(shelf.addReport({ ...first, level: 'account', pulledAt: at('2026-03-04T06:00:00Z') }, rows));
  await derive(
    shelf.addBreakdown({ ...pulled('2026-03-04T07:00:00Z'), from: day('2026-03-01') }, [
      part('NL', '2026-03-01', { SPEND_IN_MICRO_DOLLAR: 60 }),
      part('NL', '2026-03-03', { SPEND_IN_MICRO_DOLLAR: 900 }),
      part('BE', '2026-03-03', { SPEND_IN_MICRO_DOLLAR: 900 }),
    ]),
  );
  const table = await ask();
  assert.deepEqual(
    table.parts.map(({ name, share }) => [name, share]),
    [['NL', 0.6]],
  );
  assert.deepEqual([table.days.delivery.current.collected, table.collected], [2, first]);
});

test('a campaign has parts of its own; one nobody knows is missing', async () => {
  const { shelf, derive, deriveWhole, ask } = ledger();
  await deriveWhole('campaign');
  await derive(
    shelf.addBreakdown({ ...pulled('2026-03-04T07:00:00Z'), level: 'campaign' }, [
      { ...part('NL', '2026-03-01', { SPEND_IN_MICRO_DOLLAR: 90 }), id: '11' },
      { ...part('BE', '2026-03-01', { SPEND_IN_MICRO_DOLLAR: 10 }), id: '12' },
    ]),
  );
  assert.deepEqual(
    (await ask({ campaign: '12' })).parts.map(({ name, sums }) => [name, sums.spend]),
    [['BE', 10n]],
  );
  await assert.rejects(ask({ campaign: '13' }), (error) => isFault(error, 'FACTS_ENTITY_MISSING'));
});

test('a landing that speaks for no type, or holds a line of another, is refused and leaves nothing', async () => {
  const { clientId, shelf, derive } = ledger();
  const line = part('NL', '2026-03-01', { SPEND_IN_MICRO_DOLLAR: 90 });
  for (const breakdown of [[], ['GENDER'] as const]) {
    const landing = shelf.addBreakdown({ ...pulled('2026-03-04T07:00:00Z'), breakdown }, [line]);
    await assert.rejects(derive(landing), (error) => isFault(error, 'FACTS_LANDING_MALFORMED'));
  }
  const video = shelf.addBreakdown({ ...pulled('2026-03-04T07:00:00Z'), columns: ['VIDEO_MRC_VIEWS_1'] }, [line]);
  await assert.rejects(derive(video), (error) => isFault(error, 'FACTS_COLUMN_UNKNOWN'));
  for (const { name } of factsTables) {
    const [row] = await database.admin<{ count: number }>(
      `select count(*)::int4 as count from ${name} where client_id = $1`,
      [clientId],
    );
    assert.equal(row?.count, 0, name);
  }
});

test('conversions of another report time stand beside the first, and delivery stays', async () => {
  const { shelf, derive, deriveWhole, ask } = ledger();
  await deriveWhole();
  await deriveWhole('account', 'TIME_OF_CONVERSION');
  await derive(
    shelf.addBreakdown(pulled('2026-03-04T07:00:00Z'), [
      part('NL', '2026-03-01', { SPEND_IN_MICRO_DOLLAR: 90, TOTAL_CHECKOUT: 1 }),
    ]),
  );
  const columns = conversionColumns.filter((name) => name === 'TOTAL_CHECKOUT');
  await derive(
    shelf.addBreakdown({ ...pulled('2026-03-04T08:00:00Z'), reportTime: 'TIME_OF_CONVERSION', columns }, [
      part('NL', '2026-03-01', { TOTAL_CHECKOUT: 7 }),
    ]),
  );
  const checkouts = async (reportTime: 'TIME_OF_AD_ACTION' | 'TIME_OF_CONVERSION') => {
    const { parts } = await ask({ attribution: { window: '30/30/1', reportTime } });
    return parts.map(({ sums }) => [sums.spend, sums.checkouts]);
  };
  assert.deepEqual(await checkouts('TIME_OF_AD_ACTION'), [[90n, 1n]]);
  assert.deepEqual(await checkouts('TIME_OF_CONVERSION'), [[90n, 7n]]);
});
