import { record } from '../../foundation/audit/index.ts';
import { type Actor, type Context, type Tx, withoutClient } from '../../foundation/db/index.ts';
import { Fault, type UserId } from '../../foundation/kit/index.ts';
import type { IdentityContext } from '../people/add-user.ts';
import { isStaff } from '../policy.ts';
import { fitsPassword } from '../proofs/passwords.ts';
import { hashToken, makeToken } from '../proofs/tokens.ts';
import type { Role } from '../rights.ts';
import { beginSession, noteSignedIn } from './begin-session.ts';
import { nobody, noteFailure, refused } from './failures.ts';
import { livesFor } from './lives.ts';
import { takeRecoveryCode } from './recovery-codes.ts';
import { hasSecondFactor, takeCode } from './second-factor.ts';

/*
 * Signing in.
 *
 * | from    | to       | when                                                                                |
 * |---------|----------|-------------------------------------------------------------------------------------|
 * | —       | pending  | the password fits, and a second factor is asked (always of staff)                   |
 * | —       | complete | the password fits, of a person of a client without a second factor                  |
 * | pending | complete | the code fits; the token is replaced, so that one seen before is worth nothing       |
 * | any     | gone     | signed out, or its time is over                                                     |
 *
 * All of it runs as the sign-in role, the only one that can read proofs and make sessions.
 */

/** A session's token for the browser, and what is still to be done. */
export type SignedIn = {
  readonly state: 'complete' | 'second-factor-needed';
  /** For the cookie; only its hash is kept here. */
  readonly token: string;
  readonly expiresAt: Date;
};

type Known = { user_id: UserId; role: Role; hash: string; is_locked: boolean };

const findByEmail = async (tx: Tx, email: string): Promise<Known | undefined> => {
  const [row] = await tx.sql<Known>(
    `select person.user_id, person.role, proof.hash,
            coalesce(proof.locked_until > clock_timestamp(), false) as is_locked
       from identity_people person join identity_passwords proof using (user_id)
      where lower(person.email) = lower($1) and person.disabled_at is null`,
    [email],
  );
  return row;
};

/**
 * Checks address and password and begins a session. Staff, and whoever has a second factor, get a pending one that is good
 * for nothing but `verifyTotp`. Takes as long for an address that does not exist. Needs a context of the sign-in role.
 *
 * @throws IDENTITY_SIGN_IN_REFUSED, whatever was wrong
 * @personal the address is compared, not stored
 */
export const signIn = async (ctx: Context, input: { email: string; password: string }): Promise<SignedIn> => {
  const known = await withoutClient(ctx.db, { actor: nobody }, (tx) => findByEmail(tx, input.email));
  const fits = await fitsPassword(input.password, known?.hash);
  if (known === undefined || known.is_locked) throw refused();
  if (!fits) {
    await noteFailure(ctx, known.user_id);
    throw refused();
  }
  const actor: Actor = { kind: 'user', id: known.user_id };
  return withoutClient(ctx.db, { actor }, async (tx) => {
    const isPending = isStaff(known.role) || (await hasSecondFactor(tx, known.user_id));
    const proven = isPending ? 'password-first' : 'password-alone';
    const session = await beginSession(tx, ctx, { userId: known.user_id, role: known.role, proven });
    if (!isPending) await noteSignedIn(tx, actor, known.user_id);
    return { state: isPending ? 'second-factor-needed' : 'complete', ...session };
  });
};

type Pending = { session_id: string; user_id: UserId; role: Role; is_locked: boolean };

const findPending = async (tx: Tx, token: string): Promise<Pending | undefined> => {
  const [row] = await tx.sql<Pending>(
    `select session.session_id, session.user_id, person.role,
            coalesce(proof.locked_until > clock_timestamp(), false) as is_locked
       from identity_sessions session
       join identity_people person using (user_id)
       join identity_passwords proof using (user_id)
      where session.token_hash = $1 and session.completed_at is null and session.expires_at > clock_now()
        and person.disabled_at is null`,
    [hashToken(token)],
  );
  return row;
};

