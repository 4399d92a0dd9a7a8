import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type SandboxChoices, testSandbox } from '../../../test/kit/sandbox.ts';
import { addDays, type Day, dayOf } from '../../foundation/kit/index.ts';

type Metrics = Record<string, number>;
type Row = { date: Day; data_status: string; metrics: Metrics };
type Group = { summary_metrics: Metrics; daily_metrics: Row[]; lifetime_metrics?: Metrics };

/** What these tests read of an answer. */
type Body = {
  code: number;
  id: string;
  message: string;
  created_at: string;
  pin_metrics: { '90d': Metrics; lifetime_metrics: Metrics };
  pins: { pin_id: string; metrics: Metrics }[];
  date_availability: { latest_available_timestamp: number };
  items: [Body, ...Body[]];
};

const setUp = async (t: TestContext, choices: SandboxChoices = {}) => {
  const sandbox = await testSandbox(t, { now: '2026-11-23T15:00:00Z', ...choices });
  const [, user] = await sandbox.users();
  const { access } = await sandbox.consent({ user: user?.id ?? '' });
  const ask = async (path: string) => {
    const response = await sandbox.call(access, 'GET', path);
    const json: Body = JSON.parse(await response.text());
    return { status: response.status, json };
  };
  const groups = async (path: string): Promise<Record<string, Group>> =>
    JSON.parse(await (await sandbox.call(access, 'GET', path)).text());
  const today = async () => dayOf(await sandbox.control.clock.now());
  return { sandbox, ask, groups, today };
};

const days = (from: Day, to: Day) => `start_date=${from}&end_date=${to}`;

const base = ['IMPRESSION', 'PIN_CLICK', 'OUTBOUND_CLICK', 'SAVE', 'ENGAGEMENT'];

const sum = (rows: readonly Row[], metric: string): number =>
  rows.reduce((total, row) => total + (row.metrics[metric] ?? 0), 0);

test('an account has a row for every day, today processing, the ninetieth day gone, and a summary that adds up', async (t) => {
  const { groups, today } = await setUp(t);
  const now = await today();
  const { all } = await groups(`/user_account/analytics?${days(addDays(now, -90), now)}&content_type=ORGANIC`);
  assert.ok(all);
  const rows = all.daily_metrics;
  assert.equal(rows.length, 91);
  assert.deepEqual(
    [rows[0]?.data_status, rows[1]?.data_status, rows[89]?.data_status, rows[90]?.data_status],
    ['BEFORE_DATA_RETENTION_PERIOD', 'READY', 'READY', 'PROCESSING'],
  );
  assert.deepEqual([rows[0]?.metrics, rows[90]?.metrics], [{}, {}]);
  for (const metric of base) assert.equal(all.summary_metrics[metric], sum(rows, metric));
  const rate = (all.summary_metrics.SAVE ?? 0) / (all.summary_metrics.IMPRESSION ?? 1);
  assert.equal(all.summary_metrics.SAVE_RATE, rate);
});

test('a day that is too far back, in the future or none at all is refused', async (t) => {
  const { ask, today } = await setUp(t);
  const now = await today();
  const bad = [
    days(addDays(now, -91), now),
    days(now, addDays(now, 1)),
    days(now, addDays(now, -1)),
    'start_date=2026-02-30&end_date=2026-03-01',
    `start_date=${now}`,
  ];
  for (const range of bad) assert.equal((await ask(`/user_account/analytics?${range}`)).status, 400);
  const odd = await ask(`/user_account/analytics?${days(now, now)}&metric_types=IMPRESSIONS`);
  assert.equal(odd.status, 400);
});

test('the groups of every split add up to the answer without a split', async (t) => {
  const { groups, today } = await setUp(t);
  const now = await today();
  const range = days(addDays(now, -20), now);
  for (const content of ['ORGANIC', 'PAID', 'ALL']) {
    const asked = `/user_account/analytics?${range}&content_type=${content}`;
    const { all } = await groups(asked);
    for (const split of ['APP_TYPE', 'SOURCE', 'OWNED_CONTENT', 'PIN_FORMAT']) {
      const parts = Object.values(await groups(`${asked}&split_field=${split}`));
      assert.ok(parts.length > 1);
      for (const metric of base) {
        const total = parts.reduce((all, part) => all + (part.summary_metrics[metric] ?? 0), 0);
        assert.equal(total, all?.summary_metrics[metric], `${content} ${split} ${metric}`);
      }
    }
  }
});

