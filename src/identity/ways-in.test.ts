import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { authenticatorCode } from '../../test/kit/authenticator.ts';
import { testDatabase } from '../../test/kit/index.ts';
import { isFault, newClientId } from '../foundation/kit/index.ts';
import { acceptInvitation, openInvitation } from './invitations/accept.ts';
import {
  invite,
  inviteOwner,
  inviteToRenew,
  isSetUpOpen,
  listInvitations,
  withdrawInvitation,
} from './invitations/invite.ts';
import { addApiKey } from './keys/api-keys.ts';
import { type AddedUser, addUser } from './people/add-user.ts';
import { changeUser, removeUser } from './people/change-user.ts';
import { listUsers } from './people/list-users.ts';
import { changePassword, makeRecoveryCodes, ownProofs } from './people/own-proofs.ts';
import { may } from './policy.ts';
import { allActions, keyScopes, type Role } from './rights.ts';
import { confirmCode } from './sessions/confirm-code.ts';
import { sessionCookie } from './sessions/cookie.ts';
import { endSession, endSessions, listSessions } from './sessions/own-sessions.ts';
import { requireFresh } from './sessions/require-fresh.ts';
import { requireSession } from './sessions/require-session.ts';
import { signIn, verifyRecoveryCode, verifyTotp } from './sessions/sign-in.ts';
import type { Person } from './shapes.ts';

const database = await testDatabase({ after });
const asCli = { ...database.context({ kind: 'cli', name: 'test' }), keys: database.keys };
const asSignIn = { ...asCli, db: database.signIn };
const asApp = { ...database.context({ kind: 'system', name: 'web' }), db: database.app };
const code = (name: string) => (error: unknown) => isFault(error, name);
const own = newClientId();

const cookieOf = (token: string) => ({ cookie: sessionCookie({ token, isSecure: false }).split(';')[0] });
const personWith = (token: string): Promise<Person> => requireSession(asApp, cookieOf(token));
const addressOf = (role: string): string => `${role}-${randomUUID().slice(0, 8)}@agency.example`;

type Staff = AddedUser & { readonly email: string };

const addStaff = async (role: Role = 'manager'): Promise<Staff> => {
  const email = addressOf(role);
  return { ...(await addUser(asCli, { email, name: 'Iemand', role, locale: 'nl' })), email };
};

const codeOf = (user: Staff, off = 0): string => authenticatorCode(user.totpSecret ?? '', off);

const pendingOf = async (user: Staff): Promise<string> =>
  (await signIn(asSignIn, { email: user.email, password: user.password })).token;

const tokenOf = async (user: Staff, off = 0): Promise<string> =>
  (await verifyTotp(asSignIn, { token: await pendingOf(user), code: codeOf(user, off) })).token;

const setUp = await inviteOwner(asApp);

test('the first owner is set up with the token of the terminal, by one of two who try at once, and then nobody', async () => {
  const tokens = [setUp?.token ?? '', (await inviteOwner(asApp))?.token ?? ''];
  assert.equal(await isSetUpOpen(asApp), true);
  assert.deepEqual(await listInvitations(asApp), []);
  const said = { password: 'a long enough password', name: 'Eigenaar', locale: 'nl' } as const;
  await assert.rejects(openInvitation(asSignIn, { token: 'pri_guess' }), code('IDENTITY_INVITATION_OVER'));
  await assert.rejects(
    acceptInvitation(asSignIn, { ...said, token: tokens[0] ?? '', email: 'a@agency.example' }),
    code('IDENTITY_CODE_REFUSED'),
  );
  const attempts = tokens.map(async (token, index) => {
    const { enrolment } = await openInvitation(asSignIn, { token });
    const proof = { ticket: enrolment?.ticket, code: authenticatorCode(enrolment?.secret ?? '') };
    return acceptInvitation(asSignIn, { ...said, ...proof, token, email: `owner${index}@agency.example` });
  });
  const ends = await Promise.allSettled(attempts);
  assert.deepEqual(ends.map((end) => end.status).sort(), ['fulfilled', 'rejected']);
  const users = await listUsers(asApp);
  assert.deepEqual(
    users.map((user) => user.role),
    ['owner'],
  );
  assert.equal(await isSetUpOpen(asApp), false);
  assert.equal(await inviteOwner(asApp), undefined);
  for (const token of tokens) {
    await assert.rejects(openInvitation(asSignIn, { token }), code('IDENTITY_INVITATION_OVER'));
  }
});

