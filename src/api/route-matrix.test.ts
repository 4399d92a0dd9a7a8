import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { authenticatorCode } from '../../test/kit/authenticator.ts';
import { testDatabase } from '../../test/kit/index.ts';
import { addClient } from '../clients/index.ts';
import { openGate } from '../connect/index.ts';
import { type ClientId, isFault, type UserId } from '../foundation/kit/index.ts';
import { createFetch } from '../foundation/outside/index.ts';
import {
  addApiKey,
  addUser,
  changeUser,
  removeUser,
  requireSession,
  sessionCookie,
  signIn,
  verifyTotp,
} from '../identity/index.ts';
import { rights } from '../identity/policy.ts';
import type { Role } from '../identity/rights.ts';
import { buildApp } from './app.ts';
import { type Route, route } from './route.ts';
import { routes } from './routes.ts';

const database = await testDatabase({ after });
const { config, keys } = database;
const job = { ...database.context({ kind: 'cli', name: 'test' }), keys };
const gate = openGate({ config, keys, db: database.app, clock: job.clock, log: job.log, fetch: createFetch(config) });
database.atEnd(() => gate.close());

const appOf = async (served?: readonly Route[]): Promise<FastifyInstance> => {
  const app = await buildApp(
    {
      ctx: { ...database.context({ kind: 'system', name: 'web' }), db: database.app, gate },
      config,
      keys,
      signIn: database.signIn,
      readiness: async () => ({ ready: true, demo: 'none', history: { done: 0, total: 0 } }),
      metrics: async () => '',
      webDir: `${tmpdir()}/no-console-here-${randomUUID()}`,
      stopping: new AbortController().signal,
    },
    served,
  );
  database.atEnd(() => app.close());
  return app;
};

// The gate is what is asked here, so behind it every route says only that it was reached: nothing is signed out, removed or
// streamed on the way. Schemas are left out, since `run` answers 299 for itself.
const REACHED = 299;
const reached = routes.map(
  ({ answer: _answer, body: _body, perMinute: _perMinute, ...each }): Route => ({
    ...each,
    run: async (_around, { reply }) => reply.status(REACHED).send(),
  }),
);
const app = await appOf(reached);

const newClient = (name: string): Promise<ClientId> =>
  addClient(job, { name, kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });
const [own, foreign] = [await newClient('Eigen'), await newClient('Andermans')];

type Asker = { readonly headers: Record<string, string>; readonly userId: UserId; readonly address: string };
let addresses = 1;

const asker = async (role: Role, clientIds?: readonly ClientId[]): Promise<Asker> => {
  const email = `${role}-${randomUUID().slice(0, 8)}@agency.example`;
  const given = clientIds === undefined ? {} : { clientIds };
  const added = await addUser(job, { email, name: 'Iemand', role, locale: 'nl', ...given });
  const asSignIn = { ...job, db: database.signIn };
  const first = await signIn(asSignIn, { email, password: added.password });
  const { token } =
    added.totpSecret === null
      ? first
      : await verifyTotp(asSignIn, { token: first.token, code: authenticatorCode(added.totpSecret) });
  addresses += 1;
  const cookie = sessionCookie({ token, isSecure: false }).split(';')[0] ?? '';
  // Each asker comes from an address of their own, so that many questions are not too many.
  return { headers: { cookie }, userId: added.userId, address: `127.0.0.${addresses}` };
};

const ask = (where: FastifyInstance, who: Asker | undefined, method: Route['method'], path: string) =>
  where.inject({
    method,
    url: `/api/v1${path}`,
    remoteAddress: who?.address ?? '127.0.1.1',
    headers: who?.headers ?? {},
  });

const pathOf = (each: Route, clientId: string): string =>
  each.path.replace(':clientId', clientId).replaceAll(/:\w+/g, randomUUID());

/** What the table of rights says to a question, written here once more and from the table alone. */
const expected = (each: Route, who: { role: Role; sees: 'all' | readonly ClientId[] } | undefined, on: ClientId) => {
  if (each.action === 'public') return REACHED;
  if (who === undefined) return 401;
  // People of a client have no second factor, so theirs is never fresh.
  if (each.action === 'signed-in') return each.isFresh === true && !rights[who.role].staff ? 403 : REACHED;
  const isVisible = who.sees === 'all' || who.sees.includes(on);
  if (each.path.includes(':clientId') && !isVisible) return 404;
  return rights[who.role].may.includes(each.action) ? REACHED : 403;
};

const deviations = async (
  who: Asker | undefined,
  table: { role: Role; sees: 'all' | readonly ClientId[] } | undefined,
): Promise<string[]> => {
  const found: string[] = [];
  for (const each of routes) {
    const answer = await ask(app, who, each.method, pathOf(each, String(own)));
    const wanted = expected(each, table, own);
    if (answer.statusCode !== wanted) {
      found.push(`${each.method} ${each.path} (${each.action}): ${answer.statusCode}, not ${wanted}`);
    }
  }
  return found;
};

