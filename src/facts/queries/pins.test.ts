import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/kit/index.ts';
import { aClient, at, day, landingShelf, type ReportRow } from '../../../test/kit/landings.ts';
import { addDays, eachDay, isFault } from '../../foundation/kit/index.ts';
import { deriveLanding } from '../derive/derive-landing.ts';
import { evaluate } from '../metrics/evaluate.ts';
import { entityTable } from './entity-table.ts';
import { pinStory } from './pin-story.ts';
import { isPinKnown, pinTable } from './pin-table.ts';

const database = await testDatabase({ after });
const ctx = database.context();
const account = '549755885175';
const clientId = aClient();
const other = aClient();
const pulledAt = at('2026-04-20T06:00:00Z');

// Pin 900 is in three ads of two campaigns, 901 in one, 902 in one that never delivered; ad 1122 has not said its Pin.
const pinOf: Readonly<Record<string, string | undefined>> = {
  '1111': '900',
  '1112': '901',
  '1121': '900',
  '1122': undefined,
  '1211': '900',
  '1212': '902',
};
const ads = Object.keys(pinOf);
const shelf = landingShelf();
const structure = [
  ['campaign', ['11', '12'].map((id) => ({ id, ad_account_id: account, name: `Campaign ${id}`, status: 'ACTIVE' }))],
  ['adGroup', ['111', '112', '121'].map((id) => ({ id, campaign_id: id.slice(0, 2), name: `Group ${id}` }))],
  [
    'ad',
    ads.map((id) => ({
      id,
      ad_group_id: id.slice(0, 3),
      name: `Ad ${id}`,
      status: id === '1211' ? 'PAUSED' : 'ACTIVE',
      ...(pinOf[id] === undefined ? {} : { pin_id: pinOf[id] }),
    })),
  ],
] as const;
const period = { from: day('2026-02-10'), to: day('2026-04-10') };
const before = { from: day('2025-12-12'), to: day('2026-02-09') };
const rows: ReportRow[] = ads
  .filter((id) => id !== '1212')
  .flatMap((id, index) =>
    eachDay(before.from, period.to).map((on, place) => ({
      id,
      day: on,
      SPEND_IN_MICRO_DOLLAR: 1000 * (index + 1) + place,
      IMPRESSION_1: 100 * (index + 1),
      IMPRESSION_2: 10,
      REPIN_1: index,
      TOTAL_CHECKOUT: index,
      TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR: 5000 * index + place,
    })),
  );
for (const [level, items] of structure) {
  await deriveLanding(
    ctx,
    { clientId, landingId: shelf.addStructure({ account, level, pulledAt }, [...items]) },
    shelf.reader,
  );
}
const head = { account, level: 'ad' as const, from: before.from, to: period.to, pulledAt };
await deriveLanding(ctx, { clientId, landingId: shelf.addReport(head, rows) }, shelf.reader);

const metrics = ['spend', 'paid-impressions', 'earned-impressions', 'paid-saves', 'checkout-value', 'roas'] as const;
const question = { clientId, account, period, before };

test('a Pin is the sum of all ads that show it, over any days, and its ratios are sum over sum', async () => {
  const { pins, days } = await pinTable(ctx, { ...question, metrics });
  assert.deepEqual(
    pins.map(({ pin, ads: count, activeAds, moved, adName }) => [pin, count, activeAds, moved, adName]),
    [
      ['900', 3, 2, true, 'Ad 1211'],
      ['901', 1, 1, true, 'Ad 1112'],
      ['902', 1, 1, false, 'Ad 1212'],
    ],
  );
  assert.equal(days.delivery.current.collected, 60);
  const table = await entityTable(ctx, {
    ...question,
    level: 'ad',
    metrics,
    order: { by: 'name', direction: 'up' },
    limit: 100,
    offset: 0,
  });
  for (const which of ['sums', 'before'] as const) {
    const own = table.rows.filter((row) => row.pin === '900').map((row) => row[which]);
    assert.equal(own.length, 3);
    for (const key of ['spend', 'paid-impressions', 'earned-impressions', 'paid-saves', 'checkout-value'] as const) {
      const wanted = own.reduce((sum, each) => sum + (each[key] ?? 0n), 0n);
      assert.equal(pins[0]?.[which][key], wanted, `${which} ${key}`);
    }
  }
  assert.deepEqual([pins[2]?.sums.spend, pins[2]?.before['paid-impressions']], [0n, 0n], 'still is zero, not unknown');
  const [first] = pins;
  const value = Number(first?.sums['checkout-value']) / Number(first?.sums.spend);
  assert.equal(evaluate('roas', first?.sums ?? {}), value);
});

test('the story of a Pin names its ads with where they lie, and adds up to the row of the list, by ad and by day', async () => {
  const { pins } = await pinTable(ctx, { ...question, metrics });
  const story = await pinStory(ctx, { ...question, pin: '900' });
  assert.deepEqual(
    story.ads.map((ad) => [ad.id, ad.name, ad.status, ad.adGroup?.name, ad.campaign?.name]),
    [
      ['1211', 'Ad 1211', 'PAUSED', 'Group 121', 'Campaign 12'],
      ['1121', 'Ad 1121', 'ACTIVE', 'Group 112', 'Campaign 11'],
      ['1111', 'Ad 1111', 'ACTIVE', 'Group 111', 'Campaign 11'],
    ],
  );
  for (const key of ['spend', 'paid-impressions', 'paid-saves', 'checkout-value'] as const) {
    for (const which of ['sums', 'before'] as const) {
      const wanted = pins[0]?.[which][key];
      assert.equal(story[which][key], wanted, `${which} ${key}`);
      assert.equal(
        story.ads.reduce((sum, ad) => sum + (ad[which][key] ?? 0n), 0n),
        wanted,
      );
      const series = which === 'sums' ? story.series : story.seriesBefore;
      assert.equal(
        series.reduce((sum, each) => sum + (each.sums[key] ?? 0n), 0n),
        wanted,
      );
    }
  }
  assert.deepEqual(
    [story.series.length, story.series[0]?.day, story.series[0]?.delivery],
    [60, period.from, 'settled'],
  );
});

test('a day that is not in is unknown for a Pin, and a Pin no ad shows has no ads', async () => {
  const late = { from: period.to, to: addDays(period.to, 2) };
  const story = await pinStory(ctx, { clientId, account, period: late, pin: '900' });
  assert.deepEqual(
    story.series.map((each) => [each.delivery, each.sums.spend === undefined]),
    [
      ['settled', false],
      ['gap', true],
      ['gap', true],
    ],
  );
  assert.deepEqual(story.seriesBefore, []);
  const none = await pinStory(ctx, { ...question, pin: '999' });
  assert.deepEqual([none.ads.length, none.sums.spend], [0, 0n]);
});

test('a Pin is known to the client whose ads show it, and to no other', async () => {
  assert.equal(await isPinKnown(ctx, { clientId, pin: '902' }), true);
  assert.equal(await isPinKnown(ctx, { clientId, pin: '999' }), false);
  assert.equal(await isPinKnown(ctx, { clientId: other, pin: '902' }), false);
  await assert.rejects(pinTable(ctx, { ...question, clientId: other, metrics }), (error) =>
    isFault(error, 'FACTS_ENTITY_MISSING'),
  );
});
