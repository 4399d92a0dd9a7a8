import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Figures, readAnswer } from '../../../test/kit/answer.ts';
import { testSandbox } from '../../../test/kit/sandbox.ts';
import { adColumns } from '../../pinterest/contract.ts';

type Sandbox = Awaited<ReturnType<typeof testSandbox>>;
type Line = {
  account: string;
  level: string;
  entity: string;
  day: string;
  metric: string;
  reportTime: string | null;
  value: string;
};

const NOW = '2026-11-23T15:00:00Z';
const columns = Object.keys(adColumns);
const whole = { start_date: '2026-10-20', end_date: '2026-11-22', granularity: 'DAY', columns, level: 'PIN_PROMOTION' };

const open = async (sandbox: Sandbox, which = 0): Promise<{ token: string; account: string }> => {
  const user = (await sandbox.users())[which]?.id ?? '';
  const { access } = await sandbox.consent({ user });
  const accounts = await readAnswer(sandbox.call(access, 'GET', '/ad_accounts?include_shared_accounts=false'));
  return { token: access, account: accounts.items[0].id };
};

const fileOf = async (sandbox: Sandbox, who: { token: string; account: string }, body: object): Promise<string> => {
  const path = `/ad_accounts/${who.account}/reports`;
  const made = await readAnswer(sandbox.call(who.token, 'POST', path, body));
  assert.equal(made.report_status, 'IN_PROGRESS', JSON.stringify(made));
  const ready = await readAnswer(sandbox.call(who.token, 'GET', `${path}?token=${made.token}`));
  assert.equal(ready.report_status, 'FINISHED');
  return (await fetch(ready.url)).text();
};

const cellsOf = (csv: string): Map<string, string> => {
  const [header = '', ...lines] = csv.trimEnd().split('\n');
  const names = header.split(',');
  const cells = new Map<string, string>();
  for (const line of lines) {
    const values = line.split(',');
    for (const [at, name] of names.entries()) {
      if (at > 1 && values[at] !== '0') cells.set(`${values[0]} ${values[1]} ${name}`, values[at] ?? '');
    }
  }
  return cells;
};

const truthOf = async (sandbox: Sandbox, question: Readonly<Record<string, string>>): Promise<Map<string, string>> => {
  const lines = (await sandbox.control.truth(question)).trimEnd().split('\n');
  assert.deepEqual(lines, [...lines].sort());
  return new Map(
    lines.map((line): [string, string] => {
      const { entity, day, metric, value }: Line = JSON.parse(line);
      return [`${entity} ${day} ${metric}`, value];
    }),
  );
};

test('a report says to the unit what the truth says, at every level and both report times, at two moments', async (t) => {
  const sandbox = await testSandbox(t, { now: NOW, settings: { reportMs: 0 } });
  const who = await open(sandbox);
  const levels = { ADVERTISER: 'account', CAMPAIGN: 'campaign', AD_GROUP: 'adGroup', PIN_PROMOTION: 'ad' };
  const seen: string[] = [];
  for (const moment of ['P0D', 'P9D']) {
    await sandbox.control.clock.advance(moment);
    for (const [level, name] of Object.entries(levels)) {
      for (const time of ['TIME_OF_AD_ACTION', 'TIME_OF_CONVERSION']) {
        const csv = await fileOf(sandbox, who, { ...whole, level, report_format: 'CSV', conversion_report_time: time });
        const range = { from: whole.start_date, to: whole.end_date };
        const truth = await truthOf(sandbox, {
          account: who.account,
          level: name,
          ...range,
          window: '30/30/1',
          reportTime: time,
        });
        assert.ok(truth.size > 100);
        assert.deepEqual(cellsOf(csv), truth);
        seen.push(csv);
      }
    }
  }
  assert.notEqual(seen[0], seen[8], 'nine days later more conversions are known');
});

test('JSON reports are keyed by id or by date and leave zeros out; CSV writes them', async (t) => {
  const sandbox = await testSandbox(t, { now: NOW, settings: { reportMs: 0 } });
  const who = await open(sandbox);
  const byId = JSON.parse(await fileOf(sandbox, who, whole));
  const byDate = JSON.parse(await fileOf(sandbox, who, { ...whole, primary_sort: 'BY_DATE' }));
  const [id = ''] = Object.keys(byId);
  assert.match(id, /^\d+$/);
  assert.equal(byId[id][0].AD_ID, id);
  assert.deepEqual(Object.keys(byDate), [...Object.keys(byDate)].sort());
  assert.equal(Object.values(byDate).flat().length, Object.values(byId).flat().length);
  const csv = await fileOf(sandbox, who, { ...whole, report_format: 'CSV' });
  assert.equal(csv.split('\n')[0], ['AD_ID', 'DATE', ...columns].join(','));
  assert.equal(csv.trimEnd().split('\n').length - 1, Object.values(byId).flat().length);
});

