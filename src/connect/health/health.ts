import { type Context, roomDb, type Tx, withClients, withoutClient } from '../../foundation/db/index.ts';
import type { ClientId, ConnectionId } from '../../foundation/kit/index.ts';
import type { ConnectionState } from '../shapes.ts';
import { connectTables } from '../tables.ts';

/** The state of a client's connection and since when, from what we keep ourselves. */
export type ConnectionStanding = {
  readonly clientId: ClientId;
  readonly connectionId: ConnectionId;
  readonly state: ConnectionState;
  readonly connectedAt: Date;
  /** Why it is paused, as the code of a fault, and since when. */
  readonly failedCode: string | null;
  readonly failedAt: Date | null;
};

/** How a client's connection is doing; nothing is asked of Pinterest. */
export type ConnectionHealth = ConnectionStanding & {
  readonly scopes: readonly string[];
  readonly refreshedAt: Date | null;
  readonly accessExpiresAt: Date | null;
  readonly refreshExpiresAt: Date | null;
  readonly adAccounts: number;
  /** Calls of the last 24 hours, those Pinterest refused or did not answer, and how many of them for a limit. */
  readonly calls: { readonly all: number; readonly failed: number; readonly limited: number };
};

const readConnections = (tx: Tx, clientIds: readonly ClientId[]) =>
  roomDb(tx, connectTables)
    .selectFrom('connect_connections as connection')
    .select((select) => [
      'connection.client_id',
      'connection.connection_id',
      'connection.budget_key',
      'connection.state',
      'connection.scopes',
      'connection.connected_at',
      'connection.refreshed_at',
      'connection.access_expires_at',
      'connection.refresh_expires_at',
      'connection.failed_code',
      'connection.failed_at',
      select
        .selectFrom('connect_ad_accounts as account')
        .whereRef('account.client_id', '=', 'connection.client_id')
        .whereRef('account.connection_id', '=', 'connection.connection_id')
        .where('account.released_at', 'is', null)
        .select((count) => count.fn.countAll<bigint>().as('count'))
        .as('ad_accounts'),
    ])
    .where('connection.client_id', 'in', [...clientIds])
    .where('connection.state', '<>', 'disconnected')
    .execute();

type Calls = { budget_key: string; calls: bigint; failed: bigint; limited: bigint };

const readCalls = (tx: Tx, budgetKeys: readonly string[]): Promise<Calls[]> =>
  tx.sql<Calls>(
    `select budget_key, count(*) as calls,
            count(*) filter (where status = 0 or status >= 400) as failed,
            count(*) filter (where status = 429) as limited
       from connect_requests
      where budget_key = any($1) and requested_at > clock_now() - interval '24 hours'
      group by budget_key`,
    [budgetKeys],
  );

/**
 * Whether the given clients' connections work, and since when one does not; a client without a living connection is absent.
 *
 * @source connect_connections
 * @cost one small query, whatever the number of clients; the calls of a day, which `connectionHealth` counts, are many rows
 * @personal none
 */
export const connectionStandings = async (
  ctx: Context,
  input: { clientIds: readonly ClientId[] },
): Promise<ConnectionStanding[]> => {
  if (input.clientIds.length === 0) return [];
  const rows = await withClients(ctx.db, { actor: ctx.actor, clientIds: input.clientIds }, (tx) =>
    roomDb(tx, connectTables)
      .selectFrom('connect_connections')
      .select(['client_id', 'connection_id', 'state', 'connected_at', 'failed_code', 'failed_at'])
      .where('client_id', 'in', [...input.clientIds])
      .where('state', '<>', 'disconnected')
      .execute(),
  );
  return rows.map((row) => ({
    clientId: row.client_id,
    connectionId: row.connection_id,
    state: row.state,
    connectedAt: row.connected_at,
    failedCode: row.failed_code,
    failedAt: row.failed_at,
  }));
};

/**
 * The health of the given clients' connections; a client without a living connection is absent.
 *
 * @unit calls count over the last 24 hours
 * @source connect_connections, connect_requests
 * @personal none
 */
export const connectionHealth = async (
  ctx: Context,
  input: { clientIds: readonly ClientId[] },
): Promise<ConnectionHealth[]> => {
  if (input.clientIds.length === 0) return [];
  const { actor } = ctx;
  const rows = await withClients(ctx.db, { actor, clientIds: input.clientIds }, (tx) =>
    readConnections(tx, input.clientIds),
  );
  const calls = await withoutClient(ctx.db, { actor }, (tx) =>
    readCalls(
      tx,
      rows.map((row) => row.budget_key),
    ),
  );
  const callsOf = new Map(calls.map((each) => [each.budget_key, each]));
  return rows.map((row) => ({
    clientId: row.client_id,
    connectionId: row.connection_id,
    state: row.state,
    scopes: row.scopes,
    connectedAt: row.connected_at,
    refreshedAt: row.refreshed_at,
    accessExpiresAt: row.access_expires_at,
    refreshExpiresAt: row.refresh_expires_at,
    failedCode: row.failed_code,
    failedAt: row.failed_at,
    adAccounts: Number(row.ad_accounts ?? 0n),
    calls: {
      all: Number(callsOf.get(row.budget_key)?.calls ?? 0n),
      failed: Number(callsOf.get(row.budget_key)?.failed ?? 0n),
      limited: Number(callsOf.get(row.budget_key)?.limited ?? 0n),
    },
  }));
};
