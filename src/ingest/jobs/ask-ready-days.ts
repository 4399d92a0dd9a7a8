import { listClientIds } from '../../clients/index.ts';
import { type GateContext, sessionFor } from '../../connect/index.ts';
import { withoutClient } from '../../foundation/db/index.ts';
import { announce } from '../../foundation/jobs/index.ts';
import { addDays, asFault, type Day, dayOf, eachDay, Fault } from '../../foundation/kit/index.ts';
import { getReadyState } from '../../pinterest/read.ts';
import { listReadyDays, noteReadyDay } from '../cursors/ready-days.ts';
import { daysReady } from '../events.ts';

// Pinterest has said "ready" within two days wherever it was observed; a week covers a bad one. A day older than that which was
// never asked about counts as ready by its age.
const ASK_BACK_DAYS = 7;

type Answer = { delivery: boolean; conversions: boolean };

// Asked by the timetable each hour and by every plan of a client; more often than this it would be the same answer.
const ASKED_LATELY_MS = 20 * 60_000;

const notReady = async (ctx: GateContext): Promise<Day[]> => {
  const now = ctx.clock.now();
  const today = dayOf(now);
  const from = addDays(today, -ASK_BACK_DAYS);
  const known = await withoutClient(ctx.db, { actor: ctx.actor }, (tx) => listReadyDays(tx, from));
  const done = new Set(
    known
      .filter(
        (day) =>
          (day.deliveryReadyAt !== null && day.conversionsReadyAt !== null) ||
          now.getTime() - day.askedAt.getTime() < ASKED_LATELY_MS,
      )
      .map((day) => day.day),
  );
  return eachDay(from, addDays(today, -1)).filter((day) => !done.has(day));
};

// The answer is the same for every account, so any working consent serves; one client's trouble must not keep it from all.
const askAnyone = async (ctx: GateContext, day: Day): Promise<Answer> => {
  let last: Fault | undefined;
  for (const clientId of await listClientIds(ctx)) {
    try {
      const { pinterest, session } = await sessionFor(ctx, { clientId });
      const state = await getReadyState(pinterest, session, { day });
      return { delivery: state.non_conversion_metrics_ready, conversions: state.conversion_metrics_ready };
    } catch (error) {
      const fault = asFault(error);
      if (fault.kind === 'bug') throw fault;
      last = fault;
    }
  }
  throw last ?? new Fault('INGEST_NOBODY_CONNECTED', 'missing', 'No client is connected to Pinterest.');
};

/**
 * Asks Pinterest for which of the last 7 days its numbers are in, and announces each change.
 * @cost one call per day that was not wholly ready when last asked
 * @source openapi op metrics_ready_state/get
 * @personal none
 */
export const askReadyDays = async (ctx: GateContext): Promise<void> => {
  // Forty plans that start at once ask once: the first asks, the others wait and find the answer.
  await withoutClient(ctx.db, { actor: ctx.actor }, async (lock) => {
    await lock.sql("select pg_advisory_xact_lock(hashtextextended('ingest:ready-days', 0))");
    await askEach(ctx);
  });
};

const askEach = async (ctx: GateContext): Promise<void> => {
  for (const day of await notReady(ctx)) {
    const answer = await askAnyone(ctx, day);
    await withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
      if (await noteReadyDay(tx, { day, ...answer, now: ctx.clock.now() })) await announce(tx, daysReady, { day });
    });
  }
};