test('a report lives an hour and its address five minutes, for its own account only and without a Bearer', async (t) => {
  const sandbox = await testSandbox(t, { now: NOW, settings: { reportMs: 60_000 } });
  const who = await open(sandbox);
  const path = `/ad_accounts/${who.account}/reports`;
  const slow = await readAnswer(sandbox.call(who.token, 'POST', path, whole));
  const stateOf = async (token: string) => readAnswer(sandbox.call(who.token, 'GET', `${path}?token=${token}`));
  assert.equal((await stateOf(slow.token)).report_status, 'IN_PROGRESS');
  assert.equal((await stateOf('nonsense')).report_status, 'DOES_NOT_EXIST');
  for (const [reportFate, shown] of [
    ['fail', 'FAILED'],
    ['cancel', 'CANCELLED'],
    ['stuck', 'IN_PROGRESS'],
    ['null', undefined],
  ]) {
    await sandbox.control.settings({ reportMs: 0, reportFate });
    const made = await readAnswer(sandbox.call(who.token, 'POST', path, whole));
    assert.equal((await stateOf(made.token)).report_status, shown);
  }
  await sandbox.control.settings({ reportMs: 0, reportFate: 'finish' });
  const made = await readAnswer(sandbox.call(who.token, 'POST', path, whole));
  const { url } = await stateOf(made.token);
  assert.equal((await fetch(url, { headers: { authorization: `Bearer ${who.token}` } })).status, 400);
  assert.equal((await fetch(url.replace(/Expires=\d/, 'Expires=2'))).status, 403);
  const other = await open(sandbox, 2);
  const elsewhere = await sandbox.call(other.token, 'GET', `/ad_accounts/${other.account}/reports?token=${made.token}`);
  assert.equal((await readAnswer(elsewhere)).report_status, 'DOES_NOT_EXIST');
});

test('what Pinterest would refuse in a report is refused', async (t) => {
  const sandbox = await testSandbox(t, { now: NOW });
  const who = await open(sandbox);
  const refused = async (change: object): Promise<number> =>
    (await sandbox.call(who.token, 'POST', `/ad_accounts/${who.account}/reports`, { ...whole, ...change })).status;
  assert.equal(await refused({}), 200);
  assert.equal(await refused({ start_date: '2024-05-23', end_date: '2024-06-01' }), 200);
  assert.equal(await refused({ start_date: '2024-05-22', end_date: '2024-06-01' }), 400);
  assert.equal(await refused({ start_date: '2026-05-20', end_date: '2026-11-22' }), 200);
  assert.equal(await refused({ start_date: '2026-05-19', end_date: '2026-11-22' }), 400);
  assert.equal(await refused({ start_date: '2026-11-22', end_date: '2026-11-21' }), 400);
  assert.equal(await refused({ columns: ['NO_SUCH_COLUMN'] }), 400);
  assert.equal(await refused({ click_window_days: 1, view_window_days: 30 }), 400);
  assert.equal(
    await refused({
      ad_statuses: ['APPROVED', 'PAUSED', 'PENDING', 'REJECTED', 'ADVERTISER_DISABLED', 'ARCHIVED', 'DRAFT'],
    }),
    400,
  );
  assert.equal(await refused({ level: undefined }), 400);
  assert.equal(await refused({ granularity: 'HOUR', start_date: '2026-11-21' }), 400);
});

test('direct questions agree with reports, use numbers for parents and text for their own id, and reach back ninety days', async (t) => {
  const sandbox = await testSandbox(t, { now: NOW, settings: { reportMs: 0 } });
  const who = await open(sandbox);
  const base = `/ad_accounts/${who.account}`;
  const range =
    'start_date=2026-11-01&end_date=2026-11-20&granularity=DAY&columns=SPEND_IN_MICRO_DOLLAR,CAMPAIGN_ID,TOTAL_CHECKOUT,CTR';
  const list = await readAnswer(sandbox.call(who.token, 'GET', `${base}/ads?page_size=250&bookmark=`));
  const ids = list.items.slice(0, 3).map((ad: { id: string }) => ad.id);
  const repeated = ids.map((id: string) => `ad_ids=${id}`).join('&');
  const rows = await readAnswer<Figures[]>(
    sandbox.call(who.token, 'GET', `${base}/ads/analytics?${range}&${repeated}`),
  );
  const joined = await readAnswer<Figures[]>(
    await sandbox.call(who.token, 'GET', `${base}/ads/analytics?${range}&ad_ids=${ids.join(',')}`),
  );
  assert.deepEqual(rows, joined);
  assert.ok(rows.length > 20);
  assert.equal(typeof rows[0]?.AD_ID, 'string');
  assert.equal(typeof rows[0]?.CAMPAIGN_ID, 'number');
  const truth = await truthOf(sandbox, {
    account: who.account,
    level: 'ad',
    from: '2026-11-01',
    to: '2026-11-20',
    reportTime: 'TIME_OF_AD_ACTION',
  });
  for (const row of rows)
    assert.equal(String(row.SPEND_IN_MICRO_DOLLAR), truth.get(`${row.AD_ID} ${row.DATE} SPEND_IN_MICRO_DOLLAR`));
  const account = await readAnswer<Figures[]>(
    await sandbox.call(who.token, 'GET', `${base}/analytics?${range.replace('DAY', 'TOTAL')}`),
  );
  assert.equal(account.length, 1);
  assert.equal(account[0]?.DATE, undefined);
  const early = range.replace('2026-11-01', '2026-08-24');
  assert.equal((await sandbox.call(who.token, 'GET', `${base}/analytics?${early}`)).status, 400);
  const beta = await sandbox.call(
    who.token,
    'GET',
    `${base}/analytics?${range}&reporting_timezone=AD_ACCOUNT_TIME_ZONE`,
  );
  assert.equal(beta.status, 403);
});

