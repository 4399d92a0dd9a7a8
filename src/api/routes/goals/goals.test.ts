import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { testConnect } from '../../../../test/kit/connected.ts';
import { at, landingShelf } from '../../../../test/kit/landings.ts';
import { addClient } from '../../../clients/index.ts';
import { boundAdAccounts, finishConnect, startConnect } from '../../../connect/index.ts';
import { deriveLanding } from '../../../facts/index.ts';
import { addDays, dayOf, eachDay } from '../../../foundation/kit/index.ts';
import { addApiKey, addUser, sessionCookie, signIn } from '../../../identity/index.ts';
import { listWorldClients } from '../../../sandbox/index.ts';
import { buildApp } from '../../app.ts';

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
database.atEnd(() => app.close());

const newClient = () => addClient(ctx, { name: 'Doel', kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });
const [clientId, foreign] = [await newClient(), await newClient()];
const asker = { kind: 'run', id: randomUUID() } as const;
const { url } = await startConnect(ctx, { clientId, asker });
await finishConnect(ctx, {
  ...(await kit.consent(url, listWorldClients({ name: 'small', seed: 7 })[0]?.user ?? '')),
  asker,
});
const account = (await boundAdAccounts(ctx, { clientId }))[0]?.adAccountId ?? '';

const today = dayOf(ctx.clock.now());
const from = addDays(today, -12);
const to = addDays(from, 29);
const shelf = landingShelf();
const landingId = shelf.addReport(
  { account, level: 'account', from, to: addDays(today, -1), pulledAt: at(`${today}T00:30:00Z`) },
  eachDay(from, addDays(today, -1)).map((day, index) => ({
    id: account,
    day,
    SPEND_IN_MICRO_DOLLAR: [110, 90, 120, 100, 105, 95, 130, 100, 110, 115, 110, 115][index] ?? 0,
  })),
);
await deriveLanding(ctx, { clientId, landingId }, shelf.reader);

const scopes = ['facts.read', 'clients.read', 'goals.manage', 'notes.write'] as const;
const { key } = await addApiKey(ctx, { label: 'test', scopes: [...scopes], clientIds: [clientId] });
const agency = { authorization: `Bearer ${key}` };
const asIdentity = { ...ctx, keys };
const made = await addUser(asIdentity, {
  email: 'klant@example.nl',
  name: 'Klant',
  role: 'viewer',
  locale: 'nl',
  clientIds: [clientId],
});
const { token } = await signIn(
  { ...asIdentity, db: database.signIn },
  { email: 'klant@example.nl', password: made.password },
);
const ofClient = { cookie: sessionCookie({ token, isSecure: false }).split(';')[0] ?? '' };

const ask = (
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
  headers: Record<string, string> = agency,
) =>
  app.inject({
    method,
    url: `/api/v1/clients/${path}`,
    headers,
    ...(body === undefined ? {} : { payload: body }),
  });

const budget = { account, metric: 'spend', kind: 'budget', from, to, target: '3000' };

test('a budget is set, paced, changed and removed, and the client sees it', async () => {
  const added = await ask('POST', `${clientId}/goals`, budget);
  assert.equal(added.statusCode, 200, added.body);
  const { id, progress } = added.json();
  assert.deepEqual(
    [progress.value, progress.index.toFixed(4), progress.forecast, progress.remaining, progress.neededPerDay],
    ['1300', '1.0833', '3250', '1700', '94'],
  );
  assert.deepEqual([progress.state, progress.done, progress.missing], ['ahead', 12, 0]);
  const list = (await ask('GET', `${clientId}/goals`, undefined, ofClient)).json();
  assert.deepEqual(list.items, [added.json()]);
  assert.equal(list.accounts[0].id, account);
  const story = (await ask('GET', `${clientId}/goals/${id}`)).json();
  assert.equal(story.days.length, 30);
  assert.equal(
    story.days.reduce((sum: number, day: { plan: string }) => sum + Number(day.plan), 0),
    3000,
  );
  assert.equal(story.days[12].state, 'to-come');
  const changed = await ask('PATCH', `${clientId}/goals/${id}`, { target: '3600' });
  assert.equal(changed.json().progress.index.toFixed(4), '0.9028');
  assert.equal((await ask('DELETE', `${clientId}/goals/${id}`)).statusCode, 204);
  assert.equal((await ask('GET', `${clientId}/goals/${id}`)).json().code, 'CLIENTS_GOAL_MISSING');
});