test('a key reaches what its scopes say, as long as who made it may do that, and nothing that only a person does', async () => {
  const manager = await asker('manager', [own]);
  const by = await requireSession(job, manager.headers);
  const { key } = await addApiKey(job, { label: 'script', scopes: ['facts.read', 'sync.read'], clientIds: [own] }, by);
  const program: Asker = { ...manager, headers: { authorization: `Bearer ${key}` } };
  const wantedOf = (each: Route, scopes: readonly string[]) => {
    if (each.action === 'public') return REACHED;
    return scopes.includes(each.action) ? REACHED : 403;
  };
  const reaches = async (scopes: readonly string[]) => {
    const found: string[] = [];
    for (const each of routes) {
      const { statusCode } = await ask(app, program, each.method, pathOf(each, String(own)));
      const wanted = wantedOf(each, scopes);
      if (statusCode !== wanted) found.push(`${each.method} ${each.path}: ${statusCode}, not ${wanted}`);
    }
    return found;
  };
  assert.deepEqual(await reaches(['facts.read', 'sync.read']), []);
  await changeUser(job, { userId: manager.userId, role: 'viewer' });
  assert.deepEqual(await reaches(['facts.read']), []);
  await removeUser(job, { userId: manager.userId });
  assert.deepEqual(await deviations(program, undefined), []);
});

type Row = { readonly name: string; readonly role: Role; readonly given?: readonly ClientId[] };

const rows: readonly Row[] = [
  { name: 'viewer of the client', role: 'viewer', given: [own] },
  { name: 'approver of the client', role: 'approver', given: [own] },
  { name: 'viewer of another client', role: 'viewer', given: [foreign] },
  { name: 'approver of another client', role: 'approver', given: [foreign] },
  ...(['manager', 'marketer', 'creator'] as const).flatMap((role): Row[] => [
    { name: `${role} not assigned`, role, given: [] },
    { name: `${role} assigned`, role, given: [own] },
  ]),
  { name: 'privacy officer', role: 'privacy' },
  { name: 'admin', role: 'admin' },
  { name: 'owner', role: 'owner' },
];

test('who is not signed in reaches the public routes and no other', async () => {
  assert.deepEqual(await deviations(undefined, undefined), []);
});

for (const { name, role, given } of rows) {
  test(`every route answers ${name} as the table of rights says`, async () => {
    const sees = rights[role].sees === 'all' ? 'all' : (given ?? []);
    assert.deepEqual(await deviations(await asker(role, given), { role, sees }), []);
  });
}

test('every route answers by the new role of who lost one a moment ago', async () => {
  const admin = await asker('admin');
  assert.deepEqual(await deviations(admin, { role: 'admin', sees: 'all' }), []);
  await changeUser(job, { userId: admin.userId, role: 'creator', clientIds: [own] });
  assert.deepEqual(await deviations(admin, { role: 'creator', sees: [own] }), []);
  await changeUser(job, { userId: admin.userId, clientIds: [] });
  assert.deepEqual(await deviations(admin, { role: 'creator', sees: [] }), []);
});

test('no route but the public ones answers who was removed a moment ago', async () => {
  const manager = await asker('manager', [own]);
  assert.deepEqual(await deviations(manager, { role: 'manager', sees: [own] }), []);
  await removeUser(job, { userId: manager.userId });
  assert.deepEqual(await deviations(manager, undefined), []);
});

test('somebody else’s client, one that does not exist and a word get the same body and headers on every route', async () => {
  const real = await appOf();
  const askers = [await asker('manager', [own]), await asker('viewer', [own]), await asker('marketer', [])];
  const ofClients = routes.filter((each) => each.path.includes(':clientId'));
  assert.ok(ofClients.length > 0);
  for (const who of askers) {
    for (const each of ofClients) {
      const answers = await Promise.all(
        [String(foreign), '2000000001', 'word'].map((client) =>
          ask(real, who, each.method, each.path.replace(':clientId', client).replaceAll(/:\w+/g, 'spend')),
        ),
      );
      const told = answers.map(({ statusCode, body, headers: { date: _date, ...headers } }) =>
        JSON.stringify({ statusCode, body, headers }),
      );
      assert.equal(answers[0]?.statusCode, 404, `${each.method} ${each.path}`);
      assert.equal(new Set(told).size, 1, `${each.method} ${each.path}: ${[...new Set(told)].join('\n')}`);
    }
  }
});

test('a route that stands in no list is refused when it is added, whichever method it answers', async () => {
  const listed = new Set(routes.map((each) => `${each.method} /api/v1${each.path}`));
  assert.equal(listed.size, routes.length, 'a route stands in the list twice');
  const probe = await appOf();
  const undeclared = (error: unknown) => isFault(error, 'API_ROUTE_UNDECLARED');
  assert.throws(() => probe.get('/api/v1/forgotten', async () => 'open'), undeclared);
  assert.throws(() => probe.post('/api/v1/clients/overview', async () => 'open'), undeclared);
});

test('a route without an action does not compile', () => {
  // @ts-expect-error: `action` is missing
  route({ method: 'GET', path: '/forgotten', summary: 'Forgotten', run: async () => undefined });
  // @ts-expect-error: no such action
  route({ method: 'GET', path: '/odd', summary: 'Odd', action: 'clients.destroy', run: async () => undefined });
});
