import { record } from '../../foundation/audit/index.ts';
import { type Context, roomDb, withClient } from '../../foundation/db/index.ts';
import { type ClientId, Fault, type FaultFacts } from '../../foundation/kit/index.ts';
import type { ClientSettings } from '../shapes.ts';
import { clientsTables } from '../tables.ts';
import { checkSettings } from './check.ts';

const factsOf = (settings: ClientSettings): FaultFacts => ({
  organicHistory: settings.organicHistory,
  organicGround: settings.organicGround,
  windows: settings.windows.join(','),
  reportTimes: settings.reportTimes.join(','),
  keepMonths: settings.keepMonths,
});

/**
 * Changes some of a client's settings; what is not named stays. The audit trail gets the settings as they then stand,
 * and so who switched storing of organic numbers on, and on what ground.
 *
 * @throws CLIENTS_MISSING, CLIENTS_INVALID, CLIENTS_GROUND_NEEDED
 * @personal none
 */
export const changeSettings = (
  ctx: Context,
  input: { clientId: ClientId; settings: Partial<ClientSettings> },
): Promise<ClientSettings> =>
  withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, async (tx) => {
    const db = roomDb(tx, clientsTables);
    const row = await db
      .selectFrom('clients')
      .select(['organic_history', 'organic_ground', 'windows', 'report_times', 'keep_months'])
      .where('client_id', '=', input.clientId)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw new Fault('CLIENTS_MISSING', 'missing', 'There is no such client.');
    const settings = checkSettings({
      organicHistory: row.organic_history,
      organicGround: row.organic_ground,
      windows: row.windows,
      reportTimes: row.report_times,
      keepMonths: row.keep_months,
      ...input.settings,
    });
    await db
      .updateTable('clients')
      .set({
        organic_history: settings.organicHistory,
        organic_ground: settings.organicGround,
        windows: [...settings.windows],
        report_times: [...settings.reportTimes],
        keep_months: settings.keepMonths,
        changed_at: ctx.clock.now(),
      })
      .where('client_id', '=', input.clientId)
      .execute();
    await record(tx, {
      action: 'clients.settings-changed',
      clientId: input.clientId,
      actor: ctx.actor,
      facts: factsOf(settings),
    });
    return settings;
  });
