import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { testConnect } from '../../../../test/kit/connected.ts';
import { at, day, landingShelf, type ReportRow } from '../../../../test/kit/landings.ts';
import { boundAdAccounts } from '../../../connect/index.ts';
import { deriveLanding, listFacts } from '../../../facts/index.ts';
import { addApiKey, addUser } from '../../../identity/index.ts';
import { buildApp } from '../../app.ts';
import type { EntityPage, Explanation, MetricList, ThingFigures } from '../../contract.ts';

const kit = await testConnect({ after });
const { database } = kit;
const { config, keys } = database;
const ctx = kit.context({ kind: 'cli', name: 'test' });
const app = await buildApp({
  ctx: { ...kit.context({ kind: 'system', name: 'web' }), db: database.app },
  config,
  keys,
  signIn: database.signIn,
  readiness: async () => ({ ready: true, demo: 'none', history: { done: 0, total: 0 } }),
  metrics: async () => '',
  webDir: `${tmpdir()}/no-console-here-${randomUUID()}`,
  stopping: new AbortController().signal,
});
await app.listen({ host: '127.0.0.1', port: 0 });
database.atEnd(() => app.close());
const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/v1`;

await database.clock.set('2027-03-20T09:00:00Z');
const [someone, other] = kit.users.filter((user) => user.accountType === 'BUSINESS');
const clientId = await kit.connectClient(someone);
const elsewhere = await kit.connectClient(other);
const [bound] = await boundAdAccounts(ctx, { clientId });
assert.ok(bound !== undefined);
const account: string = bound.adAccountId;
const { key } = await addApiKey(ctx, { label: 'test', scopes: ['facts.read'], clientIds: [clientId, elsewhere] });
const authorization = `Bearer ${key}`;

const names = ['=1+1', '-20% "korting", Ünïcode', '@Lente', null];
const shelf = landingShelf();
const pulledAt = at('2027-03-20T06:00:00Z');
const structure = shelf.addStructure(
  { account, level: 'campaign', pulledAt },
  names.map((name, index) => ({ id: String(index + 1), ad_account_id: account, name, status: 'ACTIVE' })),
);
await deriveLanding(ctx, { clientId, landingId: structure }, shelf.reader);
const report = (level: 'account' | 'campaign', from: string, rows: readonly ReportRow[]) =>
  deriveLanding(
    ctx,
    {
      clientId,
      landingId: shelf.addReport({ account, level, from: day(from), to: day('2027-03-19'), pulledAt }, rows),
    },
    shelf.reader,
  );
const days = ['2027-03-12', '2027-03-13', '2027-03-19'];
const rows: ReportRow[] = names.flatMap((_, index) =>
  days.map((on, place) => ({
    id: String(index + 1),
    day: on,
    SPEND_IN_MICRO_DOLLAR: 1_234_567 * (index + 1) + place,
    IMPRESSION_1: 100 + index,
    IMPRESSION_2: 7,
    CLICKTHROUGH_1: 3 + place,
    TOTAL_CHECKOUT: index,
    TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR: 9_000_000 * index,
  })),
);
await report('campaign', '2027-02-01', rows);
await report(
  'account',
  '2027-03-06',
  rows.filter((row) => row.id === '2').map((row) => ({ ...row, id: account })),
);

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${url}${path}`, { headers: { authorization, ...headers } });
const read = async <Answer>(path: string): Promise<Answer> => {
  const answer = await get(path);
  assert.equal(answer.status, 200, `${path}: ${await answer.clone().text()}`);
  return (await answer.json()) as Answer;
};
const table = (more = '') => read<EntityPage>(`/clients/${clientId}/entities?period=last-7${more}`);
const ids = (page: EntityPage) => page.rows.map((row) => row.id);

