import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { testDatabase } from '../../test/kit/index.ts';
import { withoutClient } from '../foundation/db/index.ts';
import { type ClientId, isFault, newClientId, type UserId } from '../foundation/kit/index.ts';
import { identityHandlers } from './handlers.ts';
import { addApiKey, listApiKeys, revokeApiKey } from './keys/api-keys.ts';
import { addUser } from './people/add-user.ts';
import { changeUser, removeUser } from './people/change-user.ts';
import { listUsers } from './people/list-users.ts';
import { may, requireMay } from './policy.ts';
import { totpCode, totpStep } from './proofs/totp.ts';
import type { Role } from './rights.ts';
import { sessionCookie } from './sessions/cookie.ts';
import { requireSession } from './sessions/require-session.ts';
import { signIn, signOut, verifyTotp } from './sessions/sign-in.ts';
import type { Person } from './shapes.ts';
import { identityTables } from './tables.ts';

const database = await testDatabase({ after });
const asCli = { ...database.context({ kind: 'cli', name: 'test' }), keys: database.keys };
const asSignIn = { ...asCli, db: database.signIn };
const asApp = { ...database.context({ kind: 'system', name: 'web' }), db: database.app };
const code = (name: string) => (error: unknown) => isFault(error, name);
const [own, foreign] = [newClientId(), newClientId()];

const cookieOf = (token: string) => ({
  cookie: `theme=dark; ${sessionCookie({ token, isSecure: false }).split(';')[0]}`,
});

const realNow = async (): Promise<number> => {
  const [row] = await database.admin<{ epoch: number }>(
    'select extract(epoch from clock_timestamp())::float8 as epoch',
  );
  return row?.epoch ?? 0;
};

/** Each code works once, so a test that signs in again goes on to the next step (which is accepted early). */
const codeFor = async (secret: string, off = 0): Promise<string> => totpCode(secret, totpStep(await realNow()) + off);

const addStaff = (email: string, role: string, clientIds: readonly ClientId[] = []) =>
  addUser(asCli, { email, name: 'Iemand', role, locale: 'nl', clientIds });

const signInFully = async (email: string, user: Awaited<ReturnType<typeof addStaff>>, off = 0): Promise<string> => {
  const pending = await signIn(asSignIn, { email, password: user.password });
  const done = await verifyTotp(asSignIn, { token: pending.token, code: await codeFor(user.totpSecret ?? '', off) });
  return done.token;
};

test('staff sign in with password and code; the pending session and the used code are worth nothing', async () => {
  const user = await addStaff('manager@agency.example', 'manager', [own]);
  const pending = await signIn(asSignIn, { email: 'Manager@Agency.example', password: user.password });
  assert.equal(pending.state, 'second-factor-needed');
  await assert.rejects(requireSession(asApp, cookieOf(pending.token)), code('IDENTITY_SECOND_FACTOR_NEEDED'));
  await assert.rejects(
    verifyTotp(asSignIn, { token: pending.token, code: '000000' }),
    code('IDENTITY_SIGN_IN_REFUSED'),
  );
  const totp = await codeFor(user.totpSecret ?? '');
  const done = await verifyTotp(asSignIn, { token: pending.token, code: totp });
  await assert.rejects(requireSession(asApp, cookieOf(pending.token)), code('IDENTITY_NOT_SIGNED_IN'));
  const person = await requireSession(asApp, cookieOf(done.token));
  assert.ok(person.kind === 'user' && person.role === 'manager' && person.userId === user.userId);
  assert.deepEqual(person.clientIds, [own]);

  const again = await signIn(asSignIn, { email: 'manager@agency.example', password: user.password });
  await assert.rejects(verifyTotp(asSignIn, { token: again.token, code: totp }), code('IDENTITY_SIGN_IN_REFUSED'));
  await signOut(asSignIn, { token: done.token });
  await assert.rejects(requireSession(asApp, cookieOf(done.token)), code('IDENTITY_NOT_SIGNED_IN'));
});