test('figures divided by an audience add up to the figures undivided', async (t) => {
  const sandbox = await testSandbox(t, { now: NOW });
  const who = await open(sandbox);
  const base = `/ad_accounts/${who.account}`;
  const range =
    'start_date=2026-11-01&end_date=2026-11-20&granularity=TOTAL&columns=SPEND_IN_MICRO_DOLLAR,IMPRESSION_1';
  const split = await readAnswer(
    await sandbox.call(who.token, 'GET', `${base}/targeting_analytics?${range}&targeting_types=GENDER,APPTYPE`),
  );
  const [undivided] = await readAnswer<Figures[]>(sandbox.call(who.token, 'GET', `${base}/analytics?${range}`));
  for (const type of ['GENDER', 'APPTYPE']) {
    const parts = split.data.filter((part: { targeting_type: string }) => part.targeting_type === type);
    const sum = parts.reduce(
      (total: number, part: { metrics: { IMPRESSION_1?: number } }) => total + (part.metrics.IMPRESSION_1 ?? 0),
      0,
    );
    assert.equal(sum, undivided?.IMPRESSION_1);
  }
});

test('a day is ready for delivery at ten the next morning and for conversions at one the afternoon after', async (t) => {
  const sandbox = await testSandbox(t, { now: '2026-11-23T09:59:00Z' });
  const { token } = await open(sandbox);
  const state = async () => readAnswer(sandbox.call(token, 'GET', '/resources/metrics_ready_state?date=2026-11-22'));
  assert.deepEqual(await state(), { conversion_metrics_ready: false, non_conversion_metrics_ready: false });
  await sandbox.control.clock.set('2026-11-23T10:01:00Z');
  assert.deepEqual(await state(), { conversion_metrics_ready: false, non_conversion_metrics_ready: true });
  await sandbox.control.clock.set('2026-11-24T13:01:00Z');
  assert.deepEqual(await state(), { conversion_metrics_ready: true, non_conversion_metrics_ready: true });
});

test('a report by hour or by audience adds up to the report by day', async (t) => {
  const sandbox = await testSandbox(t, { now: NOW, settings: { reportMs: 0 } });
  const who = await open(sandbox);
  const body = {
    ...whole,
    columns: ['SPEND_IN_MICRO_DOLLAR', 'IMPRESSION_1'],
    start_date: '2026-11-20',
    level: 'CAMPAIGN',
    report_format: 'CSV',
  };
  const sum = (csv: string): number =>
    csv
      .trimEnd()
      .split('\n')
      .slice(1)
      .reduce((total, line) => total + Number(line.split(',').at(-2)), 0);
  const days = await fileOf(sandbox, who, body);
  const hours = await fileOf(sandbox, who, { ...body, granularity: 'HOUR' });
  const audience = { ...body, level: 'CAMPAIGN_TARGETING', targeting_types: ['GENDER'] };
  const genders = await fileOf(sandbox, who, audience);
  assert.match(hours, /^CAMPAIGN_ID,DATE,HOUR,/);
  assert.match(genders, /^CAMPAIGN_ID,DATE,TARGETING_TYPE,TARGETING_VALUE,/);
  assert.ok(sum(days) > 0);
  assert.equal(sum(hours), sum(days));
  assert.equal(sum(genders), sum(days));
  const untold = { ...audience, targeting_types: undefined };
  const refused = await sandbox.call(who.token, 'POST', `/ad_accounts/${who.account}/reports`, untold);
  assert.equal(refused.status, 400);
});

test('rows outside the bounds of a metrics filter are left out', async (t) => {
  const sandbox = await testSandbox(t, { now: NOW, settings: { reportMs: 0 } });
  const who = await open(sandbox);
  const body = { ...whole, columns: ['SPEND_IN_MICRO_DOLLAR'], report_format: 'CSV' };
  const bound = { field: 'SPEND_IN_DOLLAR', operator: 'GREATER_THAN', values: [10] };
  const spends = (csv: string): number[] =>
    csv
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => Number(line.split(',')[2]));
  const all = spends(await fileOf(sandbox, who, body));
  const some = spends(await fileOf(sandbox, who, { ...body, metrics_filters: [bound] }));
  assert.deepEqual(
    some,
    all.filter((spend) => spend > 10_000_000),
  );
  assert.ok(some.length > 0 && some.length < all.length);
});
