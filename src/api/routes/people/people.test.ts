import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { authenticatorCode } from '../../../../test/kit/authenticator.ts';
import { testDatabase } from '../../../../test/kit/index.ts';
import { addClient } from '../../../clients/index.ts';
import { openGate } from '../../../connect/index.ts';
import { createFetch } from '../../../foundation/outside/index.ts';
import { addUser, inviteOwner } from '../../../identity/index.ts';
import { buildApp } from '../../app.ts';
import type { InvitationLink, KeyAnswer, OpenedLink, UserList } from '../../contract.ts';

const database = await testDatabase({ after });
const { config, keys } = database;
const job = { ...database.context({ kind: 'cli', name: 'test' }), keys };
const gate = openGate({ config, keys, db: database.app, clock: job.clock, log: job.log, fetch: createFetch(config) });
database.atEnd(() => gate.close());
const web = { ...database.context({ kind: 'system', name: 'web' }), db: database.app, gate };
const app = await buildApp({
  ctx: web,
  config: { ...config, mode: 'real' },
  keys,
  signIn: database.signIn,
  readiness: async () => ({ ready: true, demo: 'none', history: { done: 0, total: 0 } }),
  metrics: async () => '',
  webDir: `${tmpdir()}/no-console-here-${randomUUID()}`,
  stopping: new AbortController().signal,
});
database.atEnd(() => app.close());

type Answer = {
  readonly status: number;
  readonly cookie: string;
  readonly body: unknown;
  readonly code: string | undefined;
};
type Ask = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) => Promise<Answer>;
let addresses = 1;

const asking = (headers: Record<string, string> = {}): Ask => {
  addresses += 1;
  const remoteAddress = `127.0.0.${addresses}`;
  return async (method, path, body) => {
    const answer = await app.inject({
      method,
      url: `/api/v1${path}`,
      remoteAddress,
      headers,
      ...(body === undefined ? {} : { payload: body as object }),
    });
    const told: unknown = answer.body === '' ? undefined : answer.json();
    const problem = told as { code?: string } | undefined;
    return {
      status: answer.statusCode,
      cookie: String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? '',
      body: told,
      code: problem?.code,
    };
  };
};
const bodyOf = <Body>(answer: Answer): Body => {
  assert.ok(answer.status < 300, `${answer.status} ${answer.code}`);
  return answer.body as Body;
};

const stranger = asking();
const tokenIn = (link: string): string => new URL(link).hash.slice(1);
const password = 'twelve signs at least';

const accept = async (token: string, more: Record<string, unknown> = {}) => {
  const opened = bodyOf<OpenedLink>(await stranger('POST', '/invitations/open', { token }));
  const { secret = '', ticket } = opened.enrolment ?? {};
  const proof = opened.enrolment === null ? {} : { ticket, code: authenticatorCode(secret) };
  const answer = await stranger('POST', '/invitations/accept', { token, password, ...proof, ...more });
  const { recoveryCodes } = bodyOf<{ recoveryCodes: string[] | null }>(answer);
  return { opened, secret, recoveryCodes, cookie: answer.cookie, ask: asking({ cookie: answer.cookie }) };
};