test('however a session began, staff without a second factor do not pass the gate', async () => {
  const user = await addStaff('forged@agency.example', 'admin');
  const pending = await signIn(asSignIn, { email: 'forged@agency.example', password: user.password });
  await database.admin(
    "update identity_sessions set completed_at = clock_now(), expires_at = clock_now() + interval '1 hour' where user_id = $1",
    [user.userId],
  );
  await assert.rejects(requireSession(asApp, cookieOf(pending.token)), code('IDENTITY_SECOND_FACTOR_NEEDED'));
});

test('a person of a client signs in with a password and sees that client only', async () => {
  const user = await addUser(asCli, {
    email: 'klant@example.nl',
    name: 'Klant',
    role: 'viewer',
    locale: 'nl',
    clientIds: [own],
  });
  assert.equal(user.totpSecret, null);
  const done = await signIn(asSignIn, { email: 'klant@example.nl', password: user.password });
  assert.equal(done.state, 'complete');
  const person = await requireSession(asApp, cookieOf(done.token));
  requireMay(person, 'facts.read', own);
  assert.throws(() => requireMay(person, 'facts.read', foreign), code('IDENTITY_MISSING'));
  assert.throws(() => requireMay(person, 'clients.manage', own), code('IDENTITY_FORBIDDEN'));
});

test('a right that is taken away is gone at the next request, and a removed person too', async () => {
  const user = await addStaff('changing@agency.example', 'manager', [own]);
  const headers = cookieOf(await signInFully('changing@agency.example', user));
  assert.equal(may(await requireSession(asApp, headers), 'connect.manage', own), true);
  await changeUser(asCli, { userId: user.userId, role: 'creator' });
  assert.equal(may(await requireSession(asApp, headers), 'connect.manage', own), false);
  await changeUser(asCli, { userId: user.userId, clientIds: [] });
  assert.equal(may(await requireSession(asApp, headers), 'facts.read', own), false);
  await removeUser(asCli, { userId: user.userId });
  await assert.rejects(requireSession(asApp, headers), code('IDENTITY_NOT_SIGNED_IN'));
  const listed = (await listUsers(asApp)).find((each) => each.userId === user.userId);
  assert.ok(listed?.disabledAt instanceof Date);
});

test('an unknown address, a wrong password and too many attempts give one answer', async () => {
  const user = await addStaff('locked@agency.example', 'admin');
  const attempt = (email: string, password: string) => signIn(asSignIn, { email, password });
  const answers = new Set<string>();
  const note = async (attempted: Promise<unknown>) => {
    await assert.rejects(attempted, (error) => {
      assert.ok(isFault(error, 'IDENTITY_SIGN_IN_REFUSED'));
      answers.add(`${error.message}${JSON.stringify(error.facts)}`);
      return true;
    });
  };
  await note(attempt('nobody@agency.example', user.password));
  for (let tries = 0; tries < 5; tries += 1) await note(attempt('locked@agency.example', 'not the password'));
  await note(attempt('locked@agency.example', user.password));
  assert.equal(answers.size, 1);
  await database.admin('update identity_passwords set locked_until = null where user_id = $1', [user.userId]);
  assert.equal((await attempt('locked@agency.example', user.password)).state, 'second-factor-needed');
});

test('proofs are hashed or sealed at rest, and the web server’s role cannot read them nor make a session', async () => {
  const user = await addStaff('rest@agency.example', 'admin');
  const token = await signInFully('rest@agency.example', user);
  const { key } = await addApiKey(asCli, { label: 'rest', scopes: ['facts.read'], clientIds: 'all' });
  const tables = [
    'identity_passwords',
    'identity_second_factors',
    'identity_sessions',
    'identity_api_keys',
    'audit_pending',
  ];
  for (const table of tables) {
    const rows = await database.admin<{ text: string }>(
      `select coalesce(string_agg(t::text, ' '), '') as text from ${table} t`,
    );
    for (const clear of [user.password, user.totpSecret ?? '', token, key]) {
      const hex = Buffer.from(clear).toString('hex');
      assert.ok(!rows[0]?.text.includes(clear) && !rows[0]?.text.includes(hex), `${table} holds a proof in clear`);
    }
  }
  const asWeb = (sql: string) => withoutClient(database.app, { actor: asApp.actor }, (tx) => tx.sql(sql));
  for (const statement of [
    'select hash from identity_passwords',
    'select secret_sealed from identity_second_factors',
    'update identity_sessions set second_factor_at = clock_now()',
    `insert into identity_sessions select gen_random_uuid(), 'x', user_id, clock_now(), clock_now(), clock_now(), clock_now(), clock_now() from identity_people`,
  ]) {
    await assert.rejects(asWeb(statement), (error) => isFault(error), statement);
  }
});

