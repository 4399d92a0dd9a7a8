import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { testConnect } from '../../../../test/kit/connected.ts';
import { at, landingShelf } from '../../../../test/kit/landings.ts';
import { boundAdAccounts } from '../../../connect/index.ts';
import { deriveLanding } from '../../../facts/index.ts';
import { eachDay, parseDay } from '../../../foundation/kit/index.ts';
import { addApiKey, addUser, sessionCookie, signIn } from '../../../identity/index.ts';
import { buildApp } from '../../app.ts';
import type { ClientNote, ClientNoteList, Costs, FeeList } from '../../contract/costs.ts';

const kit = await testConnect({ after });
const { database } = kit;
const { config, keys } = database;
const ctx = { ...kit.context({ kind: 'cli', name: 'test' }), keys };
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
database.atEnd(() => app.close());

const clientId = await kit.connectClient(kit.users.find((user) => user.accountType === 'BUSINESS'));
const account = (await boundAdAccounts(ctx, { clientId }))[0]?.adAccountId ?? '';
const scopes = ['facts.read', 'clients.read', 'clients.manage', 'notes.write'] as const;
const { key } = await addApiKey(ctx, { label: 'test', scopes: [...scopes], clientIds: [clientId] });
const agency = { authorization: `Bearer ${key}` };
const made = await addUser(ctx, {
  ...{ email: 'klant@example.nl', name: 'Klant', role: 'viewer', locale: 'nl' },
  clientIds: [clientId],
});
const { token } = await signIn({ ...ctx, db: database.signIn }, { email: 'klant@example.nl', password: made.password });
const ofClient = { cookie: sessionCookie({ token, isSecure: false }).split(';')[0] ?? '' };

const ask = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  { body, headers = agency }: { body?: object; headers?: Record<string, string> } = {},
) =>
  app.inject({
    method,
    url: `/api/v1/clients/${clientId}/${path}`,
    headers: { 'accept-language': 'en', ...headers },
    ...(body === undefined ? {} : { payload: body }),
  });

// Ten days of 100 with 4,000 paid impressions and 25 paid clicks each.
const from = parseDay('2026-10-22');
const to = parseDay('2026-10-31');
const shelf = landingShelf();
const landingId = shelf.addReport(
  { account, level: 'account', from, to, pulledAt: at('2026-11-02T00:30:00Z') },
  eachDay(from, to).map((day) => ({
    id: account,
    day,
    SPEND_IN_MICRO_DOLLAR: 100_000_000,
    IMPRESSION_1: 4000,
    CLICKTHROUGH_1: 25,
  })),
);
await deriveLanding(ctx, { clientId, landingId }, shelf.reader);
const days = `from=${from}&to=${to}`;

test('without an agreement there is no fee, and media cost is what it was', async () => {
  const told = (await ask('GET', `costs?${days}`)).json<Costs>();
  assert.deepEqual([told.fee, told.parts, told.agreed, told.daysIn], [null, null, [], 10]);
  assert.deepEqual(told.media, { amount: '1000000000', perThousand: 25_000_000, perClick: 4_000_000 });
});

test('a share and a fixed amount stand beside media cost, in total, per thousand and per click, and in nothing else', async () => {
  const before = (await ask('GET', `figures?${days}&metrics=spend,paid-cpc,paid-cpm,roas`)).json().figures;
  const body = { account, from: '2026-10-01', shareMillionths: 150_000, fixed: '310000000' };
  const set = await ask('PUT', 'fees', { body });
  assert.deepEqual(set.json<FeeList>().items, [body]);
  // 15 % of 1,000 is 150; ten of 31 days of 310 are 100; 250 over 40,000 impressions and 250 clicks.
  for (const headers of [agency, ofClient]) {
    const told = (await ask('GET', `costs?${days}`, { headers })).json<Costs>();
    assert.deepEqual(told.media, { amount: '1000000000', perThousand: 25_000_000, perClick: 4_000_000 });
    assert.deepEqual(told.fee, { amount: '250000000', perThousand: 6_250_000, perClick: 1_000_000 });
    assert.deepEqual(told.parts, { share: '150000000', fixed: '100000000' });
  }
  assert.deepEqual((await ask('GET', `figures?${days}&metrics=spend,paid-cpc,paid-cpm,roas`)).json().figures, before);
});

test('both are of the days that are in: a day that is missing is in neither', async () => {
  const told = (await ask('GET', 'costs?from=2026-10-22&to=2026-11-05')).json<Costs>();
  assert.deepEqual([told.days, told.daysIn], [15, 10]);
  assert.deepEqual([told.media.amount, told.fee?.amount], ['1000000000', '250000000']);
  const later = (await ask('GET', 'costs?from=2026-11-01&to=2026-11-05')).json<Costs>();
  assert.deepEqual([later.daysIn, later.media.amount, later.fee?.amount], [0, null, null], 'unknown is not zero');
});

test('an agreement holds until the next one, is taken away again, and is told field by field when it is wrong', async () => {
  const next = { account, from: '2026-11-01', shareMillionths: 0, fixed: '0' };
  assert.equal((await ask('PUT', 'fees', { body: next })).json<FeeList>().items.length, 2);
  assert.equal((await ask('DELETE', `fees/${account}/2026-11-01`)).statusCode, 204);
  assert.equal((await ask('DELETE', `fees/${account}/2026-11-01`)).statusCode, 404);
  for (const [field, wrong] of [
    ['account', { ...next, account: '549755800000' }],
    ['from', { ...next, from: '2026-11-02' }],
    ['shareMillionths', { ...next, shareMillionths: 1_000_001 }],
    ['fixed', { ...next, fixed: '-1' }],
  ] as const) {
    const refused = await ask('PUT', 'fees', { body: wrong });
    assert.deepEqual([refused.statusCode, refused.json().fields?.[0]?.path], [422, field]);
  }
  assert.equal((await ask('GET', 'fees', { headers: ofClient })).statusCode, 403);
});

test('a note on a client is for the team unless it says otherwise', async () => {
  const empty = await ask('POST', 'notes', { body: { text: '  ', audience: 'internal' } });
  assert.deepEqual([empty.statusCode, empty.json().fields[0].path], [422, 'text']);
  const add = async (text: string, audience: string) =>
    (await ask('POST', 'notes', { body: { text, audience } })).json<ClientNote>();
  const own = await add('Belt liever ’s ochtends', 'internal');
  const shared = await add('Rapport op de eerste maandag', 'client');
  const textsFor = async (headers: Record<string, string>) =>
    (await ask('GET', 'notes', { headers })).json<ClientNoteList>().items.map((each) => each.text);
  assert.deepEqual(await textsFor(agency), [shared.text, own.text]);
  assert.deepEqual(await textsFor(ofClient), [shared.text]);
  assert.equal((await ask('PATCH', `notes/${own.id}`, { body: { audience: 'client' } })).json().text, own.text);
  assert.deepEqual(await textsFor(ofClient), [shared.text, own.text]);
  assert.equal((await ask('DELETE', `notes/${own.id}`)).statusCode, 204);
  assert.equal((await ask('PATCH', `notes/${own.id}`, { body: { text: 'weg' } })).statusCode, 404);
  assert.equal(
    (await ask('POST', 'notes', { body: { text: 'x', audience: 'client' }, headers: ofClient })).statusCode,
    403,
  );
});