/** Takes a second factor of a person, once; false when it is not theirs or was used. */
type Take = (tx: Tx, userId: UserId) => Promise<boolean>;

const complete = async (
  tx: Tx,
  ctx: Context,
  input: { pending: Pending; take: Take },
): Promise<SignedIn | undefined> => {
  const { pending, take } = input;
  if (!(await take(tx, pending.user_id))) return undefined;
  const at = ctx.clock.now();
  const token = makeToken('prs');
  const expiresAt = new Date(at.getTime() + livesFor(pending.role).hours * 3_600_000);
  const moved = await tx.sql(
    `update identity_sessions
        set token_hash = $2, completed_at = $3, second_factor_at = $3, seen_at = $3, expires_at = $4
      where session_id = $1 and completed_at is null returning 1 as moved`,
    [pending.session_id, hashToken(token), at, expiresAt],
  );
  if (moved.length === 0) return undefined;
  await noteSignedIn(tx, { kind: 'user', id: pending.user_id }, pending.user_id);
  return { state: 'complete', token, expiresAt };
};

const finish = async (ctx: Context, token: string, take: Take): Promise<SignedIn> => {
  const pending = await withoutClient(ctx.db, { actor: nobody }, (tx) => findPending(tx, token));
  if (pending === undefined) {
    throw new Fault('IDENTITY_NOT_SIGNED_IN', 'unauthenticated', 'No sign-in is waiting for a second factor.');
  }
  if (pending.is_locked) throw refused();
  const signedIn = await withoutClient(ctx.db, { actor: { kind: 'user', id: pending.user_id } }, (tx) =>
    complete(tx, ctx, { pending, take }),
  );
  if (signedIn === undefined) {
    await noteFailure(ctx, pending.user_id);
    throw refused();
  }
  return signedIn;
};

/**
 * Gives the second factor to a pending session and completes it under a new token; the pending one is worth nothing after.
 * Each code works once. Needs a context of the sign-in role.
 *
 * @param input.token the pending session's, from the cookie
 * @throws IDENTITY_NOT_SIGNED_IN when nothing is pending, IDENTITY_SIGN_IN_REFUSED for a wrong or used code
 * @personal none
 */
export const verifyTotp = (ctx: IdentityContext, input: { token: string; code: string }): Promise<SignedIn> =>
  finish(ctx, input.token, (tx, userId) => takeCode(tx, ctx.keys, { userId, code: input.code }));

/**
 * Completes a pending session with a recovery code instead of the authenticator's: the password was given before, and each
 * code works once. Needs a context of the sign-in role.
 *
 * @throws IDENTITY_NOT_SIGNED_IN when nothing is pending, IDENTITY_SIGN_IN_REFUSED for a wrong or used code
 * @personal none
 */
export const verifyRecoveryCode = (ctx: Context, input: { token: string; code: string }): Promise<SignedIn> =>
  finish(ctx, input.token, async (tx, userId) => {
    const isTaken = await takeRecoveryCode(tx, { userId, code: input.code });
    if (isTaken) {
      await record(tx, { action: 'identity.recovery-code-used', actor: { kind: 'user', id: userId }, subject: userId });
    }
    return isTaken;
  });

/** Ends the session of a token; one that has ended already stays so. Needs the sign-in role. @personal none */
export const signOut = (ctx: Context, input: { token: string }): Promise<void> =>
  withoutClient(ctx.db, { actor: nobody }, async (tx) => {
    const [ended] = await tx.sql<{ user_id: UserId }>(
      'delete from identity_sessions where token_hash = $1 returning user_id',
      [hashToken(input.token)],
    );
    if (ended !== undefined) {
      await record(tx, { action: 'identity.signed-out', actor: nobody, subject: ended.user_id });
    }
  });
