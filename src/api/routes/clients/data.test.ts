import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { authenticatorCode } from '../../../../test/kit/authenticator.ts';
import { testConnect } from '../../../../test/kit/connected.ts';
import { addClient } from '../../../clients/index.ts';
import { callbackPath, openGate } from '../../../connect/index.ts';
import type { ClientId } from '../../../foundation/kit/index.ts';
import { createFetch } from '../../../foundation/outside/index.ts';
import { addApiKey, addUser, requireSession, sessionCookie, signIn, verifyTotp } from '../../../identity/index.ts';
import type { Role } from '../../../identity/rights.ts';
import { buildApp } from '../../app.ts';
import type { AccountChoice, ConnectAttempt, Connection, FaultText, SyncRunList } from '../../contract.ts';

const kit = await testConnect({ after });
const { database } = kit;
const { config, keys } = database;
const job = { ...kit.context({ kind: 'cli', name: 'test' }), keys };
const serverWith = async (ctx: Parameters<typeof buildApp>[0]['ctx']) => {
  const server = await buildApp({
    ctx,
    config,
    keys,
    signIn: database.signIn,
    readiness: async () => ({ ready: true, demo: 'none', history: { done: 0, total: 0 } }),
    metrics: async () => '',
    webDir: `${tmpdir()}/no-console-here-${randomUUID()}`,
    stopping: new AbortController().signal,
  });
  database.atEnd(() => server.close());
  return server;
};
const app = await serverWith({ ...kit.context({ kind: 'system', name: 'web' }), db: database.app });

const add = (name: string): Promise<ClientId> =>
  addClient(job, { name, kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });
const [own, foreign] = [await add('Eigen'), await add('Andermans')];
const business = kit.users.filter((each) => each.accountType === 'BUSINESS').map((each) => each.id);
const pinner = kit.users.find((each) => each.accountType !== 'BUSINESS')?.id ?? '';

type Asker = { readonly cookie: string };
const signedIn = async (role: Role, clientIds: readonly ClientId[]): Promise<Asker> => {
  const email = `${randomUUID()}@agency.example`;
  const added = await addUser(job, { email, name: 'Iemand', role, locale: 'nl', clientIds });
  const asSignIn = { ...job, db: database.signIn };
  const first = await signIn(asSignIn, { email, password: added.password });
  const code = authenticatorCode(added.totpSecret ?? '');
  const { token } = await verifyTotp(asSignIn, { token: first.token, code });
  return { cookie: sessionCookie({ token, isSecure: false }).split(';')[0] ?? '' };
};
const manager = await signedIn('manager', [own]);
const colleague = await signedIn('manager', [own]);
const marketer = await signedIn('marketer', [own]);

const begin = (headers: Record<string, string>, clientId: ClientId) =>
  app.inject({ method: 'POST', url: `/api/v1/clients/${clientId}/connection/attempts`, headers });
const begun = async (who: Asker): Promise<string> => {
  const answer = await begin(who, own);
  assert.equal(answer.statusCode, 200, answer.body);
  return (answer.json() as ConnectAttempt).url;
};
const comeBack = (who: Partial<Asker>, { code, state }: { code: string | undefined; state: string }) =>
  app.inject({
    method: 'GET',
    url: `${callbackPath}?${new URLSearchParams({ state, ...(code === undefined ? {} : { code }) })}`,
    headers: who,
  });

test('who denies, or gives consent with an account that is none for business, is led back with the code', async () => {
  const denied = await comeBack(manager, await kit.consent(await begun(manager), 'deny'));
  assert.deepEqual([denied.statusCode, denied.headers.location], [303, `/clients/${own}/data?refused=CONNECT_DENIED`]);
  const wrong = await comeBack(manager, await kit.consent(await begun(manager), pinner));
  assert.equal(wrong.headers.location, `/clients/${own}/data?refused=CONNECT_NOT_BUSINESS`);
});

test('an attempt is good for the session that began it, once, and not for a colleague', async () => {
  const back = await kit.consent(await begun(manager), business[0] ?? '');
  const stolen = await comeBack(colleague, back);
  assert.equal(stolen.statusCode, 422);
  assert.equal((await comeBack({}, back)).statusCode, 422);
  const done = await comeBack(manager, back);
  assert.deepEqual([done.statusCode, done.headers.location], [303, `/clients/${own}/data`]);
  const again = await comeBack(manager, back);
  assert.equal(again.headers.location, `/clients/${own}/data?refused=CONNECT_STATE_REFUSED`);
});