test('a table equals the ledger, sorts, pages, and its sums stand over all rows', async () => {
  const page = await table('&metrics=spend,roas,impressions&limit=3');
  assert.deepEqual(
    [page.period, page.comparison],
    [
      { from: '2027-03-13', to: '2027-03-19' },
      { from: '2027-03-06', to: '2027-03-12' },
    ],
  );
  assert.deepEqual([ids(page), page.count, page.next], [['4', '3', '2'], 4, 3]);
  const spent = new Map<string, bigint>();
  for await (const line of listFacts(ctx, {
    clientId,
    account,
    level: 'campaign',
    from: day('2027-03-13'),
    to: day('2027-03-19'),
  })) {
    if (line.metric === 'SPEND_IN_MICRO_DOLLAR')
      spent.set(line.entity, (spent.get(line.entity) ?? 0n) + BigInt(line.value));
  }
  for (const row of page.rows) assert.equal(row.figures.spend?.value, String(spent.get(row.id)));
  const total = [...spent.values()].reduce((sum, value) => sum + value, 0n);
  assert.deepEqual(page.total.spend, { value: String(total), before: '12345670' });
  assert.equal(page.total.roas?.value, (2 * 9_000_000 * 6) / Number(total));
  assert.deepEqual(ids(await table('&metrics=spend,roas,impressions&limit=3&offset=3')), ['1']);
  assert.deepEqual(ids(await table('&sort=name')), ['2', '1', '3', '4'], 'a nameless one stands last');
  assert.deepEqual(ids(await table('&sort=spend&order=up')), ['1', '2', '3', '4']);
});