test('way in 1, password: alone it opens nothing of staff, and neither does a code without it', async () => {
  const user = await addStaff();
  const pending = await pendingOf(user);
  await assert.rejects(personWith(pending), code('IDENTITY_SECOND_FACTOR_NEEDED'));
  await personWith(await tokenOf(user));
  const other = await addStaff();
  // A code of one's own does not complete a sign-in of somebody else.
  await assert.rejects(
    verifyTotp(asSignIn, { token: await pendingOf(other), code: codeOf(user, 1) }),
    code('IDENTITY_SIGN_IN_REFUSED'),
  );
  await assert.rejects(
    verifyTotp(asSignIn, { token: 'prs_guess', code: codeOf(user) }),
    code('IDENTITY_NOT_SIGNED_IN'),
  );
});

test('way in 2, invitation: the link alone is no session, works once, and who read it before holds no factor', async () => {
  const admin = await addStaff('admin');
  const by = await personWith(await tokenOf(admin));
  const email = addressOf('invited');
  const said = { email, name: 'Nieuw', role: 'marketer', locale: 'en', clientIds: [own], by };
  const first = await invite(asApp, said);
  const { token } = await invite(asApp, said);
  await assert.rejects(openInvitation(asSignIn, first), code('IDENTITY_INVITATION_OVER'));
  await assert.rejects(personWith(token), code('IDENTITY_NOT_SIGNED_IN'));

  const reader = await openInvitation(asSignIn, { token });
  const invited = await openInvitation(asSignIn, { token });
  assert.deepEqual([invited.email, invited.role, invited.locale], [email, 'marketer', 'en']);
  assert.notEqual(reader.enrolment?.secret, invited.enrolment?.secret);
  const accept = (proof: { ticket?: string | undefined; code?: string | undefined }, password = 'twelve signs long') =>
    acceptInvitation(asSignIn, { token, password, ...proof });
  const readersCode = authenticatorCode(reader.enrolment?.secret ?? '');
  const ownCode = authenticatorCode(invited.enrolment?.secret ?? '');
  await assert.rejects(accept({}), code('IDENTITY_CODE_REFUSED'));
  await assert.rejects(accept({ ticket: invited.enrolment?.ticket, code: readersCode }), code('IDENTITY_CODE_REFUSED'));
  await assert.rejects(accept({ ticket: 'AQABnonsense', code: ownCode }), code('IDENTITY_CODE_REFUSED'));
  await assert.rejects(accept({ ticket: invited.enrolment?.ticket, code: ownCode }, 'short'), code('IDENTITY_INVALID'));

  const done = await accept({ ticket: invited.enrolment?.ticket, code: ownCode });
  assert.equal(done.recoveryCodes?.length, 10);
  const person = await personWith(done.token);
  assert.ok(person.kind === 'user' && person.role === 'marketer' && person.secondFactorAt !== null);
  assert.deepEqual(person.clientIds, [own]);
  // Used: the link, and the code that proved the factor.
  await assert.rejects(
    accept({ ticket: reader.enrolment?.ticket, code: readersCode }),
    code('IDENTITY_INVITATION_OVER'),
  );
  const pending = (await signIn(asSignIn, { email, password: 'twelve signs long' })).token;
  for (const used of [ownCode, readersCode]) {
    await assert.rejects(verifyTotp(asSignIn, { token: pending, code: used }), code('IDENTITY_SIGN_IN_REFUSED'));
  }
});

