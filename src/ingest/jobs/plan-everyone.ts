import { listClientIds } from '../../clients/index.ts';
import { type Context, withoutClient } from '../../foundation/db/index.ts';
import { enqueueAll } from '../../foundation/jobs/index.ts';
import { planClientJob, planClientTodayJob } from './jobs.ts';

/**
 * Puts a plan for every client in the queue; each is worked out on its own, so one client's trouble stays its own.
 * @cost two statements, whatever the number of clients
 * @personal none
 */
export const planEveryone = async (ctx: Context, what: 'night' | 'today'): Promise<void> => {
  const clientIds = await listClientIds(ctx);
  const each = clientIds.map((clientId) => ({ payload: { clientId }, options: { singletonKey: String(clientId) } }));
  await withoutClient(ctx.db, { actor: ctx.actor }, (tx) =>
    enqueueAll(tx, what === 'night' ? planClientJob : planClientTodayJob, each),
  );
};
