import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answer, type Item, readAnswer } from '../../../test/kit/answer.ts';
import { testSandbox } from '../../../test/kit/sandbox.ts';

type Sandbox = Awaited<ReturnType<typeof testSandbox>>;
type Thing = Item & { readonly [field: string]: unknown };

const open = async (sandbox: Sandbox, which = 0) => {
  const user = (await sandbox.users())[which]?.id ?? '';
  const { access: token } = await sandbox.consent({ user });
  const mine = await readAnswer(sandbox.call(token, 'GET', '/ad_accounts?include_shared_accounts=false'));
  const account: string = mine.items[0].id;
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await sandbox.call(token, method, `/ad_accounts/${account}${path}`, body);
    return { status: answer.status, body: await readAnswer(answer) };
  };
  return { user, token, account, call };
};

const all = async (who: Awaited<ReturnType<typeof open>>, path: string): Promise<Thing[]> => {
  const items: Thing[] = [];
  let bookmark: string | null = '';
  while (bookmark !== null) {
    const page: { body: Answer } = await who.call('GET', `${path}&bookmark=${bookmark}`);
    items.push(...page.body.items.map((item) => ({ ...item })));
    bookmark = page.body.bookmark;
  }
  return items;
};

test('260 ads come in two pages, archived ones only when asked for, each once and in order of id', async (t) => {
  const sandbox = await testSandbox(t);
  const who = await open(sandbox);
  const usual = await all(who, '/ads?page_size=250');
  const ads = await all(who, '/ads?page_size=250&entity_statuses=ACTIVE,PAUSED,ARCHIVED&order=ASCENDING');
  assert.equal(ads.length, 260);
  assert.ok(usual.length < 260 && usual.every((ad) => ad.status !== 'ARCHIVED'));
  const ids = ads.map((ad) => ad.id);
  assert.deepEqual(ids, [...new Set(ids)].sort());
  assert.equal((await who.call('GET', '/ads?bookmark=nonsense')).status, 400);
  assert.equal((await who.call('GET', '/ads?page_size=251')).status, 400);
  const [first] = usual;
  assert.deepEqual((await who.call('GET', `/ads/${first?.id}`)).body, first);
  assert.equal((await who.call('GET', '/ads/1')).status, 404);
  const group = String(first?.ad_group_id);
  const narrowed = await all(who, `/ads?page_size=250&ad_group_ids=${group}`);
  assert.deepEqual(
    narrowed,
    usual.filter((ad) => ad.ad_group_id === group),
  );
  assert.equal((await who.call('GET', `/ads?ad_group_ids=${group}&campaign_ids=1`)).status, 400);
});

test('a batch does what it can: one outcome for each item, in a list of exceptions for campaigns and a single one for ads', async (t) => {
  const sandbox = await testSandbox(t);
  const who = await open(sandbox);
  const made = await who.call('POST', '/campaigns', [
    { ad_account_id: who.account, name: 'voorjaar', objective_type: 'CONSIDERATION' },
    {
      ad_account_id: who.account,
      name: 'dubbel',
      objective_type: 'CONSIDERATION',
      daily_spend_cap: 1e6,
      lifetime_spend_cap: 1e6,
    },
  ]);
  assert.equal(made.status, 200);
  const [good, bad] = made.body.items;
  assert.equal(good.data.name, 'voorjaar');
  assert.deepEqual(good.exceptions, []);
  assert.equal(bad.exceptions.length, 1);
  assert.ok((await all(who, '/campaigns?page_size=250')).some((campaign) => campaign.id === good.data.id));
  const ads = await who.call('POST', '/ads', [{ ad_group_id: '1', creative_type: 'REGULAR', pin_id: '1' }]);
  assert.equal(ads.body.items[0].exceptions.code, 2);
  assert.equal((await who.call('POST', '/campaigns', [])).status, 400);
  const many = Array.from({ length: 31 }, () => ({
    ad_account_id: who.account,
    name: 'x',
    objective_type: 'AWARENESS',
  }));
  assert.equal((await who.call('POST', '/campaigns', many)).status, 400);
});

const location = { targeting_spec: { LOCATION: ['NL'] } };

test('ad groups keep the rules of budgets, bids, schedules and targeting', async (t) => {
  const sandbox = await testSandbox(t);
  const who = await open(sandbox);
  const campaigns = [
    { name: 'eigen', objective_type: 'CONSIDERATION' },
    { name: 'samen', objective_type: 'AWARENESS', is_campaign_budget_optimization: true, daily_spend_cap: 50_000_000 },
    { name: 'film', objective_type: 'VIDEO_COMPLETION' },
  ].map((campaign) => ({ ...campaign, ad_account_id: who.account }));
  const [own, shared, film] = (await who.call('POST', '/campaigns', campaigns)).body.items.map((item) => item.data.id);
  const group = {
    name: 'g',
    campaign_id: own,
    billable_event: 'CLICKTHROUGH',
    budget_in_micro_currency: 5_000_000,
    ...location,
  };
  const judge = async (item: object): Promise<string | undefined> => {
    const answer = await who.call('POST', '/ad_groups', [item]);
    return answer.status === 200 ? answer.body.items[0].exceptions[0]?.message : `status ${answer.status}`;
  };
  assert.equal(await judge(group), undefined);
  assert.match((await judge({ ...group, budget_in_micro_currency: null })) ?? '', /budget_in_micro_currency/);
  assert.match((await judge({ ...group, targeting_spec: {} })) ?? '', /LOCATION or GEO/);
  assert.match((await judge({ ...group, bid_in_micro_currency: 1 })) ?? '', /floor/);
  assert.match((await judge({ ...group, bid_strategy_type: 'MAX_BID' })) ?? '', /bid_in_micro_currency is required/);
  assert.match((await judge({ ...group, budget_type: 'LIFETIME' })) ?? '', /end_time/);
  assert.match((await judge({ ...group, start_time: 2e9, end_time: 1.9e9 })) ?? '', /end_time must be after/);
  assert.match((await judge({ ...group, campaign_id: shared, budget_type: 'DAILY' })) ?? '', /CBO_ADGROUP/);
  assert.equal(await judge({ name: 'g', campaign_id: shared, billable_event: 'IMPRESSION', ...location }), undefined);
  assert.match(
    (await judge({ ...group, campaign_id: film, billable_event: 'VIDEO_V_50_MRC', bid_strategy_type: 'MAX_BID' })) ??
      '',
    /AUTOMATIC_BID/,
  );
  assert.equal(await judge({ ...group, billable_event: 'HANDCLAP' }), 'status 400');
});