test('an invitation ends with its week, when it is withdrawn, and with the right of who made it', async () => {
  const owner = await addStaff('owner');
  const admin = await addStaff('admin');
  const by = await personWith(await tokenOf(admin));
  const make = (role: string) => invite(asApp, { email: addressOf('open'), name: 'Nieuw', role, locale: 'nl', by });
  await assert.rejects(make('owner'), code('IDENTITY_FORBIDDEN'));
  await assert.rejects(make('viewer'), code('IDENTITY_INVALID'));
  await assert.rejects(inviteToRenew(asApp, { userId: owner.userId, by }), code('IDENTITY_FORBIDDEN'));
  await assert.rejects(inviteToRenew(asApp, { userId: admin.userId, by }), code('IDENTITY_YOURSELF'));
  const isOver = (token: string) =>
    assert.rejects(openInvitation(asSignIn, { token }), code('IDENTITY_INVITATION_OVER'));

  const withdrawn = await make('creator');
  await withdrawInvitation(asApp, { invitationId: withdrawn.invitationId, by });
  await assert.rejects(withdrawInvitation(asApp, { ...withdrawn, by }), code('IDENTITY_MISSING'));
  await isOver(withdrawn.token);

  const back = await make('admin');
  await openInvitation(asSignIn, back);
  await changeUser(asCli, { userId: admin.userId, role: 'creator' });
  await isOver(back.token);
  await changeUser(asCli, { userId: admin.userId, role: 'admin' });
  await openInvitation(asSignIn, back);
  await removeUser(asCli, { userId: admin.userId });
  await isOver(back.token);
});

test('way in 3, recovery code: it replaces the authenticator once, never the password, and misses lock', async () => {
  const user = await addStaff();
  const session = { ...asSignIn, actor: { kind: 'user', id: user.userId } as const };
  const [first = '', second = ''] = await makeRecoveryCodes(session, user);
  const enter = async (given: string) => verifyRecoveryCode(asSignIn, { token: await pendingOf(user), code: given });
  await assert.rejects(signIn(asSignIn, { email: user.email, password: first }), code('IDENTITY_SIGN_IN_REFUSED'));
  await assert.rejects(
    verifyRecoveryCode(asSignIn, { token: 'prs_guess', code: first }),
    code('IDENTITY_NOT_SIGNED_IN'),
  );
  const done = await enter(` ${first.toLowerCase().replaceAll('-', ' ')} `);
  await personWith(done.token);
  assert.deepEqual(await ownProofs(session, user), { hasSecondFactor: true, recoveryCodesLeft: 9 });
  await assert.rejects(enter(first), code('IDENTITY_SIGN_IN_REFUSED'));
  // Somebody else's code, and one of a list that was replaced.
  const other = await addStaff();
  const [foreign = ''] = await makeRecoveryCodes({ ...session, actor: { kind: 'user', id: other.userId } }, other);
  await assert.rejects(enter(foreign), code('IDENTITY_SIGN_IN_REFUSED'));
  const [fresh = ''] = await makeRecoveryCodes(session, user);
  await assert.rejects(enter(second), code('IDENTITY_SIGN_IN_REFUSED'));
  const pending = await pendingOf(user);
  const miss = () => verifyRecoveryCode(asSignIn, { token: pending, code: 'AAAA-AAAA-AAAA-AAAA' });
  for (let tries = 0; tries < 5; tries += 1) await assert.rejects(miss(), code('IDENTITY_SIGN_IN_REFUSED'));
  await assert.rejects(verifyRecoveryCode(asSignIn, { token: pending, code: fresh }), code('IDENTITY_SIGN_IN_REFUSED'));
});

