import { getClient, keptFrom } from '../../clients/index.ts';
import { record } from '../../foundation/audit/index.ts';
import { type Context, type Tx, withClient } from '../../foundation/db/index.ts';
import { type ClientId, type Day, dayOf } from '../../foundation/kit/index.ts';
import { lockLedger } from '../derive/ledger-moment.ts';
import { forgetMonth, monthsBefore } from './forget-month.ts';
import { forgetThings, forgetVersions } from './forget-names.ts';

type Term = { readonly clientId: ClientId; readonly before: Day };

const dropMonth = async (tx: Tx, ctx: Context, { clientId, month }: Term & { month: Day }): Promise<void> => {
  const gone = await forgetMonth(tx, clientId, month);
  await record(tx, { action: 'facts.month-forgotten', clientId, actor: ctx.actor, facts: { month, ...gone } });
};

/** Looking through all things costs a scan of what is held, so it is done when something went. */
const dropNames = async (tx: Tx, ctx: Context, term: Term & { daysWent: boolean }): Promise<void> => {
  const { clientId, before } = term;
  const versions = await forgetVersions(tx, clientId, before);
  if (versions === 0 && !term.daysWent) return;
  const gone = await forgetThings(tx, clientId, before);
  const facts = {
    before,
    versions: versions + gone.versions,
    things: gone.things,
    pins: gone.pins,
    values: gone.values,
  };
  if (facts.versions + facts.things + facts.pins + facts.values === 0) return;
  await record(tx, { action: 'facts.names-forgotten', clientId, actor: ctx.actor, facts });
};

/**
 * Deletes what a client holds from before its term: month by month, oldest first, each month of all tables in a transaction of
 * its own, with what went in the audit trail. Stopped anywhere, it goes on with the months that are left; a second run finds
 * none and writes nothing.
 *
 * @returns how many months went
 * @throws CLIENTS_MISSING
 * @personal none
 */
export const forgetPastTerm = async (ctx: Context, { clientId }: { clientId: ClientId }): Promise<number> => {
  const { keepMonths } = (await getClient(ctx, { clientId })).settings;
  const term = { clientId, before: keptFrom(keepMonths, dayOf(ctx.clock.now())) };
  const claim = { actor: ctx.actor, clientId };
  const months = await withClient(ctx.db, claim, (tx) => monthsBefore(tx, clientId, term.before));
  // Names go with the last month, in one transaction: a stop before it leaves a month to come back for.
  for (const [place, month] of [...months, undefined].entries()) {
    if (month === undefined && months.length > 0) break;
    await withClient(ctx.db, claim, async (tx) => {
      await lockLedger(tx, clientId);
      if (month !== undefined) await dropMonth(tx, ctx, { ...term, month });
      if (place + 1 >= months.length) await dropNames(tx, ctx, { ...term, daysWent: month !== undefined });
    });
  }
  return months.length;
};
