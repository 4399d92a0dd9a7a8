import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { testConnect } from '../../../../test/kit/connected.ts';
import { at, day, landingShelf } from '../../../../test/kit/landings.ts';
import { boundAdAccounts } from '../../../connect/index.ts';
import { deriveLanding } from '../../../facts/index.ts';
import { addApiKey } from '../../../identity/index.ts';
import { buildApp } from '../../app.ts';
import type { BreakdownPage } from '../../contract.ts';

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
const account = (await boundAdAccounts(ctx, { clientId }))[0]?.adAccountId ?? '';
const { key } = await addApiKey(ctx, { label: 'test', scopes: ['facts.read'], clientIds: [clientId, elsewhere] });

const shelf = landingShelf();
const pulledAt = at('2027-03-20T06:00:00Z');
const derive = (landingId: string) => deriveLanding(ctx, { clientId, landingId }, shelf.reader);
const range = { account, from: day('2027-02-01'), to: day('2027-03-19'), pulledAt };
const spend = { '2027-03-13': 9_000_000, '2027-03-06': 5_000_000 };
await derive(
  shelf.addReport(
    { ...range, level: 'account' },
    Object.entries(spend).map(([on, micros]) => ({
      ...{ id: account, day: on, SPEND_IN_MICRO_DOLLAR: micros, IMPRESSION_1: 900 },
      TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR: 2 * micros,
    })),
  ),
);
const countries = { NL: 4, BE: 2, DE: 1, FR: 1 };
await derive(
  shelf.addBreakdown(
    { ...range, breakdown: ['COUNTRY', 'GENDER'] },
    Object.entries(countries).flatMap(([value, share]) =>
      Object.keys(spend).map((on) => ({
        ...{ id: account, day: on, type: 'COUNTRY' as const, value },
        ...{ SPEND_IN_MICRO_DOLLAR: share * 1_000_000, TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR: share * 3_000_000 },
      })),
    ),
  ),
);
await derive(
  shelf.addBreakdown(
    { ...range, breakdown: ['KEYWORD'] },
    ['=1+1', 'tuin, "spa"'].map((value) => ({
      ...{ id: account, day: '2027-03-13', type: 'KEYWORD' as const, value, SPEND_IN_MICRO_DOLLAR: 6_000_000 },
    })),
  ),
);

const get = (path: string) => fetch(`${url}${path}`, { headers: { authorization: `Bearer ${key}` } });
const ask = async (query: string): Promise<BreakdownPage> => {
  const answer = await get(`/clients/${clientId}/breakdowns?${query}`);
  assert.equal(answer.status, 200);
  return (await answer.json()) as BreakdownPage;
};
const file = async (query: string): Promise<Record<string, string>[]> => {
  const answer = await get(`/clients/${clientId}/breakdowns.csv?${query}`);
  assert.match(answer.headers.get('content-disposition') ?? '', /^attachment; filename="prikbord-/);
  return parse(await answer.text(), { columns: true });
};

test('an account’s parts with shares, change, whole and rest', async () => {
  const page = await ask('period=last-7&metrics=spend,roas');
  assert.deepEqual(page.period, { from: '2027-03-13', to: '2027-03-19' });
  assert.deepEqual(
    [page.by, page.shareOf, page.daysIn.days, page.daysIn.delivery.collected],
    ['country', 'spend', 7, 7],
  );
  assert.deepEqual(page.collected, { from: '2027-02-01', to: '2027-03-19' });
  assert.deepEqual(
    page.parts.map(({ name, share }) => [name, share]),
    [
      ['NL', 4 / 9],
      ['BE', 2 / 9],
      ['DE', 1 / 9],
      ['FR', 1 / 9],
    ],
  );
  assert.deepEqual(page.parts[0]?.figures, {
    spend: { value: '4000000', before: '4000000' },
    roas: { value: 3, before: 3 },
  });
  assert.deepEqual(page.whole.spend, { value: '9000000', before: '5000000' });
  // Before, the parts counted more than the whole: the ratio of that rest is nothing.
  assert.deepEqual(page.rest, {
    share: 1 / 9,
    figures: { spend: { value: '1000000', before: '-3000000' }, roas: { value: null, before: null } },
  });
});

test('the page, the file and the parts beyond the first say the same', async () => {
  const page = await ask('period=last-7&metrics=spend,roas,clicks&limit=2');
  assert.deepEqual([page.parts.length, page.others?.count, page.others?.figures.spend?.value], [2, 2, '2000000']);
  const all = await ask('period=last-7&metrics=spend,roas,clicks');
  const lines = await file('period=last-7&metrics=spend,roas,clicks');
  const money = (cell: string | number | null | undefined) => (Number(cell) / 1e6).toFixed(2);
  assert.deepEqual(
    lines.map((line) => [line.row, line.name, line.spend, line.roas, line['spend before']]),
    [
      ...all.parts.map(({ name, figures }) => [
        ...['part', name, money(figures.spend?.value), String(figures.roas?.value)],
        money(figures.spend?.before),
      ]),
      ['rest', '', money(all.rest.figures.spend?.value), '', money(all.rest.figures.spend?.before)],
      ['whole', '', money(all.whole.spend?.value), '2', money(all.whole.spend?.before)],
    ],
  );
});

test('keywords are harmless in a spreadsheet, counted twice below zero, and sorted by name when asked', async () => {
  const page = await ask('by=keyword&period=last-7&metrics=spend&sort=name&order=down');
  assert.deepEqual(
    page.parts.map(({ name }) => name),
    ['tuin, "spa"', '=1+1'],
  );
  assert.deepEqual([page.rest.figures.spend?.value, page.rest.share], ['-3000000', -1 / 3]);
  const lines = await file('by=keyword&period=last-7&metrics=spend');
  assert.deepEqual(
    lines.map((line) => line.name),
    ["'=1+1", 'tuin, "spa"', '', ''],
  );
});

test('what is not collected is unknown: a figure parts do not have, a type without days, a client without figures', async () => {
  const page = await ask('period=last-7&metrics=video-views');
  assert.deepEqual(page.whole['video-views'], { value: null, before: null });
  const devices = await ask('by=device&metrics=spend');
  assert.deepEqual([devices.parts, devices.collected, devices.whole.spend?.value], [[], null, null]);
  const empty = await get(`/clients/${elsewhere}/breakdowns?by=gender`);
  assert.equal(empty.status, 200);
  assert.deepEqual(((await empty.json()) as BreakdownPage).parts, []);
});

test('a campaign nobody knows is missing, and a question that makes no sense is refused', async () => {
  assert.equal((await get(`/clients/${clientId}/breakdowns?of=campaign-99`)).status, 404);
  for (const query of ['by=interest', 'of=ad-1', 'sort=nothing', 'limit=0']) {
    assert.equal((await get(`/clients/${clientId}/breakdowns?${query}`)).status, 422, query);
  }
});
