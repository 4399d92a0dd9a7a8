import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { authenticatorCode } from '../../test/kit/authenticator.ts';
import { testDatabase } from '../../test/kit/index.ts';
import { addClient } from '../clients/index.ts';
import { openGate } from '../connect/index.ts';
import type { ClientId } from '../foundation/kit/index.ts';
import { createFetch } from '../foundation/outside/index.ts';
import { addApiKey, addUser, changeUser } from '../identity/index.ts';
import { buildApp } from './app.ts';
import { ready } from './contract.ts';
import { describeApi } from './routes/description.ts';
import { routes } from './routes.ts';

const database = await testDatabase({ after });
const { config, keys } = database;
const job = { ...database.context({ kind: 'cli', name: 'test' }), keys };
const gate = openGate({ config, keys, db: database.app, clock: job.clock, log: job.log, fetch: createFetch(config) });
database.atEnd(() => gate.close());
const stopping = new AbortController();
const app = await buildApp({
  ctx: { ...database.context({ kind: 'system', name: 'web' }), db: database.app, gate },
  config,
  keys,
  signIn: database.signIn,
  readiness: async () =>
    Object.assign({ ready: true, demo: 'none' as const, history: { done: 0, total: 0 } }, { password: 'not for you' }),
  metrics: async () => '',
  webDir: `${tmpdir()}/no-console-here-${randomUUID()}`,
  stopping: stopping.signal,
});
await app.listen({ host: '127.0.0.1', port: 0 });
database.atEnd(async () => {
  stopping.abort();
  await app.close();
});
const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;

const newClient = (name: string): Promise<ClientId> =>
  addClient(job, { name, kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });
const [own, foreign] = [await newClient('Eigen'), await newClient('Andermans')];

