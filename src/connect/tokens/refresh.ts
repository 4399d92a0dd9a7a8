import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { record } from '../../foundation/audit/index.ts';
import { type Context, roomDb, type Tx, withClient } from '../../foundation/db/index.ts';
import { cancelDue, enqueueAt } from '../../foundation/jobs/index.ts';
import { type ClientId, type ConnectionId, Fault, isFault } from '../../foundation/kit/index.ts';
import { refreshTokens as askForTokens, type Tokens } from '../../pinterest/oauth.ts';
import type { GateContext, RefreshOutcome } from '../gate/open-gate.ts';
import { connectRefreshTokens } from '../jobs/refresh-tokens.ts';
import { connectTables } from '../tables.ts';
import { markDead } from './mark-dead.ts';
import { type LivingRow, lockLivingRow, notConnected } from './rows.ts';
import { livesOf, openRefresh, sealAccess, sealRefresh } from './sealing.ts';

/*
 * Asking Pinterest for fresh tokens, over all processes once at a time per connection.
 *
 * | row                        | who comes                     | does                                                        |
 * |----------------------------|-------------------------------|-------------------------------------------------------------|
 * | version moved on           | anyone who saw the older one  | takes what is there                                         |
 * | no lease, or it ran out    | first                         | takes the lease, orders a second look, asks Pinterest       |
 * | leased                     | others                        | wait for the version to move or the lease to run out        |
 * | leased by me               | answer: tokens                | stores both, keeps the used refresh token as previous       |
 * | leased by me               | answer: consent unknown       | tries the previous refresh token once; then `reconnect`     |
 * | leased by me               | anything else                 | gives the lease back; the tokens stay as they are           |
 *
 * No transaction is open while Pinterest is asked. A process that dies in between leaves the row as it was: while
 * Pinterest still takes the old refresh token the second look renews with it, and when it does not, the second look finds
 * that out within a minute and says "reconnect".
 */

/**
 * Longer than the client is patient (four tries of 10 s), short enough that the second look, which comes when it has run
 * out, still shows a lost connection within a minute. Too short costs little: two that renew at once keep both answers.
 */
const LEASE_SECONDS = 50;

/** How long others wait before they go and do something else. */
const WAIT_MS = 12_000;
const LOOK_EVERY_MS = 150;

/** The key of the due time: one second look per client, moved when there is another renewal. */
const secondLook = (clientId: ClientId): string => `connect-second-look-${clientId}`;

type Lease = { readonly id: string; readonly row: LivingRow };

type Claim = { readonly state: 'leased'; readonly lease: Lease } | { readonly state: 'fresh' | 'dead' | 'busy' };

const isLeased = async (tx: Tx, row: LivingRow): Promise<boolean> => {
  const [found] = await tx.sql<{ is_leased: boolean }>(
    `select refresh_lease is not null and refresh_lease_until > clock_timestamp() as is_leased
       from connect_connections where client_id = $1 and connection_id = $2`,
    [row.client_id, row.connection_id],
  );
  return found?.is_leased === true;
};

const claim = (ctx: Context, input: { clientId: ClientId; seenVersion: number }): Promise<Claim> =>
  withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, async (tx) => {
    const row = await lockLivingRow(tx, input.clientId);
    if (row === undefined) throw notConnected();
    if (row.state === 'reconnect') return { state: 'dead' };
    if (row.token_version !== input.seenVersion) return { state: 'fresh' };
    if (await isLeased(tx, row)) return { state: 'busy' };
    const id = randomUUID();
    await tx.sql(
      `update connect_connections
          set refresh_lease = $3, refresh_lease_until = clock_timestamp() + $4 * interval '1 second'
        where client_id = $1 and connection_id = $2`,
      [row.client_id, row.connection_id, id, LEASE_SECONDS],
    );
    await enqueueAt(tx, connectRefreshTokens, {
      payload: { clientId: input.clientId },
      dueAt: new Date(ctx.clock.now().getTime() + LEASE_SECONDS * 1_000),
      key: secondLook(input.clientId),
    });
    return { state: 'leased', lease: { id, row } };
  });

const askPinterest = async (ctx: GateContext, row: LivingRow): Promise<Tokens> => {
  const place = { clientId: row.client_id, connectionId: row.connection_id };
  const tokens = [row.refresh_sealed, row.refresh_previous_sealed].filter((bytes) => bytes !== null);
  let refused: unknown = notConnected();
  for (const bytes of tokens) {
    try {
      return await askForTokens(ctx.gate.pinterest, {
        budgetKey: row.budget_key,
        refreshToken: openRefresh(ctx.gate.keys, place, bytes),
      });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refused = error;
    }
  }
  throw refused;
};

/** Pinterest's answer that this consent is no longer good. Trouble, limits and time-outs say nothing about it. */
const isRefusal = (error: unknown): error is Fault =>
  isFault(error) && (error.kind === 'unauthenticated' || error.kind === 'forbidden');

const freed = { refresh_lease: null, refresh_lease_until: null } as const;

