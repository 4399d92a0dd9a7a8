import { record } from '../../foundation/audit/index.ts';
import { withoutClient } from '../../foundation/db/index.ts';
import { Fault, type UserId } from '../../foundation/kit/index.ts';
import { seal } from '../../foundation/runtime/index.ts';
import { type Enrolment, makeEnrolment, proveEnrolment } from '../invitations/enrolment.ts';
import { fitsPassword, hashPassword } from '../proofs/passwords.ts';
import { isLocked, noteFailure } from '../sessions/failures.ts';
import { renewRecoveryCodes } from '../sessions/recovery-codes.ts';
import { hasSecondFactor, secondFactorPlace } from '../sessions/second-factor.ts';
import type { Person } from '../shapes.ts';
import { checkPassword, type IdentityContext } from './add-user.ts';

/** What a person has to prove who they are. */
export type OwnProofs = { readonly hasSecondFactor: boolean; readonly recoveryCodesLeft: number };

/** What a person has to prove who they are. Needs a context of the sign-in role. @personal none */
export const ownProofs = (ctx: IdentityContext, input: { userId: UserId }): Promise<OwnProofs> =>
  withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    const [row] = await tx.sql<{ left: number }>(
      'select count(*)::int4 as left from identity_recovery_codes where user_id = $1',
      [input.userId],
    );
    return { hasSecondFactor: await hasSecondFactor(tx, input.userId), recoveryCodesLeft: row?.left ?? 0 };
  });

/**
 * Gives a person ten fresh recovery codes; the older ones are worth nothing from now on. Needs a context of the sign-in role.
 *
 * @throws IDENTITY_INVALID for a person without a second factor, who has nothing to recover
 * @personal none
 */
export const makeRecoveryCodes = (ctx: IdentityContext, input: { userId: UserId }): Promise<readonly string[]> =>
  withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    if (!(await hasSecondFactor(tx, input.userId))) {
      throw new Fault('IDENTITY_INVALID', 'invalid', 'There is no second factor.', {
        facts: { fields: 'secondFactor' },
      });
    }
    const codes = await renewRecoveryCodes(tx, ctx, input.userId);
    await record(tx, { action: 'identity.recovery-codes-made', actor: ctx.actor, subject: input.userId });
    return codes;
  });

/** The enrolment of a person who is signed in, who came by no link. */
const ownToken = (userId: UserId): string => `own|${userId}`;

/**
 * A fresh second factor for a person who is signed in, to enrol instead of the present one, which works until then.
 *
 * @personal contact.email in the address for the app
 */
export const openOwnFactor = (ctx: IdentityContext, input: { userId: UserId; email: string }): Enrolment =>
  makeEnrolment(ctx, { token: ownToken(input.userId), email: input.email });

/**
 * Puts a proven factor in the place of a person's present one, and ends their other sessions. Needs a context of the sign-in
 * role. The caller asks for a fresh code first: a session alone must not take the factor over.
 *
 * @throws IDENTITY_CODE_REFUSED
 * @personal none
 */
export const replaceOwnFactor = (
  ctx: IdentityContext,
  input: { person: Person & { readonly kind: 'user' }; ticket: string; code: string },
): Promise<void> =>
  withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    const { userId, sessionId } = input.person;
    const { ticket, code } = input;
    const { secret, step } = await proveEnrolment(tx, ctx, { token: ownToken(userId), ticket, code });
    await tx.sql(
      'update identity_second_factors set secret_sealed = $2, last_step = $3, added_at = $4 where user_id = $1',
      [userId, seal(ctx.keys, secret, secondFactorPlace(userId)), step, ctx.clock.now()],
    );
    await tx.sql('delete from identity_sessions where user_id = $1 and session_id::text <> $2', [userId, sessionId]);
    await record(tx, { action: 'identity.factor-replaced', actor: ctx.actor, subject: userId });
  });

/**
 * Changes the password of the person who asks; their other sessions end. Misses lock as those at sign-in do. Needs a context
 * of the sign-in role.
 *
 * @throws IDENTITY_PASSWORD_REFUSED when the present one is not right, IDENTITY_INVALID when the new one is too short
 * @personal none
 */
export const changePassword = async (
  ctx: IdentityContext,
  input: { person: Person & { readonly kind: 'user' }; present: string; next: string },
): Promise<void> => {
  const { userId, sessionId } = input.person;
  checkPassword(input.next);
  const refused = () => new Fault('IDENTITY_PASSWORD_REFUSED', 'invalid', 'The present password is not right.');
  if (await isLocked(ctx, userId)) throw refused();
  const { actor } = ctx;
  const [row] = await withoutClient(ctx.db, { actor }, (tx) =>
    tx.sql<{ hash: string }>('select hash from identity_passwords where user_id = $1', [userId]),
  );
  if (!(await fitsPassword(input.present, row?.hash))) {
    await noteFailure(ctx, userId);
    throw refused();
  }
  const hash = await hashPassword(input.next);
  await withoutClient(ctx.db, { actor }, async (tx) => {
    await tx.sql('update identity_passwords set hash = $2, changed_at = $3, failures = 0 where user_id = $1', [
      userId,
      hash,
      ctx.clock.now(),
    ]);
    await tx.sql('delete from identity_sessions where user_id = $1 and session_id::text <> $2', [userId, sessionId]);
    await record(tx, { action: 'identity.password-changed', actor, subject: userId });
  });
};