test('way in 4, renewal: a link for who lost their proofs ends the old ones and every session, and asks a new factor', async () => {
  const admin = await addStaff('admin');
  const by = await personWith(await tokenOf(admin));
  const user = await addStaff();
  const before = await tokenOf(user);
  const { token } = await inviteToRenew(asApp, { userId: user.userId, by });
  await personWith(before);
  assert.equal((await listInvitations(asApp)).find((each) => each.email === user.email)?.kind, 'renewal');
  const opened = await openInvitation(asSignIn, { token });
  const password = 'another long password';
  await assert.rejects(acceptInvitation(asSignIn, { token, password }), code('IDENTITY_CODE_REFUSED'));
  // The factor that was lost does not prove the new one.
  await assert.rejects(
    acceptInvitation(asSignIn, { token, password, ticket: opened.enrolment?.ticket, code: codeOf(user, 1) }),
    code('IDENTITY_CODE_REFUSED'),
  );
  const given = authenticatorCode(opened.enrolment?.secret ?? '');
  const done = await acceptInvitation(asSignIn, { token, password, ticket: opened.enrolment?.ticket, code: given });
  await personWith(done.token);
  await assert.rejects(personWith(before), code('IDENTITY_NOT_SIGNED_IN'));
  await assert.rejects(signIn(asSignIn, user), code('IDENTITY_SIGN_IN_REFUSED'));
  const pending = (await signIn(asSignIn, { email: user.email, password })).token;
  await assert.rejects(
    verifyTotp(asSignIn, { token: pending, code: codeOf(user, 1) }),
    code('IDENTITY_SIGN_IN_REFUSED'),
  );
});

test('way in 5, a reused or stolen session: it ends everywhere, makes nothing lasting, and its parts open nothing', async () => {
  const user = await addStaff('admin');
  const stolen = await tokenOf(user);
  const thief = await personWith(stolen);
  assert.ok(thief.kind === 'user');
  // What is stored or shown of a session is not what opens it.
  const [row] = await database.admin<{ token_hash: string }>(
    'select token_hash from identity_sessions where user_id = $1',
    [user.userId],
  );
  for (const part of [row?.token_hash ?? '', thief.sessionId, stolen.slice(0, -1)]) {
    await assert.rejects(personWith(part), code('IDENTITY_NOT_SIGNED_IN'));
  }
  // A quarter of an hour later it makes no people, keys or codes; a code does, and the used one does not.
  requireFresh(asApp, thief);
  await database.clock.advance(16 * 60_000);
  const later = await personWith(stolen);
  assert.throws(() => requireFresh(asApp, later), code('IDENTITY_CODE_AGAIN'));
  await assert.rejects(confirmCode(asSignIn, { person: later, code: codeOf(user) }), code('IDENTITY_CODE_REFUSED'));
  assert.throws(() => requireFresh(asApp, later), code('IDENTITY_CODE_AGAIN'));
  await confirmCode(asSignIn, { person: later, code: codeOf(user, 1) });
  requireFresh(asApp, await personWith(stolen));
  await assert.rejects(
    changePassword(
      { ...asSignIn, actor: { kind: 'user', id: user.userId } },
      {
        person: thief,
        present: 'a guess of the thief',
        next: 'a password of the thief',
      },
    ),
    code('IDENTITY_PASSWORD_REFUSED'),
  );
  await endSessions({ ...asSignIn, actor: { kind: 'user', id: user.userId } }, { userId: user.userId });
  await assert.rejects(personWith(stolen), code('IDENTITY_NOT_SIGNED_IN'));
});

test('one session ends alone, a new password ends the others, and nobody ends somebody else’s', async () => {
  const user = await addStaff();
  const acting = { ...asSignIn, actor: { kind: 'user', id: user.userId } as const };
  const [one, two] = [await tokenOf(user), await tokenOf(user, 1)];
  const person = await personWith(one);
  assert.ok(person.kind === 'user');
  const listed = await listSessions(asApp, person);
  assert.deepEqual(listed.map((each) => each.isThis).sort(), [false, true]);
  const stranger = await addStaff();
  await assert.rejects(
    endSession(acting, { userId: stranger.userId, sessionId: person.sessionId }),
    code('IDENTITY_MISSING'),
  );
  await changePassword(acting, { person, present: user.password, next: 'a new and long password' });
  await assert.rejects(personWith(two), code('IDENTITY_NOT_SIGNED_IN'));
  await endSession(acting, { userId: user.userId, sessionId: person.sessionId });
  await assert.rejects(personWith(one), code('IDENTITY_NOT_SIGNED_IN'));
});

