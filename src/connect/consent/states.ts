import { createHash, randomBytes } from 'node:crypto';
import { type Actor, actorText, type Context, roomDb, withoutClient } from '../../foundation/db/index.ts';
import { type ClientId, Fault, type UserId } from '../../foundation/kit/index.ts';
import type { Asker } from '../shapes.ts';
import { connectTables } from '../tables.ts';

/** Long enough to sign in at Pinterest with a second factor, short enough that a forgotten tab is worth nothing. */
const STATE_MINUTES = 10;

/** A command-line run shows that it still waits at least every second; silence this long means that it ended. */
const WAITING_SECONDS = 10;

const BYTES = 32;

// 256 random bits need no salt and no slow hash: nobody can try them all.
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const actorOf = (name: string): Actor => {
  const [kind, rest = ''] = [name.slice(0, name.indexOf(':')), name.slice(name.indexOf(':') + 1)];
  if (kind === 'user') return { kind, id: rest as UserId };
  return kind === 'cli' ? { kind, name: rest } : { kind: 'system', name: rest };
};

/** An attempt to connect that was just claimed: its only use. */
export type ClaimedState = { readonly stateHash: string; readonly clientId: ClientId; readonly actor: Actor };

/** Makes a state for one client and one asker; only its hash is kept. @personal none */
export const createState = async (
  ctx: Context,
  input: { clientId: ClientId; asker: Asker },
): Promise<{ state: string; expiresAt: Date }> => {
  const state = randomBytes(BYTES).toString('base64url');
  const at = ctx.clock.now();
  const expiresAt = new Date(at.getTime() + STATE_MINUTES * 60_000);
  await withoutClient(ctx.db, { actor: ctx.actor }, (tx) =>
    tx.sql(
      `insert into connect_states
         (state_hash, client_id, asker_kind, asker_hash, actor, created_at, expires_at, waiting_until)
       values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() + $8 * interval '1 second')`,
      [
        hashOf(state),
        input.clientId,
        input.asker.kind,
        hashOf(input.asker.id),
        actorText(ctx.actor),
        at.toISOString(),
        expiresAt.toISOString(),
        WAITING_SECONDS,
      ],
    ),
  );
  return { state, expiresAt };
};

type Claimed = { client_id: ClientId; actor: string };

/**
 * Uses a state up, once and for good, also when what follows fails. A state of a session is good for that session only; a
 * state of a run for that run, or for any browser while that run shows that it waits. Unknown, used, expired and
 * someone else's give one and the same fault, so that the answer tells nothing.
 *
 * @throws CONNECT_STATE_REFUSED
 * @personal none
 */
export const claimState = async (
  ctx: Context,
  input: { state: string; asker: Asker | undefined },
): Promise<ClaimedState> => {
  const stateHash = hashOf(input.state);
  const rows = await withoutClient(ctx.db, { actor: ctx.actor }, (tx) =>
    tx.sql<Claimed>(
      `update connect_states set used_at = clock_now()
        where state_hash = $1 and used_at is null and expires_at > clock_now()
          and ((asker_kind = $2 and asker_hash = $3)
               or (asker_kind = 'run' and waiting_until > clock_timestamp()))
        returning client_id, actor`,
      [stateHash, input.asker?.kind ?? null, input.asker === undefined ? null : hashOf(input.asker.id)],
    ),
  );
  const [claimed] = rows;
  if (claimed === undefined) {
    throw new Fault('CONNECT_STATE_REFUSED', 'invalid', 'This attempt to connect is not good any more.');
  }
  return { stateHash, clientId: claimed.client_id, actor: actorOf(claimed.actor) };
};

/**
 * The client an attempt of this asker was for, used up or not; undefined for an unknown one and for someone else's. So that a
 * person whose attempt was refused is led back to where they began it.
 *
 * @personal none
 */
export const clientOfAttempt = async (
  ctx: Context,
  input: { state: string; asker: Asker },
): Promise<ClientId | undefined> => {
  const rows = await withoutClient(ctx.db, { actor: ctx.actor }, (tx) =>
    tx.sql<{ client_id: ClientId }>(
      'select client_id from connect_states where state_hash = $1 and asker_kind = $2 and asker_hash = $3',
      [hashOf(input.state), input.asker.kind, hashOf(input.asker.id)],
    ),
  );
  return rows[0]?.client_id;
};

/** Writes how an attempt ended, for the run that waits for it: `connected`, or the code of a fault. @personal none */
export const noteOutcome = (ctx: Context, input: { stateHash: string; outcome: string }): Promise<unknown> =>
  withoutClient(ctx.db, { actor: ctx.actor }, (tx) =>
    roomDb(tx, connectTables)
      .updateTable('connect_states')
      .set({ outcome: input.outcome })
      .where('state_hash', '=', input.stateHash)
      .execute(),
  );

/** How an attempt stands, as the run that waits for it sees it. */
export type Attempt = { readonly state: 'waiting' | 'expired' } | { readonly state: 'ended'; readonly outcome: string };

/**
 * Looks how the attempt behind a consent address stands, and shows that its run still waits for it: call it every
 * second. While nobody waits, a callback without that run's own id is refused.
 *
 * @param input.state the `state` of the consent address
 * @throws CONNECT_STATE_REFUSED when this run did not start that attempt
 * @personal none
 */
export const awaitAttempt = async (ctx: Context, input: { state: string; asker: Asker }): Promise<Attempt> => {
  const [row] = await withoutClient(ctx.db, { actor: ctx.actor }, (tx) =>
    tx.sql<{ outcome: string | null; is_expired: boolean }>(
      `update connect_states set waiting_until = clock_timestamp() + $4 * interval '1 second'
        where state_hash = $1 and asker_kind = $2 and asker_hash = $3
        returning outcome, used_at is null and expires_at <= clock_now() as is_expired`,
      [hashOf(input.state), input.asker.kind, hashOf(input.asker.id), WAITING_SECONDS],
    ),
  );
  if (row === undefined) {
    throw new Fault('CONNECT_STATE_REFUSED', 'invalid', 'This run did not start that attempt to connect.');
  }
  if (row.outcome !== null) return { state: 'ended', outcome: row.outcome };
  return { state: row.is_expired ? 'expired' : 'waiting' };
};
