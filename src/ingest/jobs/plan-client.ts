import { getClient, keptFrom } from '../../clients/index.ts';
import { boundAdAccounts, type GateContext } from '../../connect/index.ts';
import { withClient } from '../../foundation/db/index.ts';
import { enqueueAll } from '../../foundation/jobs/index.ts';
import { addDays, type ClientId, dayOf } from '../../foundation/kit/index.ts';
import {
  clearEarlierNights,
  dropOrganic,
  openChunks,
  reopenFailed,
  withoutBreakdownsOf,
  writePlan,
} from '../cursors/chunk-states.ts';
import { readCoverage, trimCoverage } from '../cursors/coverage.ts';
import { remindUnderived } from '../land/remind-underived.ts';
import { planAccount, planOrganic, planToday } from '../plans/plan-chunks.ts';
import { askReadyDays } from './ask-ready-days.ts';
import { pullChunkJob, pullOrganicJob } from './jobs.ts';

type Plan = { readonly clientId: ClientId; readonly what: 'night' | 'today' };

/**
 * Works out what to ask for one client and puts it in the queue, in one transaction. Planning twice on one day adds nothing:
 * what landed today is not asked again, what failed is taken up again.
 * @returns how many chunks wait for work now
 * @cost a handful of statements, whatever the number of chunks
 * @personal none
 */
export const planClient = async (ctx: GateContext, { clientId, what }: Plan): Promise<number> => {
  const client = await getClient(ctx, { clientId });
  // Before the numbers, so that they are labelled with what Pinterest says of their days.
  await askReadyDays(ctx);
  const accounts = await boundAdAccounts(ctx, { clientId });
  const now = ctx.clock.now();
  const today = dayOf(now);
  const { windows, reportTimes, organicHistory, keepMonths } = client.settings;
  const kept = keptFrom(keepMonths, today);
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const context = { tx, clientId, now };
    // Two plans of one client at once (a timetable and a person) would both find nothing planned.
    await tx.sql('select pg_advisory_xact_lock($1, 50)', [clientId]);
    await clearEarlierNights(context, today);
    await reopenFailed(context);
    await remindUnderived(context);
    await trimCoverage(tx, { clientId, from: kept });
    for (const { adAccountId: account } of accounts) {
      const wanted =
        what === 'night'
          ? planAccount({
              account,
              today,
              keptFrom: kept,
              windows,
              reportTimes,
              coverage: await readCoverage(tx, { clientId, account }),
            })
          : planToday({ account, today, yesterday: addDays(today, -1), window: windows[0] ?? '30/30/1' });
      const chunks = await withoutBreakdownsOf(context, today, wanted);
      await writePlan(context, { chunks, nightOn: today, again: what === 'today' });
    }
    if (!organicHistory) await dropOrganic(context);
    else if (what === 'night' && accounts.length > 0) {
      await writePlan(context, { chunks: [planOrganic(today, kept)], nightOn: today, again: false });
    }
    const open = await openChunks(context);
    for (const job of [pullChunkJob, pullOrganicJob]) {
      const own = open.filter(({ kind }) => (kind === 'organic') === (job === pullOrganicJob));
      await enqueueAll(
        tx,
        job,
        own.map(({ chunkId, priority }) => ({
          payload: { clientId, chunkId },
          options: { singletonKey: chunkId, priority },
        })),
      );
    }
    return open.length;
  });
};
