import { record } from '../../foundation/audit/index.ts';
import { type Context, roomDb, withoutClient } from '../../foundation/db/index.ts';
import { type ClientId, Fault, type UserId } from '../../foundation/kit/index.ts';
import { isRole, type Role } from '../rights.ts';
import { identityTables } from '../tables.ts';

/**
 * Changes what a person may do: role, clients, or whether they may sign in at all. It holds from their next request, since
 * rights are read from the database each time.
 *
 * @throws IDENTITY_MISSING, IDENTITY_INVALID for a word that is no role
 * @personal none
 */
export const changeUser = async (
  ctx: Context,
  input: { userId: UserId; role?: Role; clientIds?: readonly ClientId[]; isDisabled?: boolean },
): Promise<void> => {
  if (input.role !== undefined && !isRole(input.role)) {
    throw new Fault('IDENTITY_INVALID', 'invalid', 'This is not a role.', { facts: { fields: 'role' } });
  }
  await withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    const db = roomDb(tx, identityTables);
    const at = ctx.clock.now();
    const row = await db
      .selectFrom('identity_people')
      .select(['role', 'disabled_at'])
      .where('user_id', '=', input.userId)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw new Fault('IDENTITY_MISSING', 'missing', 'There is no such user.');
    const disabledAt = input.isDisabled === undefined ? row.disabled_at : input.isDisabled ? at : null;
    await db
      .updateTable('identity_people')
      .set({ role: input.role ?? row.role, disabled_at: disabledAt })
      .where('user_id', '=', input.userId)
      .execute();
    if (input.clientIds !== undefined) {
      await db.deleteFrom('identity_memberships').where('user_id', '=', input.userId).execute();
      const values = input.clientIds.map((clientId) => ({ user_id: input.userId, client_id: clientId, added_at: at }));
      if (values.length > 0) await db.insertInto('identity_memberships').values(values).execute();
    }
    await record(tx, {
      action: 'identity.user-changed',
      actor: ctx.actor,
      subject: input.userId,
      facts: {
        role: input.role ?? row.role,
        isDisabled: disabledAt !== null,
        clients: input.clientIds?.length ?? null,
      },
    });
  });
};
