import { type Context, roomDb, withoutClient } from '../../foundation/db/index.ts';
import type { User } from '../shapes.ts';
import { identityTables } from '../tables.ts';
import { clientsOf } from './reach.ts';

/**
 * Everyone who can sign in, by address, with the clients they were given. For administrators.
 *
 * @personal names and e-mail addresses of the agency's own people and of clients' people
 */
export const listUsers = async (ctx: Context): Promise<User[]> => {
  const { people, memberships } = await withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    const db = roomDb(tx, identityTables);
    return {
      people: await db.selectFrom('identity_people').selectAll().orderBy('email').execute(),
      memberships: await db.selectFrom('identity_memberships').selectAll().orderBy('client_id').execute(),
    };
  });
  return people.map((row) => ({
    userId: row.user_id,
    email: row.email,
    name: row.name,
    role: row.role,
    locale: row.locale,
    clientIds: clientsOf(
      row,
      memberships.filter((each) => each.user_id === row.user_id).map((each) => each.client_id),
    ),
    addedAt: row.added_at,
    disabledAt: row.disabled_at,
  }));
};
