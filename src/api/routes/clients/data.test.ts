import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { authenticatorCode } from '../../../../test/kit/authenticator.ts';
import { testConnect } from '../../../../test/kit/connected.ts';
import { addClient } from '../../../clients/index.ts';
import { callbackPath } from '../../../connect/index.ts';
import type { ClientId } from '../../../foundation/kit/index.ts';
import { addApiKey, addUser, requireSession, sessionCookie, signIn, verifyTotp } from '../../../identity/index.ts';
import type { Role } from '../../../identity/rights.ts';
import { buildApp } from '../../app.ts';
import type { ConnectAttempt, Connection, FaultText, SyncRunList } from '../../contract.ts';

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
  assert.deepEqual([done.statusCode, done.headers.location], [303, `/clients/${own}/data?connected=yes`]);
  const again = await comeBack(manager, back);
  assert.equal(again.headers.location, `/clients/${own}/data?refused=CONNECT_STATE_REFUSED`);
  const shown = await app.inject({ method: 'GET', url: `/api/v1/clients/${own}/connection`, headers: manager });
  assert.equal((shown.json() as Connection).state, 'healthy');
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
