import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { authenticatorCode } from '../../../../test/kit/authenticator.ts';
import { testConnect } from '../../../../test/kit/connected.ts';
import { addClient, changeSettings, keptFrom } from '../../../clients/index.ts';
import { dayOf } from '../../../foundation/kit/index.ts';
import { addApiKey, addUser, listUsers, sessionCookie, signIn, verifyTotp } from '../../../identity/index.ts';
import { buildApp } from '../../app.ts';
import type { ClientSettings } from '../../contract/settings.ts';

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

const clientId = await addClient(ctx, { name: 'Tuin', kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });
const { key } = await addApiKey(ctx, {
  label: 'test',
  scopes: ['clients.read', 'clients.manage'],
  clientIds: [clientId],
});
const byKey = { authorization: `Bearer ${key}` };
const path = `/clients/${clientId}/settings`;

const ask = (method: 'GET' | 'POST' | 'PATCH', at: string, body?: object, headers: Record<string, string> = byKey) =>
  app.inject({
    method,
    url: `/api/v1${at}`,
    headers: { 'accept-language': 'en', ...headers },
    ...(body === undefined ? {} : { payload: body }),
  });

const signedIn = async (role: 'manager' | 'marketer', clientIds: (typeof clientId)[]) => {
  const email = `${role}@example.nl`;
  const made = await addUser(ctx, { email, name: 'Iemand', role, locale: 'nl', clientIds });
  const asSignIn = { ...ctx, db: database.signIn };
  const first = await signIn(asSignIn, { email, password: made.password });
  const { token } = await verifyTotp(asSignIn, { token: first.token, code: authenticatorCode(made.totpSecret ?? '') });
  return { cookie: sessionCookie({ token, isSecure: false }).split(';')[0] ?? '' };
};

test('what is left out stays, and what is wrong is named field by field', async () => {
  const changed = await ask('PATCH', path, { name: 'Tuin & Zonen', locale: 'en' });
  assert.equal(changed.statusCode, 200, changed.body);
  const now = (await ask('GET', path)).json<ClientSettings>();
  assert.deepEqual(
    [now.name, now.locale, now.zone, now.kind, now.keepMonths, now.windows],
    ['Tuin & Zonen', 'en', 'Europe/Amsterdam', 'legal_person', 31, ['30/30/1']],
  );
  const refused = await ask('PATCH', path, { zone: 'Mars/Olympus', name: '  ' });
  assert.equal(refused.statusCode, 422);
  assert.deepEqual(
    refused.json<{ fields: { path: string }[] }>().fields.map((each) => each.path),
    ['name', 'zone'],
  );
  assert.deepEqual((await ask('GET', path)).json<ClientSettings>().name, 'Tuin & Zonen', 'nothing of it is taken');
  // Pinterest refuses some combinations, and a report that is asked with one would never come.
  const odd = await ask('PATCH', path, { windows: ['30/30/1', '1/7/1'] });
  assert.deepEqual([odd.statusCode, odd.json().fields[0].path], [422, 'windows']);
  assert.ok(now.windowChoices.includes('30/30/1') && !now.windowChoices.includes('1/7/1'));
});

test('a shorter term is taken only with the first day that stays, a longer one at once', async () => {
  const today = dayOf(ctx.clock.now());
  const stays = keptFrom(12, today);
  const unconfirmed = await ask('PATCH', path, { keepMonths: 12 });
  assert.deepEqual([unconfirmed.statusCode, unconfirmed.json().code], [422, 'CLIENTS_TERM_UNCONFIRMED']);
  const wrong = await ask('PATCH', path, { keepMonths: 12, keptFrom: keptFrom(13, today) });
  assert.equal(wrong.json().fields[0].path, 'keepMonths');
  assert.equal((await ask('GET', path)).json<ClientSettings>().keepMonths, 31);
  const taken = await ask('PATCH', path, { keepMonths: 12, keptFrom: stays });
  assert.deepEqual([taken.statusCode, taken.json<ClientSettings>().keptFrom], [200, stays]);
  assert.equal((await ask('PATCH', path, { keepMonths: 24 })).statusCode, 200);
});

test('storing organic figures asks for a ground, which the trail then has, and never a name', async () => {
  const bare = await ask('PATCH', path, { organicHistory: true });
  assert.deepEqual([bare.statusCode, bare.json().fields[0].path], [422, 'organicGround']);
  const sentence = await ask('PATCH', path, { organicHistory: true, organicGround: 'Jan zei dat het mag' });
  assert.deepEqual([sentence.statusCode, sentence.json().fields[0].path], [422, 'organicGround']);
  const on = await ask('PATCH', path, { organicHistory: true, organicGround: 'contract:2026-014' });
  assert.equal(on.json<ClientSettings>().organicHistory, true);
  const trail = await database.admin<{ actor: string; facts: Record<string, unknown> }>(
    'select actor, facts from audit_pending where client_id = $1 order by entry_id',
    [clientId],
  );
  assert.equal(trail.at(-1)?.facts.organicGround, 'contract:2026-014');
  assert.match(trail.at(-1)?.actor ?? '', /key-/);
  assert.ok(trail.some(({ facts }) => facts.isRenamed === true));
  assert.ok(!JSON.stringify(trail).includes('Tuin'), 'a client’s name stays out of the trail');
});

test('staff without the right may read and not change; a key for some clients adds none', async () => {
  const marketer = await signedIn('marketer', [clientId]);
  assert.equal((await ask('GET', path, undefined, marketer)).statusCode, 200);
  assert.equal((await ask('PATCH', path, { name: 'Anders' }, marketer)).statusCode, 403);
  const body = { name: 'Nieuw', kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' };
  assert.equal((await ask('POST', '/clients', body)).statusCode, 403);
});

test('a manager who sees some clients adds one, once for a repeated request, and sees it', async () => {
  const manager = await signedIn('manager', [clientId]);
  const body = { name: 'Bloem', kind: 'natural_person', locale: 'nl', zone: 'Europe/Amsterdam' };
  const wrong = await ask('POST', '/clients', { ...body, kind: 'robot' }, manager);
  assert.deepEqual([wrong.statusCode, wrong.json().fields[0].path], [422, 'kind']);
  const headers = { ...manager, 'idempotency-key': randomUUID() };
  const [first, again] = [await ask('POST', '/clients', body, headers), await ask('POST', '/clients', body, headers)];
  assert.equal(first.statusCode, 200, first.body);
  assert.deepEqual([again.body, again.headers['idempotency-replayed']], [first.body, 'true']);
  const { id } = first.json<{ id: string }>();
  assert.equal((await ask('GET', `/clients/${id}/settings`, undefined, manager)).json<ClientSettings>().name, 'Bloem');
  const listed = (await ask('GET', '/clients', undefined, manager)).json<{ items: { id: string }[] }>().items;
  assert.deepEqual(new Set(listed.map((each) => each.id)), new Set([id, String(clientId)]));
  const colleague = (await listUsers(ctx)).find((each) => each.email === 'marketer@example.nl');
  assert.deepEqual(colleague?.clientIds, [clientId], 'a colleague does not see it by that');
  await changeSettings(ctx, { clientId, settings: { organicHistory: false } });
});