const updateRow = (tx: Tx, row: LivingRow) =>
  roomDb(tx, connectTables)
    .updateTable('connect_connections')
    .where('client_id', '=', row.client_id)
    .where('connection_id', '=', row.connection_id);

const store = (ctx: GateContext, lease: Lease, answer: Tokens): Promise<void> =>
  withClient(ctx.db, { actor: ctx.actor, clientId: lease.row.client_id }, async (tx) => {
    const row = await lockLivingRow(tx, lease.row.client_id);
    // Ended while Pinterest was asked: fresh tokens of a connection that a person ended are not kept.
    if (row === undefined || row.connection_id !== lease.row.connection_id) throw notConnected();
    const place = { clientId: row.client_id, connectionId: row.connection_id };
    const lives = livesOf(answer, ctx.clock.now());
    const sealed = {
      access_sealed: sealAccess(ctx.gate.keys, place, answer.accessToken),
      // An answer without a refresh token leaves the present one in force.
      ...(answer.refreshToken === null
        ? {}
        : {
            refresh_sealed: sealRefresh(ctx.gate.keys, place, answer.refreshToken),
            refresh_previous_sealed: row.refresh_sealed,
          }),
    };
    if (row.token_version !== lease.row.token_version) {
      // The lease ran out and another renewed meanwhile. Which of the two Pinterest will go on with is unknown: keep both.
      if (sealed.refresh_sealed !== undefined) {
        await updateRow(tx, row).set({ refresh_previous_sealed: sealed.refresh_sealed }).execute();
      }
      return;
    }
    await updateRow(tx, row)
      .set({
        ...sealed,
        ...freed,
        token_version: row.token_version + 1,
        access_expires_at: lives.accessExpiresAt,
        ...(lives.refreshExpiresAt === null ? {} : { refresh_expires_at: lives.refreshExpiresAt }),
        refreshed_at: ctx.clock.now(),
        failed_code: null,
        failed_at: null,
      })
      .execute();
    await cancelDue(tx, secondLook(row.client_id));
    await record(tx, {
      action: 'connect.tokens-refreshed',
      clientId: row.client_id,
      actor: ctx.actor,
      subject: row.connection_id,
      facts: { version: row.token_version + 1 },
    });
  });

const giveUp = async (ctx: Context, lease: Lease, error: unknown): Promise<RefreshOutcome> => {
  const outcome = await withClient(ctx.db, { actor: ctx.actor, clientId: lease.row.client_id }, async (tx) => {
    const row = await lockLivingRow(tx, lease.row.client_id);
    if (row === undefined || row.connection_id !== lease.row.connection_id) throw notConnected();
    if (row.token_version !== lease.row.token_version) return 'fresh';
    if (isRefusal(error)) {
      await markDead(tx, ctx, { row, code: error.code });
      return 'dead';
    }
    await updateRow(tx, row).set(freed).where('refresh_lease', '=', lease.id).execute();
    return 'unknown';
  });
  // Thrown only now: the lease has to be given back in a transaction that commits.
  if (outcome === 'unknown') throw error;
  return outcome;
};

const renew = async (ctx: GateContext, lease: Lease): Promise<RefreshOutcome> => {
  let answer: Tokens;
  try {
    answer = await askPinterest(ctx, lease.row);
  } catch (error) {
    return giveUp(ctx, lease, error);
  }
  await store(ctx, lease, answer);
  return 'fresh';
};

const claimAndRenew = async (
  ctx: GateContext,
  input: { clientId: ClientId; seenVersion: number },
): Promise<RefreshOutcome> => {
  for (let waited = 0; waited < WAIT_MS; waited += LOOK_EVERY_MS) {
    const found = await claim(ctx, input);
    if (found.state === 'leased') return renew(ctx, found.lease);
    if (found.state !== 'busy') return found.state;
    await sleep(LOOK_EVERY_MS);
  }
  throw new Fault('CONNECT_REFRESH_BUSY', 'limited', 'Another process is renewing the access of this connection.', {
    retryAt: new Date(ctx.clock.now().getTime() + LEASE_SECONDS * 1_000),
  });
};

/**
 * Renews a connection's tokens, once over all processes: when the version has moved on since the caller looked, another
 * did it. A refused renewal is not tried again; it pauses the connection.
 *
 * @throws CONNECT_NOT_CONNECTED, CONNECT_REFRESH_BUSY, and Pinterest's faults that say nothing about the consent
 * @personal none
 */
export const refreshTokens = (
  ctx: GateContext,
  input: { clientId: ClientId; connectionId: ConnectionId; seenVersion: number },
): Promise<RefreshOutcome> => {
  const underWay = ctx.gate.refreshing.get(input.connectionId);
  if (underWay !== undefined) return underWay;
  const begun = claimAndRenew(ctx, input).finally(() => ctx.gate.refreshing.delete(input.connectionId));
  ctx.gate.refreshing.set(input.connectionId, begun);
  return begun;
};