const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/api/v1${path}`, { headers });
const cookieOf = (answer: Response): string => answer.headers.get('set-cookie')?.split(';')[0] ?? '';

const signedIn = async (role: string, clientIds: readonly ClientId[] = []) => {
  const email = `${role}-${randomUUID().slice(0, 8)}@agency.example`;
  const added = await addUser(job, { email, name: 'Iemand', role, locale: 'nl', clientIds });
  const first = await post('/session', { email, password: added.password });
  if (added.totpSecret === null) return { cookie: cookieOf(first), userId: added.userId };
  const code = authenticatorCode(added.totpSecret);
  const second = await post('/session/totp', { code }, { cookie: cookieOf(first) });
  assert.deepEqual(await second.json(), { next: 'done' });
  return { cookie: cookieOf(second), userId: added.userId };
};

test('every route that is not public refuses who is not signed in, as a problem', async () => {
  for (const each of routes.filter((one) => one.action !== 'public')) {
    const path = each.path.replace(':clientId', String(own)).replace(':figure', 'spend');
    const answer = await fetch(`${url}/api/v1${path}`, { method: each.method });
    assert.equal(answer.status, 401, path);
    assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/, path);
  }
});

test('a page that asks who is signed in gets null, and after signing in the person with what they may do', async () => {
  const nobody = await get('/session');
  assert.equal(nobody.status, 200);
  assert.equal(await nobody.json(), null);
  const { cookie } = await signedIn('viewer', [own]);
  const me = (await (await get('/session', { cookie })).json()) as { role: string; may: string[] };
  assert.equal(me.role, 'viewer');
  assert.deepEqual(me.may, ['facts.read', 'content.read']);
});

test('a right that is lacking is refused; a foreign client, an unknown one and a word get one and the same answer', async () => {
  const { cookie } = await signedIn('manager', [own]);
  assert.equal((await get(`/clients/${own}/daily`, { cookie })).status, 200);
  const bodies: string[] = [];
  for (const who of [foreign, 2_000_000_001, 'word']) {
    const answer = await get(`/clients/${who}/daily`, { cookie });
    assert.equal(answer.status, 404);
    bodies.push(await answer.text());
  }
  const admin = await signedIn('admin');
  for (const page of ['daily', 'gaps', 'connection', 'figures/spend/explanation']) {
    const answer = await get(`/clients/2000000001/${page}`, { cookie: admin.cookie });
    assert.equal(answer.status, 404);
    bodies.push(await answer.text());
  }
  assert.equal(new Set(bodies).size, 1);
  const viewer = await signedIn('viewer', [own]);
  assert.equal((await get(`/clients/${own}/gaps`, { cookie: viewer.cookie })).status, 403);
});

test('an account of somebody else’s is no account of this client', async () => {
  const { cookie } = await signedIn('manager', [own]);
  assert.equal((await get(`/clients/${own}/daily?account=549755885175`, { cookie })).status, 404);
});

test('who sees some clients gets their rows and no others', async () => {
  const names = async (cookie: string): Promise<string[]> => {
    const answer = (await (await get('/clients/overview', { cookie })).json()) as { clients: { name: string }[] };
    return answer.clients.map((client) => client.name);
  };
  assert.deepEqual(await names((await signedIn('manager', [own])).cookie), ['Eigen']);
  assert.deepEqual(await names((await signedIn('admin')).cookie), ['Andermans', 'Eigen']);
});

test('a field that the contract does not declare does not leave the house', async () => {
  const answer = await fetch(`${url}/health/ready`);
  const state: unknown = await answer.json();
  assert.deepEqual(state, ready.parse(state));
  assert.ok(!JSON.stringify(state).includes('password'));
});

test('a problem is told in the language that is asked', async () => {
  const title = async (language: string): Promise<string> =>
    ((await (await get('/clients/overview', { 'accept-language': language })).json()) as { title: string }).title;
  assert.equal(await title('nl'), 'U bent niet (meer) aangemeld.');
  assert.equal(await title('en-GB,nl;q=0.5'), 'You are not signed in (any more).');
});

test('a form of another site is refused, and so is a body that does not fit', async () => {
  const body = { email: 'a@b.example', password: 'x' };
  for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    const answer = await post('/session', body, headers);
    assert.equal(answer.status, 403);
    assert.equal(((await answer.json()) as { code: string }).code, 'API_ORIGIN_REFUSED');
  }
  assert.equal((await post('/session', { email: 1 })).status, 422);
});

test('answers of the API are kept in no cache', async () => {
  assert.equal((await get('/session')).headers.get('cache-control'), 'no-store');
});

test('a key reads what its scopes say and is never told a person’s session', async () => {
  const { key } = await addApiKey(job, { label: 'test', scopes: ['facts.read'], clientIds: [own] });
  const headers = { authorization: `Bearer ${key}` };
  assert.equal((await get('/clients/overview', headers)).status, 200);
  assert.equal((await get(`/clients/${own}/gaps`, headers)).status, 403);
  assert.equal(await (await get('/session', headers)).json(), null);
});

test('the live stream ends when the right to see it is taken away', { timeout: 20_000 }, async () => {
  const { cookie, userId } = await signedIn('manager', [own]);
  const answer = await get('/sync/stream', { cookie });
  assert.match(answer.headers.get('content-type') ?? '', /^text\/event-stream/);
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let seen = '';
  while (!seen.includes('data: ')) seen += (await reader?.read())?.value ?? '';
  assert.match(seen, new RegExp(`"clientId":"${own}"`));
  await changeUser(job, { userId, role: 'viewer' });
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) seen += part.value;
  assert.equal((await get('/sync/stream', { cookie })).status, 403);
});

test('the published description names every route, its right and its schemas', async () => {
  const served = (await (await fetch(`${url}/api/openapi.json`)).json()) as ReturnType<typeof describeApi>;
  assert.deepEqual(served, JSON.parse(JSON.stringify(describeApi(routes))));
  const paths = served.paths as Record<string, Record<string, { operationId: string; 'x-right'?: string }>>;
  for (const each of routes) {
    const described = paths[`/api/v1${each.path.replaceAll(/:(\w+)/g, '{$1}')}`]?.[each.method.toLowerCase()];
    assert.ok(described, each.path);
    if (each.action.includes('.')) assert.equal(described['x-right'], each.action);
  }
  const ids = Object.values(paths).flatMap((path) => Object.values(path).map((one) => one.operationId));
  assert.equal(new Set(ids).size, routes.length);
});

// Last: after it this address has no tries left.
test('who guesses passwords is told to wait', async () => {
  const statuses: number[] = [];
  let waits: string | null = null;
  for (let tries = 0; tries < 25 && waits === null; tries += 1) {
    const answer = await post('/session', { email: 'nobody@agency.example', password: 'guess' });
    statuses.push(answer.status);
    if (answer.status === 429) waits = answer.headers.get('retry-after');
  }
  assert.equal(statuses.at(-1), 429);
  assert.ok(Number(waits) > 0);
});