test('the export has the rows, order and numbers of the table, and no cell a spreadsheet would run', async () => {
  const question = 'period=last-7&metrics=spend,impressions,roas,paid-cpc&sort=spend';
  const page = await read<EntityPage>(`/clients/${clientId}/entities?${question}`);
  const answer = await get(`/clients/${clientId}/entities.csv?${question}`);
  assert.equal(answer.headers.get('content-type'), 'text/csv; charset=utf-8; header=present');
  assert.match(
    answer.headers.get('content-disposition') ?? '',
    /^attachment; filename="prikbord-\d+-campaign-2027-03-13-2027-03-19\.csv"$/,
  );
  const text = await answer.text();
  const lines = parse(text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[];
  assert.deepEqual(
    lines.map((line) => line.id),
    ids(page),
  );
  for (const [index, line] of lines.entries()) {
    const figures = page.rows[index]?.figures ?? {};
    assert.equal(Number(line.spend) * 1e6, Number(figures.spend?.value));
    assert.equal(line.impressions, figures.impressions?.value);
    assert.equal(line.roas, String(figures.roas?.value));
    assert.equal(line['paid-cpc'], String(Number(figures['paid-cpc']?.value) / 1e6));
    assert.equal(Number(line['spend before']) * 1e6, Number(figures.spend?.before));
  }
  assert.deepEqual(
    lines.map((line) => line.name),
    ['', "'@Lente", `'-20% "korting", Ünïcode`, "'=1+1"],
  );
  assert.deepEqual([lines[0]?.from, lines[0]?.to, lines[0]?.level], ['2027-03-13', '2027-03-19', 'campaign']);
});

test('one thing has its days with those compared with, its months, and what is unknown is null', async () => {
  const story = await read<ThingFigures>(`/clients/${clientId}/figures?period=last-7&metrics=spend&of=campaign-1`);
  assert.deepEqual(story.path, [{ level: 'campaign', id: '1', name: '=1+1', status: 'ACTIVE', pin: null }]);
  assert.deepEqual(story.figures.spend, { value: '2469137', before: '1234567' });
  assert.equal(story.days.length, 7);
  assert.deepEqual(story.days[0]?.figures.spend, '1234568');
  assert.deepEqual(story.days[6]?.before, { day: '2027-03-12', figures: { spend: '1234567' } });
  assert.deepEqual(
    story.months.slice(-3).map((month) => [month.month, month.whole, month.figures.spend]),
    [
      ['2027-01-01', false, null],
      ['2027-02-01', true, '0'],
      ['2027-03-01', false, '3703704'],
    ],
  );
  assert.equal(story.months.length, 13);
  const wholeAccount = await read<ThingFigures>(
    `/clients/${clientId}/figures?from=2027-03-01&to=2027-03-19&metrics=spend`,
  );
  assert.deepEqual(wholeAccount.daysIn, {
    days: 19,
    delivery: { collected: 14, provisional: 3 },
    conversions: { collected: 14, provisional: 7 },
  });
  assert.deepEqual([wholeAccount.days[0]?.delivery, wholeAccount.days[0]?.figures.spend], ['missing', null]);
  assert.equal(wholeAccount.figures.spend?.before, null, 'half a period is not compared');
  const onlyNow = await read<ThingFigures>(`/clients/${clientId}/figures?from=2027-03-08&to=2027-03-19&metrics=spend`);
  assert.equal(onlyNow.daysIn.delivery.collected, 12);
  assert.equal(onlyNow.figures.spend?.before, null, 'nor is a whole one with half of the days before');
});

test('a figure of any metric, thing and period is explained', async () => {
  const path = `/clients/${clientId}/figures/roas/explanation?period=last-7&of=campaign-2`;
  const why = await read<Explanation>(path);
  assert.deepEqual([why.figure, why.window, why.statuses], ['roas', '30/30/1', [{ status: 'ACTIVE', things: 1 }]]);
  assert.equal((await get(`/clients/${clientId}/figures/luck/explanation`)).status, 404);
  const { metrics } = await read<MetricList>('/metrics');
  assert.ok(metrics.some((metric) => metric.key === 'roas' && !metric.additive && metric.families.length === 2));
});

test('a question that makes no sense is refused as one, and a thing of another client is not there', async () => {
  for (const wrong of [
    'period=for-ever',
    'from=2027-03-01',
    'from=2027-03-02&to=2027-03-01',
    'from=2027-02-31&to=2027-03-01',
    'metrics=luck',
    'sort=luck',
    'window=1/1/1',
    'level=campaign&within=adGroup-1',
    'within=campaign-x',
    'limit=100000',
    'offset=-1',
  ]) {
    const answer = await get(`/clients/${clientId}/entities?${wrong}`);
    assert.equal(answer.status, 422, `${wrong}: ${await answer.text()}`);
  }
  assert.equal((await get(`/clients/${clientId}/entities?from=2020-01-01&to=2027-03-01`)).status, 422);
  for (const path of [
    'entities?level=ad&within=campaign-99',
    'entities.csv?level=ad&within=campaign-99',
    'figures?of=ad-99',
  ]) {
    assert.equal((await get(`/clients/${clientId}/${path}`)).status, 404, path);
  }
  assert.equal((await get(`/clients/${elsewhere}/entities?account=${account}`)).status, 404);
  assert.equal((await get(`/clients/${elsewhere}/figures?of=campaign-1`)).status, 404);
});

test('a client nobody collected yet has an empty table and unknown figures, not zeros', async () => {
  const page = await read<EntityPage>(`/clients/${elsewhere}/entities?metrics=spend`);
  assert.deepEqual([page.count, page.rows, page.total], [0, [], { spend: { value: null, before: null } }]);
  const story = await read<ThingFigures>(`/clients/${elsewhere}/figures?metrics=spend&period=last-7`);
  assert.ok(story.days.every((one) => one.delivery === 'missing' && one.figures.spend === null));
  const csv = await (await get(`/clients/${elsewhere}/entities.csv?metrics=spend&compare=none`)).text();
  assert.equal(csv, 'from,to,level,id,name,status,currency,window,report_time,spend\r\n');
});

test('views are a person’s own: nobody else and no key sees or removes them', async () => {
  const signIn = async (email: string): Promise<Record<string, string>> => {
    const added = await addUser(
      { ...ctx, keys },
      { email, name: 'Iemand', role: 'viewer', locale: 'nl', clientIds: [clientId] },
    );
    const body = JSON.stringify({ email, password: added.password });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/session`, { method: 'POST', headers, body });
    return { ...headers, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
  };
  const [eva, tom] = [await signIn('eva@client.example'), await signIn('tom@client.example')];
  const views = `${url}/clients/${clientId}/views`;
  const body = JSON.stringify({ name: 'Maandag', address: 'period=last-7' });
  const saved = (await (await fetch(views, { method: 'POST', headers: eva, body })).json()) as { viewId: string };
  const listed = async (headers: Record<string, string>) => (await fetch(views, { headers })).json();
  assert.deepEqual(await listed(eva), { views: [{ ...saved, name: 'Maandag', address: 'period=last-7' }] });
  assert.deepEqual(await listed(tom), { views: [] });
  assert.equal((await get(`/clients/${clientId}/views`)).status, 403);
  const remove = async (headers: Record<string, string>) =>
    (await fetch(`${views}/${saved.viewId}`, { method: 'DELETE', headers: { cookie: headers.cookie ?? '' } })).status;
  assert.deepEqual([await remove(tom), await remove(eva), await remove(eva)], [404, 204, 404]);
  assert.equal((await fetch(`${url}/clients/${elsewhere}/views`, { headers: eva })).status, 404);
});

test('who has an answer already is told that nothing has changed', async () => {
  const path = `/clients/${clientId}/entities?period=last-7`;
  const tag = (await get(path)).headers.get('etag');
  assert.ok(tag);
  const again = await get(path, { 'if-none-match': tag });
  assert.deepEqual([again.status, await again.text()], [304, '']);
  assert.equal((await get(`${path}&sort=name`, { 'if-none-match': tag })).status, 200);
});