const owner = await (async () => {
  assert.deepEqual((await stranger('GET', '/set-up')).body, { open: true });
  const invited = await inviteOwner(web);
  return accept(invited?.token ?? '', { email: 'owner@agency.example', name: 'Eigenaar', locale: 'en' });
})();
const clientId = String(
  await addClient(job, { name: 'Eigen', kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' }),
);

const invited = async (role: string, more: Record<string, unknown> = {}) => {
  const email = `${role}-${randomUUID().slice(0, 8)}@agency.example`;
  const person = { email, name: 'Nieuw', role, locale: 'nl', ...more };
  const { link } = bodyOf<InvitationLink>(await owner.ask('POST', '/invitations', person));
  return { email, ...(await accept(tokenIn(link))) };
};

test('after the set-up the owner is signed in with ten recovery codes, and nobody is set up again', async () => {
  assert.equal(owner.recoveryCodes?.length, 10);
  assert.deepEqual((await stranger('GET', '/set-up')).body, { open: false });
  const me = bodyOf<{ role: string; locale: string; may: string[] }>(await owner.ask('GET', '/session'));
  assert.deepEqual([me.role, me.locale, me.may.includes('owners.manage')], ['owner', 'en', true]);
  assert.equal(await inviteOwner(web), undefined);
});

test('an administrator invites, the person accepts, is listed, changed and removed', async () => {
  const person = await invited('manager', { clientIds: [clientId] });
  assert.equal(person.opened.email, person.email);
  const items = async () => bodyOf<UserList>(await owner.ask('GET', '/users')).items;
  const found = (await items()).find((each) => each.email === person.email);
  assert.deepEqual([found?.role, found?.clientIds], ['manager', [clientId]]);
  assert.equal((await person.ask('GET', `/clients/${clientId}/gaps`)).status, 200);
  assert.equal((await person.ask('GET', '/users')).status, 403);

  const at = `/users/${found?.id}`;
  assert.equal((await owner.ask('PATCH', at, { clientIds: ['2000000001'] })).code, 'IDENTITY_INVALID');
  assert.equal((await owner.ask('PATCH', at, { role: 'viewer', clientIds: [] })).code, 'IDENTITY_INVALID');
  const changed = await owner.ask('PATCH', at, { role: 'creator', clientIds: 'all' });
  assert.equal(bodyOf<{ clientIds: string }>(changed).clientIds, 'all');
  assert.equal((await owner.ask('DELETE', at)).status, 204);
  assert.equal((await person.ask('GET', '/account')).status, 401);
  assert.equal(
    (await items()).some((each) => each.email === person.email),
    false,
  );
  assert.equal((await owner.ask('DELETE', '/users/word')).status, 404);
  assert.equal((await owner.ask('DELETE', `/users/${randomUUID()}`)).status, 404);
});

test('a person of a client accepts with a password alone and sees that client only', async () => {
  const person = await invited('viewer', { clientIds: [clientId] });
  assert.equal(person.opened.enrolment, null);
  assert.equal(person.recoveryCodes, null);
  assert.equal((await person.ask('GET', `/clients/${clientId}/daily`)).status, 200);
  assert.equal((await person.ask('POST', '/account/recovery-codes')).code, 'IDENTITY_CODE_AGAIN');
});

test('lists come in pages', async () => {
  for (let each = 0; each < 3; each += 1) {
    await owner.ask('POST', '/invitations', {
      email: `page${each}@agency.example`,
      name: 'Pagina',
      role: 'creator',
      locale: 'nl',
    });
  }
  type List = { items: { id: string }[]; next: string | null };
  const first = bodyOf<List>(await owner.ask('GET', '/invitations?limit=2'));
  const rest = bodyOf<List>(await owner.ask('GET', `/invitations?cursor=${first.next}`));
  assert.equal(first.items.length, 2);
  assert.ok(rest.items.length >= 1 && rest.next === null);
  assert.equal((await owner.ask('GET', '/invitations?limit=0')).status, 422);
  for (const { id } of [...first.items, ...rest.items]) {
    assert.equal((await owner.ask('DELETE', `/invitations/${id}`)).status, 204);
  }
});

test('sessions are listed and end one by one or everywhere, with the cookie', async () => {
  const person = await invited('marketer');
  const again = async () => {
    const first = await stranger('POST', '/session', { email: person.email, password });
    const [code] = person.recoveryCodes?.splice(0, 1) ?? [];
    const second = await asking({ cookie: first.cookie })('POST', '/session/recovery', { code });
    assert.deepEqual(second.body, { next: 'done' });
    return asking({ cookie: second.cookie });
  };
  type Sessions = { items: { id: string; isThis: boolean }[] };
  const [second, third] = [await again(), await again()];
  const { items } = bodyOf<Sessions>(await second('GET', '/account/sessions'));
  assert.equal(items.length, 3);
  const here = items.find((each) => each.isThis);
  assert.equal((await third('DELETE', `/account/sessions/${here?.id}`)).status, 204);
  assert.equal((await second('GET', '/account')).status, 401);
  assert.deepEqual((await third('GET', '/account')).body, { hasSecondFactor: true, recoveryCodesLeft: 8 });
  const everywhere = await third('DELETE', '/account/sessions');
  assert.equal(everywhere.status, 204);
  assert.match(everywhere.cookie, /=$/);
  assert.equal((await person.ask('GET', '/account')).status, 401);
});

test('what makes people, keys or codes asks for a fresh code, and goes on after one', async () => {
  const person = await invited('admin');
  const keyAsked = { label: 'script', scopes: ['facts.read'], clientIds: [clientId], expiresInDays: 30 };
  const { key, id } = bodyOf<KeyAnswer>(await person.ask('POST', '/keys', keyAsked));
  const program = asking({ authorization: `Bearer ${key}` });
  assert.equal((await program('GET', `/clients/${clientId}/daily`)).status, 200);
  assert.equal((await program('GET', '/account')).code, 'IDENTITY_PERSON_NEEDED');
  await database.clock.advance(16 * 60_000);
  for (const [path, body] of [
    ['/keys', keyAsked],
    ['/account/recovery-codes', undefined],
    ['/invitations', { email: 'x@agency.example', name: 'X', role: 'creator', locale: 'nl' }],
  ] as const) {
    assert.equal((await person.ask('POST', path, body)).code, 'IDENTITY_CODE_AGAIN', path);
  }
  assert.equal((await person.ask('POST', '/session/confirm', { code: '000000' })).code, 'IDENTITY_CODE_REFUSED');
  const code = authenticatorCode(person.secret, 1);
  assert.equal((await person.ask('POST', '/session/confirm', { code })).status, 204);
  const codes = bodyOf<{ recoveryCodes: string[] }>(await person.ask('POST', '/account/recovery-codes'));
  assert.equal(codes.recoveryCodes.length, 10);
  assert.equal((await person.ask('DELETE', `/keys/${id}`)).status, 204);
  assert.equal((await program('GET', `/clients/${clientId}/daily`)).status, 401);
});

test('who lost the authenticator signs in with a recovery code and enrols another one; the lost one and other sessions end', async () => {
  await database.admin('update identity_sessions set second_factor_at = clock_now()');
  const person = await invited('creator');
  const first = await stranger('POST', '/session', { email: person.email, password });
  const second = await asking({ cookie: first.cookie })('POST', '/session/recovery', {
    code: person.recoveryCodes?.[0],
  });
  const found = asking({ cookie: second.cookie });
  const opened = bodyOf<{ ticket: string; secret: string }>(await found('POST', '/account/factor/open'));
  const prove = (ask: Ask, secret: string) =>
    ask('PUT', '/account/factor', { ticket: opened.ticket, code: authenticatorCode(secret) });
  assert.equal((await prove(found, person.secret)).code, 'IDENTITY_CODE_REFUSED');
  // A ticket is its person's own.
  assert.equal((await prove(owner.ask, opened.secret)).code, 'IDENTITY_CODE_REFUSED');
  assert.equal((await prove(found, opened.secret)).status, 204);
  assert.equal((await person.ask('GET', '/account')).status, 401);
  const pending = (await stranger('POST', '/session', { email: person.email, password })).cookie;
  const enter = (secret: string) =>
    asking({ cookie: pending })('POST', '/session/totp', { code: authenticatorCode(secret, 1) });
  assert.equal((await enter(person.secret)).status, 401);
  assert.deepEqual((await enter(opened.secret)).body, { next: 'done' });
});

test('a renewal link makes new proofs of who lost them', async () => {
  const added = await addUser(job, { email: 'lost@agency.example', name: 'Kwijt', role: 'creator', locale: 'nl' });
  await database.admin('update identity_sessions set second_factor_at = clock_now()');
  const { link } = bodyOf<InvitationLink>(await owner.ask('POST', `/users/${added.userId}/renewal`));
  const renewed = await accept(tokenIn(link));
  assert.equal(renewed.opened.kind, 'renewal');
  const stale = await stranger('POST', '/session', { email: 'lost@agency.example', password: added.password });
  assert.equal(stale.status, 401);
  assert.equal(
    (await stranger('POST', '/invitations/open', { token: tokenIn(link) })).code,
    'IDENTITY_INVITATION_OVER',
  );
});

test('a write that is sent again with its key happens once and is answered alike; another one with it is refused', async () => {
  const person = await invited('admin');
  const withKey = (key: string, cookie = person.cookie) => asking({ cookie, 'idempotency-key': key });
  const asked = { label: 'once', scopes: ['facts.read'], clientIds: 'all', expiresInDays: 1 };
  const made = async (): Promise<number> =>
    Number((await database.admin("select count(*) as n from identity_api_keys where label = 'once'"))[0]?.n);
  const ask = withKey('a-key-of-mine');
  const [one, other] = await Promise.all([ask('POST', '/keys', asked), ask('POST', '/keys', asked)]);
  const statuses = [one?.status, other?.status].sort();
  assert.ok(statuses[0] === 200 && [200, 409].includes(statuses[1] ?? 0), statuses.join());
  const again = await ask('POST', '/keys', asked);
  assert.deepEqual(again.body, [one, other].find((each) => each?.status === 200)?.body);
  assert.equal(await made(), 1);
  assert.equal((await ask('POST', '/keys', { ...asked, expiresInDays: 2 })).code, 'IDENTITY_REQUEST_OTHER');
  // Somebody else's key of the same name is another key, and a refusal leaves it free.
  assert.equal((await withKey('a-key-of-mine', owner.cookie)('POST', '/keys', asked)).status, 200);
  const fresh = withKey('another-key');
  assert.equal((await fresh('POST', '/keys', { ...asked, scopes: ['users.manage'] })).code, 'IDENTITY_INVALID');
  assert.equal((await fresh('POST', '/keys', asked)).status, 200);
  assert.equal((await withKey('short')('POST', '/keys', asked)).code, 'API_REQUEST_INVALID');
  // Its answer was sealed with a key that was forgotten since: it has happened, and is not done again.
  await database.admin(
    `update identity_requests set answer_sealed = overlay(answer_sealed placing '\\xffff'::bytea from 2)`,
  );
  assert.equal((await fresh('POST', '/keys', asked)).code, 'IDENTITY_REQUEST_UNSURE');
  // A process that died in between: nobody says it did not happen.
  await database.admin(
    `update identity_requests set answer_sealed = null, started_at = started_at - interval '5 minutes'`,
  );
  assert.equal((await fresh('POST', '/keys', asked)).code, 'IDENTITY_REQUEST_UNSURE');
});

test('every change of people, proofs and keys is in the trail, without a name or an address', async () => {
  const rows = await database.admin<{ action: string; text: string }>(
    'select action, t::text as text from audit_pending t union all select action, t::text from audit_entries t',
  );
  const actions = new Set(rows.map((row) => row.action));
  for (const action of [
    'invited',
    'invitation-accepted',
    'invitation-withdrawn',
    'user-changed',
    'user-removed',
    'recovery-code-used',
    'recovery-codes-made',
    'session-ended',
    'sessions-ended',
    'code-confirmed',
    'factor-replaced',
    'key-added',
    'key-revoked',
    'signed-in',
  ]) {
    assert.ok(actions.has(`identity.${action}`), action);
  }
  assert.ok(rows.every((row) => !row.text.includes('agency.example') && !row.text.includes('Nieuw')));
});
