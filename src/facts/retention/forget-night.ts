import { listClientIds } from '../../clients/index.ts';
import { type Context, withoutClient } from '../../foundation/db/index.ts';
import { enqueueAll } from '../../foundation/jobs/index.ts';
import { forgetPastTermJob } from '../jobs/forget-jobs.ts';
import { dropMonths } from './drop-months.ts';

/**
 * Drops the months nobody's term keeps, and puts the deletion of every client's own in the queue; each is worked on its own,
 * so one client's trouble stays its own.
 *
 * @personal none
 */
export const forgetNight = async (ctx: Context): Promise<void> => {
  await dropMonths(ctx);
  const clientIds = await listClientIds(ctx);
  const each = clientIds.map((clientId) => ({ payload: { clientId }, options: { singletonKey: String(clientId) } }));
  await withoutClient(ctx.db, { actor: ctx.actor }, (tx) => enqueueAll(tx, forgetPastTermJob, each));
};
