import { record } from '../../foundation/audit/index.ts';
import { type Context, roomDb, withoutClient } from '../../foundation/db/index.ts';
import type { ClientId, UserId } from '../../foundation/kit/index.ts';
import { identityTables } from '../tables.ts';

/**
 * Lets a person who sees some clients see a new one too, since they added it. Who sees every client sees it anyway, and
 * then nothing is written.
 *
 * @personal none
 */
export const joinClient = (ctx: Context, { userId, clientId }: { userId: UserId; clientId: ClientId }): Promise<void> =>
  withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    const db = roomDb(tx, identityTables);
    const row = await db
      .selectFrom('identity_people')
      .select('all_clients')
      .where('user_id', '=', userId)
      .where('disabled_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined || row.all_clients) return;
    await db
      .insertInto('identity_memberships')
      .values({ user_id: userId, client_id: clientId, added_at: ctx.clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await record(tx, { action: 'identity.client-joined', actor: ctx.actor, subject: userId, facts: { clientId } });
  });