test('after a first consent nothing is the client’s until a person has chosen, at whichever server', async () => {
  const path = `/api/v1/clients/${own}/connection`;
  const get = async <Answer>(where: typeof app, url: string, headers: Partial<Asker> = manager): Promise<Answer> =>
    (await where.inject({ method: 'GET', url, headers })).json<Answer>();
  const before = await get<Connection>(app, path);
  assert.deepEqual([before.state, before.accounts], ['paused', []]);
  // Another server that has just started knows as much: what waits is the connection itself.
  const gate = openGate({ config, keys, db: database.app, clock: job.clock, log: job.log, fetch: createFetch(config) });
  database.atEnd(() => gate.close());
  const other = await serverWith({ ...kit.context({ kind: 'system', name: 'web' }), db: database.app, gate });
  const { items } = await get<AccountChoice>(other, `${path}/accounts`);
  const mine = items.filter((each) => each.isOwned);
  const shared = items.find((each) => !each.isOwned);
  assert.ok(mine.length > 0 && items.every((each) => each.name !== null && !each.isChosen));
  const choose = (accounts: readonly string[], headers: Partial<Asker> = manager) =>
    other.inject({ method: 'POST', url: `${path}/accounts`, headers, payload: { accounts } });
  assert.equal((await choose([])).statusCode, 422);
  assert.deepEqual((await choose(['1'])).json().code, 'CONNECT_ACCOUNT_UNREACHABLE');
  assert.equal(
    (
      await choose(
        mine.map((each) => each.id),
        marketer,
      )
    ).statusCode,
    403,
  );
  assert.equal((await get<Connection>(app, path)).state, 'paused');
  const chosen = shared === undefined ? mine : [...mine, shared];
  assert.equal((await choose(chosen.map((each) => each.id))).statusCode, 204);
  const after = await get<Connection>(app, path);
  const ids = (all: readonly { id: string }[]) => all.map((each) => each.id).sort();
  assert.deepEqual([after.state, ids(after.accounts)], ['healthy', ids(chosen)]);
  // What was reached and not chosen is in no table, and no name is either.
  const dump = JSON.stringify(await database.admin('select * from connect_ad_accounts where client_id = $1', [own]));
  const left = items.filter((each) => !chosen.includes(each));
  assert.ok(left.every((each) => !dump.includes(each.id)) && items.every((each) => !dump.includes(each.name ?? '?')));
});

test('beginning to connect asks for the right, the client and a person', async () => {
  assert.equal((await begin(marketer, own)).statusCode, 403);
  assert.equal((await begin(manager, foreign)).statusCode, 404);
  const by = await requireSession(job, manager);
  const { key } = await addApiKey(job, { label: 'script', scopes: ['connect.manage'], clientIds: [own] }, by);
  const program = await begin({ authorization: `Bearer ${key}` }, own);
  assert.deepEqual([program.statusCode, program.json().code], [403, 'IDENTITY_PERSON_NEEDED']);
});

test('nights are told with what came in, what did not and why', async () => {
  const chunk = (night: string, state: string, rows: number, code: string | null, level: string) =>
    database.admin(
      `insert into ingest_chunks (client_id, chunk_id, account, kind, level, from_day, to_day, night_on, priority, state,
                                  rows, fault_code, changed_at)
       values ($1, gen_random_uuid(), '549', 'report', $6, '2026-01-01', '2026-01-31', $2, 5, $3, $4, $5, clock_now())`,
      [own, night, state, rows, code, level],
    );
  await chunk('2026-02-01', 'landed', 120, null, 'account');
  await chunk('2026-02-02', 'landed', 30, null, 'account');
  await chunk('2026-02-02', 'landed', 12, null, 'campaign');
  await chunk('2026-02-02', 'failed', 0, 'CONNECT_NOT_CONNECTED', 'ad');
  await chunk('2026-02-02', 'planned', 0, null, 'adGroup');
  const runs = async (headers: Record<string, string>): Promise<SyncRunList['items']> => {
    const answer = await app.inject({ method: 'GET', url: `/api/v1/clients/${own}/sync-runs`, headers });
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json().items;
  };
  const [last, before] = (await runs(marketer)).filter((each) => each.nightOn.startsWith('2026-02'));
  assert.deepEqual(
    [last?.nightOn, last?.total, last?.landed, last?.failed, last?.waiting, last?.rows],
    ['2026-02-02', 4, 2, 1, 1, 42],
  );
  assert.deepEqual(
    last?.faults.map((each) => [each.code, each.count]),
    [['CONNECT_NOT_CONNECTED', 1]],
  );
  assert.deepEqual([before?.nightOn, before?.rows, before?.faults], ['2026-02-01', 120, []]);
});

test('a code is explained in the language of who asks, and one that is none is missing', async () => {
  const explained = async (language: string): Promise<FaultText> =>
    (
      await app.inject({
        method: 'GET',
        url: '/api/v1/faults/CONNECT_DENIED',
        headers: { ...marketer, 'accept-language': language },
      })
    ).json();
  assert.notEqual((await explained('nl')).remedy, (await explained('en')).remedy);
  const unknown = await app.inject({ method: 'GET', url: '/api/v1/faults/constructor', headers: marketer });
  assert.equal(unknown.statusCode, 404);
});
