import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { authenticatorCode } from '../../../../test/kit/authenticator.ts';
import { testDatabase } from '../../../../test/kit/index.ts';
import { addClient } from '../../../clients/index.ts';
import { openGate } from '../../../connect/index.ts';
import { startSequencer } from '../../../foundation/audit/index.ts';
import type { ClientId } from '../../../foundation/kit/index.ts';
import { createFetch } from '../../../foundation/outside/index.ts';
import { addApiKey, addUser, requireSession, sessionCookie, signIn, verifyTotp } from '../../../identity/index.ts';
import type { Role } from '../../../identity/rights.ts';
import { buildApp } from '../../app.ts';
import type { AuditList, AuditReport } from '../../contract.ts';

const database = await testDatabase({ after });
const modeDir = await mkdtemp(join(tmpdir(), 'prikbord-trail-'));
after(() => rm(modeDir, { recursive: true, force: true }));
const config = { ...database.config, modeDir };
const { keys } = database;
const job = { ...database.context({ kind: 'cli', name: 'test' }), keys };
const gate = openGate({ config, keys, db: database.app, clock: job.clock, log: job.log, fetch: createFetch(config) });
database.atEnd(() => gate.close());
const app = await buildApp({
  ctx: { ...database.context({ kind: 'system', name: 'web' }), db: database.app, gate },
  config,
  keys,
  signIn: database.signIn,
  readiness: async () => ({ ready: true, demo: 'none', history: { done: 0, total: 0 } }),
  metrics: async () => '',
  webDir: `${tmpdir()}/no-console-here-${randomUUID()}`,
  stopping: new AbortController().signal,
});
database.atEnd(() => app.close());

const add = (name: string): Promise<ClientId> =>
  addClient(job, { name, kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });
const [one, other] = [await add('Bloemen Bas'), await add('Anders BV')];

const cookieOf = async (name: string, role: Role, clientIds?: ClientId[]): Promise<Record<string, string>> => {
  const email = `${randomUUID()}@agency.example`;
  const given = clientIds === undefined ? {} : { clientIds };
  const added = await addUser(job, { email, name, role, locale: 'nl', ...given });
  const asSignIn = { ...job, db: database.signIn };
  const first = await signIn(asSignIn, { email, password: added.password });
  const { token } = await verifyTotp(asSignIn, {
    token: first.token,
    code: authenticatorCode(added.totpSecret ?? ''),
  });
  return { cookie: sessionCookie({ token, isSecure: false }).split(';')[0] ?? '' };
};
const owner = await cookieOf('Olga Eigenaar', 'owner');
const marketer = await cookieOf('Mark Eter', 'marketer', [one]);
const by = await requireSession(job, owner);
const { key } = await addApiKey(job, { label: 'auditor', scopes: ['audit.read'], clientIds: [one] }, by);
const program = { authorization: `Bearer ${key}` };
// What stops links what still waits: from here on the trail stands still.
await startSequencer(job, { keys, config }).stop();

const ask = (headers: Record<string, string>, path: string) =>
  app.inject({ method: 'GET', url: `/api/v1${path}`, headers });
const listed = async (headers: Record<string, string>, path: string): Promise<AuditList> => {
  const answer = await ask(headers, path);
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json();
};

test('the trail tells who did what with names that it does not hold itself, the newest first', async () => {
  const { items } = await listed(owner, '/audit');
  const added = items.find((each) => each.action === 'clients.added' && each.client?.id === String(one));
  assert.equal(added?.client?.name, 'Bloemen Bas');
  assert.deepEqual(added?.actor, { kind: 'cli', ref: 'cli:test', name: null });
  const signedIn = items.find((each) => each.action === 'identity.signed-in');
  assert.ok(['Olga Eigenaar', 'Mark Eter'].includes(signedIn?.actor.name ?? ''), JSON.stringify(signedIn));
  const numbers = items.map((each) => Number(each.seq));
  assert.deepEqual(
    numbers,
    numbers.toSorted((a, b) => b - a),
  );
});

test('parts follow each other to the end, and a filter holds for every part', async () => {
  const whole = (await listed(owner, '/audit')).items.map((each) => each.seq);
  const found: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const part: AuditList = await listed(owner, `/audit?limit=3${next === '' ? '' : `&cursor=${next}`}`);
    found.push(...part.items.map((each) => each.seq));
    next = part.next;
  }
  assert.deepEqual(found, whole);
  const ofClients = await listed(owner, `/audit?action=clients.&client=${other}`);
  assert.deepEqual(
    ofClients.items.map((each) => [each.action, each.client?.id]),
    [['clients.added', String(other)]],
  );
  assert.deepEqual((await listed(owner, '/audit?client=4000000000')).items, []);
  assert.deepEqual((await listed(owner, '/audit?to=2020-01-01')).items, []);
});

test('a key of one client reads what concerns that client, without names of people', async () => {
  const { items } = await listed(program, '/audit');
  assert.ok(items.length > 0);
  assert.deepEqual([...new Set(items.map((each) => each.client?.id))], [String(one)]);
  assert.ok(items.every((each) => each.actor.name === null && each.subject?.name !== 'Mark Eter'));
  assert.deepEqual((await listed(program, `/audit?client=${other}`)).items, []);
});

test('who lacks the right is refused, and a question that is none is said to be so', async () => {
  assert.equal((await ask(marketer, '/audit')).statusCode, 403);
  assert.equal((await ask(marketer, '/audit/verify')).statusCode, 403);
  assert.equal((await ask({}, '/audit')).statusCode, 401);
  for (const query of ['cursor=abc', 'from=2026-02-30', 'from=yesterday', 'limit=0', 'client=word']) {
    assert.equal((await ask(owner, `/audit?${query}`)).statusCode, 422, query);
  }
});

test('verifying over HTTP finds a whole trail whole and tells up to where it is sealed, and finds a cut tail', async () => {
  const whole: AuditReport = (await ask(owner, '/audit/verify')).json();
  assert.equal(whole.whole, true);
  assert.ok(whole.entries > 0);
  assert.equal(whole.sealed?.to, whole.entries);
  assert.equal(whole.checkpoint, whole.entries);
  await database.admin(`alter table audit_entries disable trigger all; alter table audit_seals disable trigger all;
    delete from audit_entries where seq = ${whole.entries};
    delete from audit_seals where seq = ${whole.entries}`);
  const cut: AuditReport = (await ask(owner, '/audit/verify')).json();
  assert.equal(cut.whole, false);
  assert.ok(cut.problems.some((each) => each.code === 'tail-cut'));
});

test('verifying is not asked without end', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask(owner, '/audit/verify')));
  assert.ok(answers.some((each) => each.statusCode === 429));
});
