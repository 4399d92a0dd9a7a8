import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { authenticatorCode } from '../../../../test/kit/authenticator.ts';
import { testConnect } from '../../../../test/kit/connected.ts';
import { addClient, changeBrand, changeSettings } from '../../../clients/index.ts';
import { type ClientId, dayOf } from '../../../foundation/kit/index.ts';
import { addUser, sessionCookie, signIn, verifyTotp } from '../../../identity/index.ts';
import type { Role } from '../../../identity/rights.ts';
import { buildApp } from '../../app.ts';

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

const newClient = (name: string): Promise<ClientId> =>
  addClient(ctx, { name, kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });
const [ours, theirs] = [await newClient('Bakkerij Zon'), await newClient('Slagerij Maan')];

const cookieOf = async (role: Role, clientIds: readonly ClientId[]): Promise<string> => {
  const email = `${role}-${randomUUID().slice(0, 8)}@client.example`;
  const added = await addUser(ctx, { email, name: 'Iemand', role, locale: 'nl', clientIds });
  const asSignIn = { ...ctx, db: database.signIn };
  const first = await signIn(asSignIn, { email, password: added.password });
  const { token } =
    added.totpSecret === null
      ? first
      : await verifyTotp(asSignIn, { token: first.token, code: authenticatorCode(added.totpSecret) });
  return sessionCookie({ token, isSecure: false }).split(';')[0] ?? '';
};

const read = async (cookie: string, path: string) => {
  const answer = await app.inject({ method: 'GET', url: `/api/v1${path}`, headers: { cookie } });
  return { status: answer.statusCode, text: answer.body, body: answer.json() };
};

test('people of a client see their own window, with its brand, and no other', async () => {
  await changeBrand(ctx, { clientId: ours, displayName: 'Zon', colour: '#aa5500' });
  for (const role of ['viewer', 'approver'] as const) {
    const cookie = await cookieOf(role, [ours]);
    const window = await read(cookie, '/portal');
    assert.deepEqual([window.status, window.body.clientId, window.body.brand.displayName], [200, String(ours), 'Zon']);
    for (const path of ['/portal', '/clients/overview', `/clients/${ours}/held`]) {
      assert.ok(!(await read(cookie, path)).text.match(/Maan/), path);
      assert.ok(!(await read(cookie, path)).text.includes(String(theirs)), path);
    }
    const [foreign, unknown] = [await read(cookie, `/clients/${theirs}/held`), await read(cookie, '/clients/9/held')];
    assert.deepEqual([foreign.status, foreign.text], [404, unknown.text]);
  }
});

test('what is held is what the contract says, from the first day the term keeps', async () => {
  await changeSettings(ctx, { clientId: ours, settings: { keepMonths: 13, windows: ['30/30/1', '7/7/1'] } });
  const { body } = await read(await cookieOf('viewer', [ours]), `/clients/${ours}/held`);
  const today = dayOf(ctx.clock.now());
  assert.deepEqual(
    { ...body, keptFrom: body.keptFrom < today },
    {
      accounts: [],
      connectedAt: null,
      keepMonths: 13,
      keptFrom: true,
      oldestDay: null,
      windows: ['30/30/1', '7/7/1'],
      organicStored: false,
      organicGround: null,
    },
  );
});

test('staff have no window of a client', async () => {
  assert.equal((await read(await cookieOf('manager', [ours]), '/portal')).status, 404);
});
