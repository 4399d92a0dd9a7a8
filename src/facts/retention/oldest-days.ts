import { keptFrom, listClients } from '../../clients/index.ts';
import { type Context, withClients } from '../../foundation/db/index.ts';
import { type ClientId, type Day, dayOf } from '../../foundation/kit/index.ts';

/** How far back a client's figures reach, and how far they may. */
export type HeldDays = {
  readonly clientId: ClientId;
  readonly keepMonths: number;
  /** The first day the term keeps. */
  readonly keptFrom: Day;
  /** The oldest day in the ledger, hidden or not; null when it is empty. */
  readonly oldest: Day | null;
};

const OLDEST = `
  select client_id, min(day)::text as oldest from (
    select client_id, day from facts_day_states where client_id = any ($1::int4[])
    union all select client_id, day from facts_organic_days where client_id = any ($1::int4[])) held
   group by client_id`;

/**
 * Of each client its term and the oldest day it holds, by name. A day before the term is hidden already and goes in the next
 * night.
 *
 * @param input.clientIds all clients unless given
 * @source clients, facts_day_states, facts_organic_days
 * @personal none
 */
export const oldestDays = async (
  ctx: Context,
  input: { clientIds?: readonly ClientId[] } = {},
): Promise<HeldDays[]> => {
  const clients = await listClients(ctx, input);
  if (clients.length === 0) return [];
  const clientIds = clients.map(({ clientId }) => clientId);
  const rows = await withClients(ctx.db, { actor: ctx.actor, clientIds }, (tx) =>
    tx.sql<{ client_id: ClientId; oldest: Day }>(OLDEST, [clientIds]),
  );
  const oldest = new Map(rows.map((row) => [row.client_id, row.oldest]));
  const today = dayOf(ctx.clock.now());
  return clients.map(({ clientId, settings: { keepMonths } }) => ({
    clientId,
    keepMonths,
    keptFrom: keptFrom(keepMonths, today),
    oldest: oldest.get(clientId) ?? null,
  }));
};
