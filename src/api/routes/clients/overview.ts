import { listClients } from '../../../clients/index.ts';
import { accountKey, connectionHealth, currenciesOf, type GateContext } from '../../../connect/index.ts';
import { clientOverview, spendByDay, usualAttribution } from '../../../facts/index.ts';
import { addDays, type ClientId, type Day, dayOf, eachDay } from '../../../foundation/kit/index.ts';
import { syncProgress } from '../../../ingest/index.ts';
import type { ClientFigures, Overview } from '../../contract.ts';
import { overview } from '../../contract.ts';
import { presentFigures } from '../../present/client-figures.ts';
import { presentSync } from '../../present/sync-state.ts';
import { route } from '../../route.ts';
import { clientIdsOf } from '../../visible-clients.ts';

const DAYS = 30;

/** The last 30 whole days: they end yesterday, since today has only begun. */
export const lastDays = (now: Date): { from: Day; to: Day } => {
  const to = addDays(dayOf(now), -1);
  return { from: addDays(to, 1 - DAYS), to };
};

/**
 * The rows of the overview: one per client and ad account, by name.
 * @cost six queries, whatever the number of clients
 */
export const overviewRows = async (ctx: GateContext, clientIds: readonly ClientId[]): Promise<ClientFigures[]> => {
  const period = lastDays(ctx.clock.now());
  const [clients, figures, spend, progress, health, currencies] = await Promise.all([
    listClients(ctx, { clientIds }),
    clientOverview(ctx, { clientIds, period }),
    spendByDay(ctx, { clientIds, period }),
    syncProgress(ctx, { clientIds }),
    connectionHealth(ctx, { clientIds }),
    currenciesOf(ctx, { clientIds }),
  ]);
  const spent = (clientId: ClientId, account: string) =>
    spend.find((each) => each.clientId === clientId && each.account === account);
  return clients.flatMap((client) => {
    const { clientId } = client;
    const sync = presentSync(clientId, {
      progress: progress.find((each) => each.clientId === clientId),
      health: health.find((each) => each.clientId === clientId),
    });
    const accounts = figures.filter((each) => each.clientId === clientId);
    const none = {
      sums: {},
      delivery: { collected: 0, provisional: 0 },
      conversions: { collected: 0, provisional: 0 },
    };
    const rows = accounts.length > 0 ? accounts : [{ clientId, account: '', current: none, before: none }];
    return rows.map((row) =>
      presentFigures({
        client,
        figures: row,
        currency: currencies.get(accountKey(clientId, row.account)) ?? null,
        period,
        spendByDay: eachDay(period.from, period.to).map((day) => spent(clientId, row.account)?.byDay.get(day) ?? null),
        sync,
        suffix: rows.length > 1 ? row.account : undefined,
      }),
    );
  });
};

/** Every client the asker may see, with the last 30 days against the 30 before. */
export const overviewRoute = route({
  method: 'GET',
  path: '/clients/overview',
  summary: 'Every client you may see, with the last 30 days against the 30 before; never a total over clients',
  action: 'facts.read',
  answer: overview,
  run: async ({ ctx }, { person }): Promise<Overview> => {
    const period = lastDays(ctx.clock.now());
    const clients = await overviewRows(ctx, await clientIdsOf(ctx, person));
    return {
      period,
      comparison: { from: addDays(period.from, -DAYS), to: addDays(period.from, -1) },
      ...usualAttribution,
      clients,
    };
  },
});
