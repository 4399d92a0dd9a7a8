import { performance } from 'node:perf_hooks';
import { type Context, withClients } from '../../foundation/db/index.ts';
import type { ClientId, Secret } from '../../foundation/kit/index.ts';
import type { Session } from '../../pinterest/index.ts';
import type { GateContext, HeldToken } from '../gate/open-gate.ts';
import type { ClientSession, Connection } from '../shapes.ts';
import { refreshTokens } from './refresh.ts';
import { findLivingRow, type LivingRow, notConnected, reconnectNeeded } from './rows.ts';
import { openAccess } from './sealing.ts';

/** How long a process goes on with a token it holds before it looks whether the connection was ended or renewed. */
const HOLD_MS = 30_000;

/** A token this close to its end is renewed before it is used: the call may be a while on its way. */
const MARGIN_MS = 60_000;

/**
 * Calls that were under way when the token was replaced come back refused too; within this time they try the
 * replacement instead of asking for yet another.
 */
const JUST_REPLACED_MS = 15_000;

const readRow = async (ctx: Context, clientId: ClientId): Promise<LivingRow> => {
  const row = await withClients(ctx.db, { actor: ctx.actor, clientIds: [clientId] }, (tx) =>
    findLivingRow(tx, clientId),
  );
  if (row === undefined) throw notConnected();
  if (row.state === 'reconnect') throw reconnectNeeded();
  return row;
};

const hold = (ctx: GateContext, row: LivingRow): HeldToken => {
  const known = ctx.gate.held.get(row.connection_id);
  const readAt = performance.now();
  if (row.access_sealed === null || row.access_expires_at === null) throw notConnected();
  const isSame = known?.version === row.token_version;
  const held: HeldToken = {
    version: row.token_version,
    token: isSame
      ? known.token
      : openAccess(ctx.gate.keys, { clientId: row.client_id, connectionId: row.connection_id }, row.access_sealed),
    expiresAt: row.access_expires_at,
    readAt,
    replacedAt: isSame ? known.replacedAt : known === undefined ? Number.NEGATIVE_INFINITY : readAt,
  };
  ctx.gate.held.set(row.connection_id, held);
  return held;
};

const heldFor = async (ctx: GateContext, connection: Connection): Promise<HeldToken> => {
  const held = ctx.gate.held.get(connection.connectionId);
  if (held !== undefined && performance.now() - held.readAt < HOLD_MS) return held;
  const row = await readRow(ctx, connection.clientId);
  // The session was made for a connection that has been ended and replaced by another since.
  if (row.connection_id !== connection.connectionId) throw notConnected();
  return hold(ctx, row);
};

const renewed = async (
  ctx: GateContext,
  connection: Connection,
  seenVersion: number,
): Promise<HeldToken | undefined> => {
  const outcome = await refreshTokens(ctx, { ...connection, seenVersion });
  if (outcome === 'dead') {
    ctx.gate.held.delete(connection.connectionId);
    return undefined;
  }
  return hold(ctx, await readRow(ctx, connection.clientId));
};

const accessToken = async (ctx: GateContext, connection: Connection): Promise<Secret> => {
  const held = await heldFor(ctx, connection);
  if (held.expiresAt.getTime() - ctx.clock.now().getTime() > MARGIN_MS) return held.token;
  const fresh = await renewed(ctx, connection, held.version);
  if (fresh === undefined) throw reconnectNeeded();
  return fresh.token;
};

const sessionOf = (ctx: GateContext, connection: Connection, budgetKey: string): Session => ({
  budgetKey,
  accessToken: () => accessToken(ctx, connection),
  refreshed: async () => {
    const held = await heldFor(ctx, connection);
    if (performance.now() - held.replacedAt < JUST_REPLACED_MS) return true;
    return (await renewed(ctx, connection, held.version)) !== undefined;
  },
});

/** The connection of a row, without its tokens. @personal none */
export const connectionOf = (row: LivingRow): Connection => ({
  clientId: row.client_id,
  connectionId: row.connection_id,
  state: row.state,
  scopes: row.scopes,
});

/**
 * Everything needed to ask Pinterest something in a client's name. The access token stays in this process's memory and
 * is renewed before its end, or once after Pinterest refused it; a refusal for lack of scope or role (codes 3, 29) never
 * renews anything. Good for a whole job: within half a minute it notices that a person ended the connection.
 *
 * @throws CONNECT_NOT_CONNECTED (missing), CONNECT_RECONNECT_NEEDED (unauthenticated: the job's client waits for a person)
 * @personal none
 */
export const sessionFor = async (ctx: GateContext, input: { clientId: ClientId }): Promise<ClientSession> => {
  const row = await readRow(ctx, input.clientId);
  hold(ctx, row);
  const connection = connectionOf(row);
  return { pinterest: ctx.gate.pinterest, session: sessionOf(ctx, connection, row.budget_key), connection };
};
