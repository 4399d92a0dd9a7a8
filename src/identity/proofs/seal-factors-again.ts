import { withoutClient } from '../../foundation/db/index.ts';
import type { UserId } from '../../foundation/kit/index.ts';
import { sealAgain, sealedWith } from '../../foundation/runtime/index.ts';
import type { IdentityContext } from '../people/add-user.ts';
import { secondFactorPlace } from '../sessions/second-factor.ts';

/**
 * The people whose second factor an older key sealed.
 *
 * @param ctx of the sign-in role, which alone can read second factors
 * @personal ids of people
 */
export const factorsOfOlderKeys = async (ctx: IdentityContext): Promise<UserId[]> => {
  const rows = await withoutClient(ctx.db, { actor: ctx.actor }, (tx) =>
    tx.sql<{ user_id: UserId; head: Buffer }>(
      'select user_id, substring(secret_sealed for 3) as head from identity_second_factors order by user_id',
    ),
  );
  const { current } = ctx.keys.sealing();
  return rows.filter((row) => sealedWith(row.head) !== current).map((row) => row.user_id);
};

/**
 * Seals one person's second factor again when an older key sealed it, in one short transaction; the factor itself and the
 * codes already used stay as they are. Done twice it does nothing the second time. `lost`: it does not open any more, and the
 * person needs a new one.
 *
 * @param ctx of the sign-in role
 * @personal none
 */
export const sealFactorAgain = (
  ctx: IdentityContext,
  input: { userId: UserId },
): Promise<'newest' | 'again' | 'lost'> =>
  withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    const [row] = await tx.sql<{ secret_sealed: Buffer }>(
      'select secret_sealed from identity_second_factors where user_id = $1 for update',
      [input.userId],
    );
    if (row === undefined) return 'newest';
    const sealed = sealAgain(ctx.keys, row.secret_sealed, secondFactorPlace(input.userId));
    if (sealed.state === 'again') {
      await tx.sql('update identity_second_factors set secret_sealed = $2 where user_id = $1', [
        input.userId,
        sealed.bytes,
      ]);
    }
    return sealed.state;
  });
