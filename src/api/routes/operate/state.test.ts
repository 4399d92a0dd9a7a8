import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { z } from 'zod';
import { authenticatorCode } from '../../../../test/kit/authenticator.ts';
import { testConnect } from '../../../../test/kit/connected.ts';
import { addClient } from '../../../clients/index.ts';
import { pauseConnection } from '../../../connect/index.ts';
import { withoutClient } from '../../../foundation/db/index.ts';
import { defineJob, enqueue, handle, startWorkers } from '../../../foundation/jobs/index.ts';
import { Fault } from '../../../foundation/kit/index.ts';
import { addApiKey, addUser, requireSession, sessionCookie, signIn, verifyTotp } from '../../../identity/index.ts';
import type { Role } from '../../../identity/rights.ts';
import { buildApp } from '../../app.ts';
import type { OperateState } from '../../contract.ts';

const kit = await testConnect({ after });
const { database } = kit;
const { config, keys } = database;
const job = { ...kit.context({ kind: 'cli', name: 'test' }), keys };
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

const business = kit.users.filter((each) => each.accountType === 'BUSINESS');
const connected = await kit.connectClient(business[0]);
const lost = await kit.connectClient(business[1]);
const bare = await addClient(job, { name: 'Nog niet', kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });

const cookieOf = async (role: Role): Promise<Record<string, string>> => {
  const email = `${randomUUID()}@agency.example`;
  const added = await addUser(job, { email, name: 'Iemand', role, locale: 'nl' });
  const asSignIn = { ...job, db: database.signIn };
  const first = await signIn(asSignIn, { email, password: added.password });
  const code = authenticatorCode(added.totpSecret ?? '');
  const { token } = await verifyTotp(asSignIn, { token: first.token, code });
  return { cookie: sessionCookie({ token, isSecure: false }).split(';')[0] ?? '' };
};
const owner = await cookieOf('owner');
const ask = async (headers: Record<string, string>): Promise<OperateState> => {
  const answer = await app.inject({ method: 'GET', url: '/api/v1/operate', headers });
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json();
};

test('the operator sees what stopped and why, each connection, and how large the database is', async () => {
  const payload = z.object({ clientId: z.int() });
  const broken = defineJob({ name: 'operate-broken', payload });
  const later = defineJob({ name: 'operate-later', payload });
  let runs = 0;
  const workers = await startWorkers(job, {
    handlers: [
      handle(broken, () => {
        runs += 1;
        return Promise.reject(new Fault('CONNECT_NOT_CONNECTED', 'missing', 'This client is not connected.'));
      }),
    ],
  });
  await withoutClient(job.db, { actor: job.actor }, async (tx) => {
    await enqueue(tx, broken, { clientId: connected });
    await enqueue(tx, broken, { clientId: lost });
    await enqueue(tx, later, { clientId: connected });
  });
  const deadline = performance.now() + 10_000;
  while (runs < 2 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
  await workers.stop();
  await pauseConnection(job, { clientId: lost, code: 'CONNECT_RECONNECT_NEEDED' });

  const state = await ask(owner);
  assert.match(state.version, /^\d+\.\d+\.\d+/);
  assert.deepEqual(
    state.queue.filter((each) => each.job === 'operate-later').map((each) => [each.waiting, each.running]),
    [[1, 0]],
  );
  const stopped = state.stopped.filter((each) => each.job === 'operate-broken');
  assert.deepEqual(stopped.map((each) => each.client?.id).toSorted(), [String(connected), String(lost)].toSorted());
  assert.ok(stopped.every((each) => each.code === 'CONNECT_NOT_CONNECTED' && each.remedy.length > 10));
  const stateOf = new Map(state.connections.map((each) => [each.client.id, each]));
  assert.equal(stateOf.get(String(connected))?.state, 'healthy');
  assert.equal(stateOf.get(String(lost))?.state, 'reconnect');
  assert.ok((stateOf.get(String(lost))?.remedy ?? '').length > 10);
  assert.equal(stateOf.get(String(bare))?.state, 'none');
  assert.ok(state.database.bytes > 1_000_000 && state.database.partitions > 0);
  assert.ok(state.database.largest.length > 0 && state.disk.freeBytes > 0);
});

test('remedies come in the language of the reader', async () => {
  const [dutch, english] = await Promise.all([ask(owner), ask({ ...owner, 'accept-language': 'en' })]);
  assert.notEqual(dutch.stopped[0]?.remedy, english.stopped[0]?.remedy);
});

test('a key of one client sees nothing of another: no connection, no stopped work', async () => {
  const by = await requireSession(job, owner);
  const { key } = await addApiKey(job, { label: 'watch', scopes: ['operate.read'], clientIds: [connected] }, by);
  const state = await ask({ authorization: `Bearer ${key}` });
  assert.deepEqual(
    state.connections.map((each) => each.client.id),
    [String(connected)],
  );
  assert.ok(!JSON.stringify(state).includes(String(lost)));
});

test('only who keeps it running looks there', async () => {
  for (const role of ['privacy', 'manager'] as const) {
    const answer = await app.inject({ method: 'GET', url: '/api/v1/operate', headers: await cookieOf(role) });
    assert.equal(answer.statusCode, 403, role);
  }
});