test('staff sessions end after half an hour of rest and after twelve hours at most', async () => {
  const user = await addStaff('tired@agency.example', 'admin');
  const headers = cookieOf(await signInFully('tired@agency.example', user));
  for (let halfHours = 0; halfHours < 3; halfHours += 1) {
    await database.clock.advance(29 * 60_000);
    await requireSession(asApp, headers);
  }
  await database.clock.advance(31 * 60_000);
  await assert.rejects(requireSession(asApp, headers), code('IDENTITY_NOT_SIGNED_IN'));
  const later = cookieOf(await signInFully('tired@agency.example', user, 1));
  await database.admin("update identity_sessions set seen_at = clock_now() + interval '12 hours' where user_id = $1", [
    user.userId,
  ]);
  await database.clock.advance(12 * 3_600_000 + 1_000);
  await assert.rejects(requireSession(asApp, later), code('IDENTITY_NOT_SIGNED_IN'));
});

test('a page that only watches does not keep its person signed in', async () => {
  const user = await addStaff('away@agency.example', 'admin');
  const headers = cookieOf(await signInFully('away@agency.example', user));
  await database.clock.advance(29 * 60_000);
  await requireSession(asApp, headers, { isUse: false });
  await database.clock.advance(2 * 60_000);
  await assert.rejects(requireSession(asApp, headers, { isUse: false }), code('IDENTITY_NOT_SIGNED_IN'));
});

test('a key does what its scopes say, for its clients, until it is revoked', async () => {
  const { keyId, key } = await addApiKey(asCli, { label: 'script', scopes: ['facts.read'], clientIds: [own] });
  const headers = { authorization: `Bearer ${key}` };
  const person = await requireSession(asApp, headers);
  assert.equal(may(person, 'facts.read', own), true);
  assert.equal(may(person, 'facts.read', foreign), false);
  assert.equal(may(person, 'clients.manage'), false);
  const listed = (await listApiKeys(asApp)).find((each) => each.keyId === keyId);
  assert.ok(listed?.usedOn !== null);
  await revokeApiKey(asCli, { keyId });
  await assert.rejects(requireSession(asApp, headers), code('IDENTITY_NOT_SIGNED_IN'));
  await assert.rejects(requireSession(asApp, {}), code('IDENTITY_NOT_SIGNED_IN'));
});

test('a second user of an address, a short password and clients that do not fit the role are refused', async () => {
  await addStaff('double@agency.example', 'admin');
  await assert.rejects(addStaff('DOUBLE@agency.example', 'admin'), code('IDENTITY_EMAIL_TAKEN'));
  await assert.rejects(addStaff('x@agency.example', 'admin', [own]), code('IDENTITY_INVALID'));
  await assert.rejects(addStaff('y@agency.example', 'viewer'), code('IDENTITY_INVALID'));
  await assert.rejects(addStaff('z@agency.example', 'boss'), code('IDENTITY_INVALID'));
  await assert.rejects(addStaff('w@agency.example', 'viewer', [own, foreign]), code('IDENTITY_INVALID'));
  const short = { email: 's@agency.example', name: 'S', role: 'admin', locale: 'nl', password: 'short' };
  await assert.rejects(addUser(asCli, short), code('IDENTITY_INVALID'));
});

const by = async (role: string) => {
  const email = `${role}-${randomUUID().slice(0, 8)}@agency.example`;
  const user = await addStaff(email, role);
  const person = await requireSession(asApp, cookieOf(await signInFully(email, user)));
  return { ...user, email, person };
};

