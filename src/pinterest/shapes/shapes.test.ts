import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { readJson, writeJson } from '../core/lossless-json.ts';
import { boardShape, pinShape, userAccountShape } from './content.ts';
import { adRowShape, organicShape, targetingShape } from './figures.ts';
import { adAccountNameShape, userAccountPersonalShape } from './person.ts';
import { feedShape } from './planning.ts';
import { parseWindow, validWindows } from './reporting.ts';
import { adAccountShape, adGroupShape, adShape, campaignShape, readStructureLine } from './structure.ts';

const planted = 'Anna de Vries';

// Every field of the description that may name a person, filled, beside the fields that stay.
const answers = {
  account: {
    id: '1',
    account_type: 'BUSINESS',
    username: planted,
    profile_image: planted,
    about: planted,
    business_name: planted,
    website_url: planted,
    follower_count: 3,
  },
  adAccount: { id: '2', name: planted, owner: { id: '3', username: planted }, country: 'NL', permissions: ['OWNER'] },
  board: { id: '4', name: 'Kitchens', owner: { username: planted } },
  pin: { id: '5', title: 'Oak', note: planted, board_owner: { username: planted }, product_tags: [planted] },
  feed: { id: '6', location: planted, credentials: { username: planted, password: planted } },
};

test('what may name a person does not survive the default shapes', () => {
  const kept = [
    userAccountShape.parse(answers.account),
    adAccountShape.parse(answers.adAccount),
    boardShape.parse(answers.board),
    pinShape.parse(answers.pin),
    feedShape.parse(answers.feed),
  ];
  assert.doesNotMatch(writeJson(kept), new RegExp(planted));
  assert.equal(kept[0]?.id, '1');
});

test('the person shapes hold each value wrapped: only revealed by hand', () => {
  const person = userAccountPersonalShape.parse(answers.account);
  const name = adAccountNameShape.parse(answers.adAccount);
  for (const shown of [
    writeJson([person, name]),
    inspect([person, name], { depth: 9 }),
    `${person.username}${name.name}`,
  ]) {
    assert.doesNotMatch(shown, new RegExp(planted));
  }
  assert.equal(person.username?.reveal(), planted);
  assert.equal(name.name?.reveal(), planted);
  assert.equal(userAccountPersonalShape.parse({ id: '1', about: '' }).about, null);
});

test('a campaign, ad group and ad are the same after a line of JSON', () => {
  const money = fc.option(fc.bigInt({ min: 0n, max: 2n ** 62n }));
  const text = fc.option(fc.string());
  const whole = fc.option(fc.nat());
  const id = fc.bigInt({ min: 1n, max: 10n ** 18n }).map(String);
  const head = { id, ad_account_id: id, status: text, created_time: whole, updated_time: whole, name: text };
  fc.assert(
    fc.property(fc.record({ ...head, daily_spend_cap: money, lifetime_spend_cap: money }), (raw) => {
      const kept = campaignShape.parse(readJson(writeJson(raw)));
      assert.deepEqual(readStructureLine.campaign(writeJson(kept)), kept);
      assert.equal(kept.daily_spend_cap, raw.daily_spend_cap);
    }),
  );
  fc.assert(
    fc.property(fc.record({ ...head, campaign_id: id, budget_in_micro_currency: money }), (raw) => {
      const kept = adGroupShape.parse(readJson(writeJson(raw)));
      assert.deepEqual(readStructureLine.adGroup(writeJson(kept)), kept);
    }),
  );
  fc.assert(
    fc.property(fc.record({ ...head, campaign_id: id, ad_group_id: id, pin_id: fc.option(id) }), (raw) => {
      const kept = adShape.parse(readJson(writeJson(raw)));
      assert.deepEqual(readStructureLine.ad(writeJson(kept)), kept);
    }),
  );
});

test('a row of figures keeps numeric ids whole, drops what was not asked and leaves missing figures absent', () => {
  const row = readJson(
    '{"CAMPAIGN_ID":626735565838123457,"DATE":"2026-11-01","SPEND_IN_MICRO_DOLLAR":12345678,"IMPRESSION_1":null,"CTR":0.2,"CAMPAIGN_NAME":"x"}',
  );
  assert.deepEqual(adRowShape('CAMPAIGN_ID').parse(row), {
    id: '626735565838123457',
    day: '2026-11-01',
    values: { SPEND_IN_MICRO_DOLLAR: 12345678n },
  });
});

test('a row that is no row is refused: no id, half a click, a day that does not exist', () => {
  const shape = adRowShape('AD_ID');
  for (const row of [{ DATE: '2026-11-01' }, { AD_ID: '1', REPIN_1: 0.5 }, { AD_ID: '1', DATE: '2026-02-30' }]) {
    assert.equal(shape.safeParse(row).success, false, JSON.stringify(row));
  }
});

test('a targeting value that is a number becomes text', () => {
  const rows = targetingShape('CAMPAIGN_ID').parse({
    data: [{ targeting_type: 'LOCATION', targeting_value: 500, metrics: { CAMPAIGN_ID: 1, REPIN_1: 2 } }],
  });
  assert.deepEqual(rows, [
    { id: '1', day: null, values: { REPIN_1: 2n }, targetingType: 'LOCATION', targetingValue: '500' },
  ]);
});

test('organic days keep their status, and figures that are missing stay missing', () => {
  const figures = organicShape.parse({
    all: {
      summary_metrics: { SAVE: 3 },
      daily_metrics: [
        { date: '2026-11-01', data_status: 'READY', metrics: { SAVE: 3, IMPRESSION: null } },
        { date: '2026-11-02', data_status: 'PROCESSING' },
      ],
    },
  });
  assert.deepEqual(figures.all?.daily_metrics, [
    { date: '2026-11-01', data_status: 'READY', metrics: { SAVE: 3 } },
    { date: '2026-11-02', data_status: 'PROCESSING', metrics: {} },
  ]);
});

test('times without zone are UTC, with or without fractions', () => {
  for (const [given, read] of [
    ['2021-06-08T09:37:18', '2021-06-08T09:37:18.000Z'],
    ['2021-10-25T11:17:56.715000', '2021-10-25T11:17:56.715Z'],
    ['2021-10-25T11:17:56Z', '2021-10-25T11:17:56.000Z'],
  ]) {
    assert.equal(boardShape.parse({ id: '1', name: 'x', created_at: given }).created_at, read);
  }
  assert.equal(boardShape.safeParse({ id: '1', name: 'x', created_at: 'yesterday' }).success, false);
});

test('every window offered reads as three numbers, and others are refused', () => {
  assert.deepEqual(parseWindow('30/30/1'), { clickDays: 30, engagementDays: 30, viewDays: 1 });
  for (const window of validWindows) {
    const { clickDays, engagementDays, viewDays } = parseWindow(window);
    assert.equal(`${clickDays}/${engagementDays}/${viewDays}`, window);
  }
  for (const window of ['1/30/1', '14/1/1', '7/0/0', '', '30/30/1/1', 'a/b/c']) {
    assert.throws(() => parseWindow(window), { code: 'PINTEREST_WINDOW_INVALID' });
  }
});