test('changes hold, show in lists with a new updated_time, and two at once collide', async (t) => {
  const sandbox = await testSandbox(t);
  const who = await open(sandbox);
  const [campaign] = await all(who, '/campaigns?page_size=250');
  const id = campaign?.id ?? '';
  const pause = [{ id, ad_account_id: who.account, status: 'PAUSED' }];
  const changed = await who.call('PATCH', '/campaigns', pause);
  assert.equal(changed.body.items[0].data.status, 'PAUSED');
  assert.equal(changed.body.items[0].data.summary_status, 'PAUSED');
  assert.ok(Number(changed.body.items[0].data.updated_time) > Number(campaign?.updated_time));
  assert.equal((await who.call('PATCH', '/campaigns', pause)).body.items[0].exceptions[0].code, 8);
  const objective = await who.call('PATCH', '/campaigns', [{ id, ad_account_id: '1', objective_type: 'AWARENESS' }]);
  assert.equal(objective.body.items[0].exceptions[0].code, 2);
});

test('switching to a budget on the campaign takes the budgets of its ad groups away', async (t) => {
  const sandbox = await testSandbox(t);
  const who = await open(sandbox);
  const campaigns = await all(who, '/campaigns?page_size=250');
  const plain = campaigns.find((campaign) => campaign.is_campaign_budget_optimization === false);
  const set = { id: plain?.id, ad_account_id: who.account, is_campaign_budget_optimization: true };
  assert.match((await who.call('PATCH', '/campaigns', [set])).body.items[0].exceptions[0].message, /spend cap/);
  await new Promise((resolve) => setTimeout(resolve, 210));
  await who.call('PATCH', '/campaigns', [{ ...set, daily_spend_cap: 90_000_000 }]);
  const groups = await all(who, `/ad_groups?page_size=250&campaign_ids=${plain?.id}`);
  assert.ok(groups.length > 0);
  for (const group of groups) {
    assert.equal(group.budget_type, 'CBO_ADGROUP');
    assert.equal(group.budget_in_micro_currency, null);
  }
});

test('a new ad waits two hours for review, and an own Pin is needed', async (t) => {
  const sandbox = await testSandbox(t);
  const who = await open(sandbox);
  const [ad] = await all(who, '/ads?page_size=250');
  const item = { ad_group_id: ad?.ad_group_id, creative_type: 'REGULAR', pin_id: ad?.pin_id };
  const made = await who.call('POST', '/ads', [
    { ...item, name: 'goed' },
    { ...item, name: 'reject dit' },
    { ...item, pin_id: '99' },
  ]);
  const [good, poor, foreign] = made.body.items;
  assert.equal(good.data.summary_status, 'PENDING');
  assert.equal(foreign.exceptions.code, 2);
  await sandbox.control.clock.advance('PT2H');
  assert.equal((await who.call('GET', `/ads/${good.data.id}`)).body.summary_status, 'APPROVED');
  const rejected = (await who.call('GET', `/ads/${poor.data.id}`)).body;
  assert.equal(rejected.review_status, 'REJECTED');
  assert.ok(rejected.rejected_reasons.length > 0);
});

test('a person in Ads Manager changes a budget past this app', async (t) => {
  const sandbox = await testSandbox(t);
  const who = await open(sandbox);
  const [group] = await all(who, '/ad_groups?page_size=250');
  const set = { budget_in_micro_currency: 12_340_000 };
  await sandbox.control.edit({ account: who.account, op: 'ad_groups/update', id: group?.id, set });
  const seen = (await who.call('GET', `/ad_groups/${group?.id}`)).body;
  assert.equal(seen.budget_in_micro_currency, 12_340_000);
  assert.ok(seen.updated_time > Number(group?.updated_time));
});

test('only people with a role reach an ad account, and an analyst changes nothing', async (t) => {
  const sandbox = await testSandbox(t);
  const first = await open(sandbox, 0);
  const second = await open(sandbox, 1);
  const third = await open(sandbox, 2);
  const shared = await sandbox.call(second.token, 'GET', `/ad_accounts/${first.account}`);
  assert.equal(shared.status, 200);
  assert.deepEqual((await readAnswer(shared)).permissions, ['ANALYST']);
  const body = [{ ad_account_id: first.account, name: 'x', objective_type: 'AWARENESS' }];
  const denied = await sandbox.call(second.token, 'POST', `/ad_accounts/${first.account}/campaigns`, body);
  assert.equal(denied.status, 403);
  assert.equal((await readAnswer(denied)).code, 29);
  assert.equal((await sandbox.call(third.token, 'GET', `/ad_accounts/${first.account}`)).status, 403);
});