test('only an owner makes or removes owners, the last one stays, and nobody changes their own role', async () => {
  const [owner, admin] = [await by('owner'), await by('admin')];
  const other = await addStaff('other@agency.example', 'admin');
  const change = (who: Person, userId: UserId, role: Role) => changeUser(asApp, { userId, role, by: who });
  await assert.rejects(change(admin.person, other.userId, 'owner'), code('IDENTITY_FORBIDDEN'));
  await assert.rejects(change(admin.person, owner.userId, 'viewer'), code('IDENTITY_FORBIDDEN'));
  await assert.rejects(removeUser(asApp, { userId: owner.userId, by: admin.person }), code('IDENTITY_FORBIDDEN'));
  await assert.rejects(change(admin.person, admin.userId, 'creator'), code('IDENTITY_YOURSELF'));
  await assert.rejects(removeUser(asCli, { userId: owner.userId }), code('IDENTITY_LAST_OWNER'));
  await change(owner.person, other.userId, 'owner');
  // Both at once: one of them must find that it is the last.
  const removed = await Promise.allSettled([owner, other].map(({ userId }) => removeUser(asCli, { userId })));
  assert.deepEqual(removed.map((each) => each.status).sort(), ['fulfilled', 'rejected']);
});

test('who saw every client in one role sees none of them in the next until they are given', async () => {
  const admin = await addStaff('demoted@agency.example', 'admin');
  await changeUser(asCli, { userId: admin.userId, role: 'creator' });
  const seen = async () => (await listUsers(asApp)).find((each) => each.userId === admin.userId)?.clientIds;
  assert.deepEqual(await seen(), []);
  await changeUser(asCli, { userId: admin.userId, clientIds: 'all' });
  assert.equal(await seen(), 'all');
  await changeUser(asCli, { userId: admin.userId, role: 'manager' });
  assert.equal(await seen(), 'all');
  await assert.rejects(changeUser(asCli, { userId: admin.userId, role: 'viewer' }), code('IDENTITY_INVALID'));
  await changeUser(asCli, { userId: admin.userId, role: 'viewer', clientIds: [own] });
  await assert.rejects(
    changeUser(asCli, { userId: admin.userId, role: 'creator' }),
    code('IDENTITY_STAFF_BY_INVITATION'),
  );
});

test('the address of who was removed is free again', async () => {
  const first = await addStaff('back@agency.example', 'creator');
  await removeUser(asCli, { userId: first.userId });
  await removeUser(asCli, { userId: first.userId });
  const second = await addStaff('back@agency.example', 'creator');
  assert.notEqual(first.userId, second.userId);
  await assert.rejects(
    signIn(asSignIn, { email: 'back@agency.example', password: first.password }),
    code('IDENTITY_SIGN_IN_REFUSED'),
  );
});

test('thirty days after a person was removed nothing of them is left but the id in the trail', async () => {
  const user = await addStaff('gone@agency.example', 'creator');
  await signInFully('gone@agency.example', user);
  const keeper = await addStaff('keeper@agency.example', 'admin');
  await removeUser(asCli, { userId: user.userId });
  const clear = identityHandlers.find((each) => each.job.name === 'identity-clear-sessions');
  const stillThere = async (): Promise<string[]> => {
    const { signal } = new AbortController();
    await clear?.run(asCli, {}, { jobId: randomUUID(), signal, stopping: signal, tries: 0 });
    const found: string[] = [];
    for (const { name } of identityTables) {
      const rows = await database.admin(`select 1 from ${name} t where t::text like $1`, [`%${user.userId}%`]);
      if (rows.length > 0) found.push(name);
    }
    return found;
  };
  await database.clock.advance(29 * 86_400_000);
  assert.ok((await stillThere()).includes('identity_people'));
  await database.clock.advance(2 * 86_400_000);
  assert.deepEqual(await stillThere(), []);
  assert.ok((await listUsers(asApp)).some((each) => each.userId === keeper.userId));
});
