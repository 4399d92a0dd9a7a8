import { withoutClient } from '../foundation/db/index.ts';
import { type Handler, handle } from '../foundation/jobs/index.ts';
import { identityClearSessions } from './jobs/clear-sessions.ts';

/** The handlers of this room's jobs. @personal none */
export const identityHandlers: readonly Handler[] = [
  handle(identityClearSessions, async (ctx) => {
    await withoutClient(ctx.db, { actor: ctx.actor }, (tx) =>
      tx.sql("delete from identity_sessions where expires_at < clock_now() - interval '1 day'"),
    );
  }),
];