test('paid reach is mixed in unless organic is asked for', async (t) => {
  const { groups, today } = await setUp(t);
  const now = await today();
  const range = days(addDays(now, -20), addDays(now, -2));
  const [organic, paid, both] = await Promise.all(
    ['ORGANIC', 'PAID', 'ALL'].map((content) => groups(`/user_account/analytics?${range}&content_type=${content}`)),
  );
  const seen = (answer: Record<string, Group> | undefined) => answer?.all?.summary_metrics.IMPRESSION ?? 0;
  assert.ok(seen(paid) > 0);
  assert.equal(seen(both), seen(organic) + seen(paid));
});

test('yesterday is an estimate in the morning and ready in the afternoon, and older days never move', async (t) => {
  const { groups, sandbox } = await setUp(t);
  const range = days('2026-11-10' as Day, '2026-11-23' as Day);
  const at = async (iso: string) => {
    await sandbox.control.clock.set(iso);
    return (await groups(`/user_account/analytics?${range}&content_type=ORGANIC`)).all?.daily_metrics ?? [];
  };
  const morning = await at('2026-11-24T08:00:00Z');
  const afternoon = await at('2026-11-24T14:00:00Z');
  const later = await at('2026-12-20T14:00:00Z');
  assert.deepEqual([morning.at(-1)?.data_status, afternoon.at(-1)?.data_status], ['ESTIMATE', 'READY']);
  assert.ok((morning.at(-1)?.metrics.IMPRESSION ?? 0) < (afternoon.at(-1)?.metrics.IMPRESSION ?? 0));
  assert.deepEqual(morning.slice(0, -1), afternoon.slice(0, -1));
  assert.deepEqual(later, afternoon);
});

test('top Pins come in order, at most as many as asked, and one of them is gone when opened', async (t) => {
  const { ask, today } = await setUp(t);
  const now = await today();
  const asked = `/user_account/analytics/top_pins?${days(addDays(now, -60), now)}`;
  assert.equal((await ask(asked)).status, 400);
  const top = await ask(`${asked}&sort_by=IMPRESSION&num_of_pins=50`);
  const seen = top.json.pins.map(({ metrics }) => metrics.IMPRESSION ?? 0);
  assert.equal(seen.length, 50);
  assert.deepEqual(
    seen,
    seen.toSorted((one, other) => other - one),
  );
  assert.equal(dayOf(new Date(top.json.date_availability.latest_available_timestamp)), addDays(now, -1));
  assert.equal((await ask(`${asked}&sort_by=SAVE&num_of_pins=51`)).status, 400);
  const opened = await Promise.all(top.json.pins.map(({ pin_id }) => ask(`/pins/${pin_id}`)));
  assert.equal(opened.filter(({ status }) => status === 404).length, 1);
});

test('a Pin has no figures before it was made, and its lifetime counts beside its days', async (t) => {
  const { ask, groups, today } = await setUp(t);
  const now = await today();
  const pin = (await ask('/pins?page_size=1&pin_metrics=true')).json.items[0];
  const range = days(addDays(now, -89), now);
  const asked = `/pins/${pin.id}/analytics?${range}&metric_types=IMPRESSION,SAVE,SAVE_RATE,TOTAL_REACTIONS`;
  const { all } = await groups(asked);
  const born = pin.created_at.slice(0, 10);
  for (const row of all?.daily_metrics ?? []) {
    assert.equal(row.data_status === 'BEFORE_PIN_CREATED', row.date < born);
    assert.deepEqual(Object.keys(row.metrics), row.data_status === 'READY' ? ['IMPRESSION', 'SAVE', 'SAVE_RATE'] : []);
  }
  assert.equal(all?.summary_metrics.IMPRESSION, pin.pin_metrics['90d'].impression);
  assert.ok((all?.lifetime_metrics?.TOTAL_REACTIONS ?? -1) >= 0);
  const apps = Object.values(await groups(`${asked}&split_field=APP_TYPE`));
  const total = apps.reduce((count, part) => count + (part.summary_metrics.IMPRESSION ?? 0), 0);
  assert.equal(total, all?.summary_metrics.IMPRESSION);
  assert.equal((await ask(`/pins/${pin.id}/analytics?${range}`)).status, 400);
  assert.equal((await ask(`/pins/${pin.id}/analytics?${range}&metric_types=ENGAGEMENT`)).status, 400);
  assert.equal((await ask(`/pins/1/analytics?${range}&metric_types=SAVE`)).status, 404);
});

test('another seed tells another story', async (t) => {
  const tell = async (seed: number) => {
    const { groups, today } = await setUp(t, { seed });
    const now = await today();
    return groups(`/user_account/analytics?${days(addDays(now, -9), now)}`);
  };
  assert.deepEqual(await tell(7), await tell(7));
  assert.notDeepEqual(await tell(7), await tell(8));
});