test('a refused goal names the field, in the reader’s language', async () => {
  await ask('POST', `${clientId}/goals`, budget);
  const cases: [object, string, string][] = [
    [{}, 'CLIENTS_GOAL_OVERLAPS', 'from'],
    [{ from: to, to: from }, 'CLIENTS_DAYS_INVALID', 'to'],
    [{ target: '0' }, 'CLIENTS_GOAL_TARGET_INVALID', 'target'],
    [{ kind: 'at-least', metric: 'happiness' }, 'CLIENTS_GOAL_METRIC_INVALID', 'metric'],
    [{ account: '1' }, 'CLIENTS_GOAL_ACCOUNT_INVALID', 'account'],
  ];
  for (const [wrong, code, path] of cases) {
    const refused = (await ask('POST', `${clientId}/goals`, { ...budget, ...wrong })).json();
    assert.deepEqual([refused.status, refused.code, refused.fields?.[0]?.path], [422, code, path]);
    assert.equal(refused.fields[0].message, refused.title);
  }
  const english = await ask('POST', `${clientId}/goals`, budget, { ...agency, 'accept-language': 'en' });
  assert.match(english.json().fields[0].message, /^There is already a budget/);
  assert.equal((await ask('POST', `${clientId}/goals`, { ...budget, from: '2026-02-30' })).statusCode, 422);
});

test('the client sees only the notes meant for it, and not who wrote them', async () => {
  const note = { from, to: from, text: 'Prijzen verhoogd', audience: 'internal' };
  const inside = (await ask('POST', `${clientId}/annotations`, note)).json();
  const both = (await ask('POST', `${clientId}/annotations`, { ...note, text: 'Sale', audience: 'client' })).json();
  const seen = async (headers: Record<string, string>, query = '') =>
    (await ask('GET', `${clientId}/annotations${query}`, undefined, headers))
      .json()
      .items.map((each: { id: string }) => each.id);
  assert.deepEqual(new Set(await seen(agency)), new Set([inside.id, both.id]));
  assert.deepEqual(await seen(ofClient), [both.id]);
  assert.deepEqual(await seen(agency, `?from=${addDays(from, 1)}`), []);
  const refused = (await ask('POST', `${clientId}/annotations`, { ...note, text: ' ' })).json();
  assert.deepEqual([refused.code, refused.fields[0].path], ['CLIENTS_ANNOTATION_TEXT_INVALID', 'text']);
  await ask('PATCH', `${clientId}/annotations/${both.id}`, { audience: 'internal' });
  assert.deepEqual(await seen(ofClient), []);
  assert.equal((await ask('DELETE', `${clientId}/annotations/${both.id}`)).statusCode, 204);
  assert.equal((await ask('DELETE', `${clientId}/annotations/${both.id}`)).statusCode, 404);
});

test('the client’s people change nothing, and another client’s goals are not there', async () => {
  assert.equal((await ask('POST', `${clientId}/goals`, budget, ofClient)).statusCode, 403);
  assert.equal((await ask('POST', `${clientId}/annotations`, {}, ofClient)).statusCode, 403);
  assert.equal((await ask('GET', `${foreign}/goals`)).statusCode, 404);
  assert.equal((await ask('GET', `${foreign}/annotations`, undefined, ofClient)).statusCode, 404);
  assert.equal((await ask('DELETE', `${clientId}/goals/word`)).statusCode, 404);
});