test('way in 6, API key: it is no person, never makes people or keys, and ends on its day and with its maker', async () => {
  const maker = await addStaff('admin');
  const by = await personWith(await tokenOf(maker));
  const make = (scopes: readonly string[], expiresInDays = 30) =>
    addApiKey(asApp, { label: 'script', scopes, clientIds: 'all', expiresInDays }, by);
  for (const scope of allActions.filter((action) => !keyScopes.includes(action))) {
    await assert.rejects(make([scope]), code('IDENTITY_INVALID'), scope);
  }
  const { key } = await make(['facts.read', 'clients.manage']);
  const bearing = { authorization: `Bearer ${key}` };
  const program = await requireSession(asApp, bearing);
  assert.equal(program.kind, 'key');
  assert.throws(() => requireFresh(asApp, program), code('IDENTITY_CODE_AGAIN'));
  await assert.rejects(
    confirmCode(asSignIn, { person: program, code: codeOf(maker, 1) }),
    code('IDENTITY_PERSON_NEEDED'),
  );
  await assert.rejects(
    invite(asApp, { email: addressOf('k'), name: 'K', role: 'admin', locale: 'nl', by: program }),
    code('IDENTITY_FORBIDDEN'),
  );
  await assert.rejects(personWith(key), code('IDENTITY_NOT_SIGNED_IN'));
  // Demoted, its maker's key can no longer do what its maker cannot.
  await changeUser(asCli, { userId: maker.userId, role: 'creator', clientIds: [own] });
  const smaller = await requireSession(asApp, bearing);
  assert.deepEqual([may(smaller, 'facts.read', own), may(smaller, 'clients.manage')], [true, false]);
  assert.deepEqual(smaller.clientIds, [own]);
  const { key: short } = await make(['facts.read'], 1);
  await database.clock.advance(24 * 3_600_000 + 1000);
  await assert.rejects(requireSession(asApp, { authorization: `Bearer ${short}` }), code('IDENTITY_NOT_SIGNED_IN'));
  await requireSession(asApp, bearing);
  await removeUser(asCli, { userId: maker.userId });
  await assert.rejects(requireSession(asApp, bearing), code('IDENTITY_NOT_SIGNED_IN'));
});

test('links and recovery codes stand nowhere in clear', async () => {
  const admin = await addStaff('admin');
  const by = await personWith(await tokenOf(admin));
  const { token } = await invite(asApp, { email: addressOf('r'), name: 'R', role: 'creator', locale: 'nl', by });
  const codes = await makeRecoveryCodes({ ...asSignIn, actor: { kind: 'user', id: admin.userId } }, admin);
  for (const table of ['identity_invitations', 'identity_recovery_codes', 'audit_pending', 'audit_entries']) {
    const [row] = await database.admin<{ text: string }>(
      `select coalesce(string_agg(t::text, ' '), '') as text from ${table} t`,
    );
    for (const clear of [token, ...codes, ...codes.map((each) => each.replaceAll('-', ''))]) {
      assert.ok(!row?.text.includes(clear), `${table} holds a proof in clear`);
    }
  }
});

test('whatever role makes whatever role, a person never hands out a right they lack', () => {
  fc.assert(
    fc.property(fc.constantFrom(...keyScopes), fc.subarray([...keyScopes]), (action, scopes) => {
      const program: Person = { kind: 'key', keyId: 'k', scopes: [...scopes, 'users.manage'], clientIds: [] };
      return may(program, action) === scopes.includes(action) && !may(program, 'users.manage');
    }),
  );
});
