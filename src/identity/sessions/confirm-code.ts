import { record } from '../../foundation/audit/index.ts';
import { withoutClient } from '../../foundation/db/index.ts';
import { Fault } from '../../foundation/kit/index.ts';
import type { IdentityContext } from '../people/add-user.ts';
import type { Person } from '../shapes.ts';
import { isLocked, noteFailure } from './failures.ts';
import { takeCode } from './second-factor.ts';

const wrong = (): Fault => new Fault('IDENTITY_CODE_REFUSED', 'invalid', 'The code is not right, or was used.');

/**
 * Gives the second factor once more within a session, so that it is fresh again (`requireFresh`). A recovery code does not
 * do: whoever has lost the authenticator gets a new one first. Misses lock as those at sign-in do. Needs a context of the
 * sign-in role.
 *
 * @throws IDENTITY_CODE_REFUSED for a wrong or used code and after too many, IDENTITY_PERSON_NEEDED for a key
 * @personal none
 */
export const confirmCode = async (ctx: IdentityContext, input: { person: Person; code: string }): Promise<void> => {
  const { person, code } = input;
  if (person.kind === 'key') {
    throw new Fault('IDENTITY_PERSON_NEEDED', 'forbidden', 'Only a person who is signed in does this.');
  }
  const { userId, sessionId } = person;
  if (await isLocked(ctx, userId)) throw wrong();
  const actor = { kind: 'user', id: userId } as const;
  const isTaken = await withoutClient(ctx.db, { actor }, async (tx) => {
    if (!(await takeCode(tx, ctx.keys, { userId, code }))) return false;
    await tx.sql('update identity_sessions set second_factor_at = $2 where session_id = $1', [
      sessionId,
      ctx.clock.now(),
    ]);
    await record(tx, { action: 'identity.code-confirmed', actor, subject: userId });
    return true;
  });
  if (isTaken) return;
  await noteFailure(ctx, userId);
  throw wrong();
};
