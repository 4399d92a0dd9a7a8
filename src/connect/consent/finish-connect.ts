import { randomUUID } from 'node:crypto';
import { noteTermsAccepted } from '../../clients/index.ts';
import { record } from '../../foundation/audit/index.ts';
import { roomDb, type Tx, withClient } from '../../foundation/db/index.ts';
import { announce } from '../../foundation/jobs/index.ts';
import {
  asFault,
  type ClientId,
  type ConnectionId,
  Fault,
  type PinterestUserId,
  type Secret,
} from '../../foundation/kit/index.ts';
import { hmac } from '../../foundation/runtime/index.ts';
import type { Session } from '../../pinterest/index.ts';
import { exchangeCode, type Tokens } from '../../pinterest/oauth.ts';
import { getUserAccount } from '../../pinterest/read.ts';
import { bind } from '../accounts/bindings.ts';
import { bindAdAccounts } from '../accounts/choose-ad-accounts.ts';
import { listReachable, type ReachableAccount } from '../accounts/list-reachable.ts';
import { connectConnected, connectResumed } from '../events.ts';
import type { GateContext } from '../gate/open-gate.ts';
import type { Asker, ConnectionState } from '../shapes.ts';
import { connectTables } from '../tables.ts';
import { type LivingRow, lockLivingRow } from '../tokens/rows.ts';
import { livesOf, sealAccess, sealRefresh } from '../tokens/sealing.ts';
import { checkScopes } from './scopes.ts';
import { type ClaimedState, claimState, noteOutcome } from './states.ts';

/** What a consent gave, before anything of it is stored. */
type Consent = {
  readonly clientId: ClientId;
  readonly tokens: Tokens;
  readonly refreshToken: Secret;
  readonly userId: PinterestUserId;
  readonly budgetKey: string;
  readonly reachable: readonly ReachableAccount[];
  readonly choice: 'owned' | 'ask';
};

const sessionWith = (token: Secret, budgetKey: string): Session => ({
  budgetKey,
  accessToken: () => Promise.resolve(token),
});

const gather = async (
  ctx: GateContext,
  input: { clientId: ClientId; code: string; choice: 'owned' | 'ask' },
): Promise<Consent> => {
  const { gate } = ctx;
  // Whose allowance a consent counts for is known only after its first call; until then each client has its own.
  const firstKey = hmac(gate.keys, 'rate-budget', `consent|${input.clientId}`);
  const tokens = await exchangeCode(gate.pinterest, {
    budgetKey: firstKey,
    code: input.code,
    redirectUri: gate.redirectUri,
  });
  checkScopes(tokens.scopes);
  // Without one the connection would end in 30 days without a word; Pinterest gives one with every consent.
  if (tokens.refreshToken === null) {
    throw new Fault('CONNECT_NO_REFRESH_TOKEN', 'upstream', 'Pinterest gave a consent that cannot be renewed.');
  }
  const account = await getUserAccount(gate.pinterest, sessionWith(tokens.accessToken, firstKey), {});
  if (account.account_type !== 'BUSINESS') {
    throw new Fault('CONNECT_NOT_BUSINESS', 'invalid', 'Only business accounts can be connected.');
  }
  const userId = account.id as PinterestUserId;
  const budgetKey = hmac(gate.keys, 'rate-budget', `${gate.appId}|${userId}`);
  const reachable = await listReachable(ctx, sessionWith(tokens.accessToken, budgetKey));
  return {
    clientId: input.clientId,
    tokens,
    refreshToken: tokens.refreshToken,
    userId,
    budgetKey,
    reachable,
    choice: input.choice,
  };
};

/** The state after a consent: a first one with a choice to make waits for it, a renewed one goes on as it was. */
const stateAfter = (row: LivingRow | undefined, consent: Consent): ConnectionState => {
  if (row !== undefined && row.state !== 'choosing') return 'connected';
  return consent.choice === 'ask' ? 'choosing' : 'connected';
};

const upsertConnection = async (
  tx: Tx,
  ctx: GateContext,
  input: { consent: Consent; row: LivingRow | undefined },
): Promise<ConnectionId> => {
  const { consent, row } = input;
  const connectionId = row?.connection_id ?? (randomUUID() as ConnectionId);
  const place = { clientId: consent.clientId, connectionId };
  const lives = livesOf(consent.tokens, ctx.clock.now());
  const values = {
    pinterest_user_id: consent.userId,
    budget_key: consent.budgetKey,
    state: stateAfter(row, consent),
    scopes: [...consent.tokens.scopes],
    access_sealed: sealAccess(ctx.gate.keys, place, consent.tokens.accessToken),
    refresh_sealed: sealRefresh(ctx.gate.keys, place, consent.refreshToken),
    refresh_previous_sealed: null,
    token_version: (row?.token_version ?? 0) + 1,
    access_expires_at: lives.accessExpiresAt,
    refresh_expires_at: lives.refreshExpiresAt,
    refresh_lease: null,
    refresh_lease_until: null,
    refreshed_at: null,
    failed_code: null,
    failed_at: null,
  };
  const db = roomDb(tx, connectTables);
  if (row === undefined) {
    await db
      .insertInto('connect_connections')
      .values({ client_id: consent.clientId, connection_id: connectionId, connected_at: ctx.clock.now(), ...values })
      .execute();
  } else {
    await db
      .updateTable('connect_connections')
      .set(values)
      .where('client_id', '=', consent.clientId)
      .where('connection_id', '=', connectionId)
      .execute();
  }
  return connectionId;
};

const keep = async (tx: Tx, ctx: GateContext, consent: Consent): Promise<Omit<Connected, 'clientId'>> => {
  const row = await lockLivingRow(tx, consent.clientId);
  if (row !== undefined && row.pinterest_user_id !== consent.userId) {
    throw new Fault('CONNECT_OTHER_USER', 'conflict', 'This client is connected with another Pinterest account.');
  }
  await bind(tx, ctx, { clientId: consent.clientId, things: [{ kind: 'user', id: consent.userId }] });
  const connectionId = await upsertConnection(tx, ctx, { consent, row });
  const place = { clientId: consent.clientId, connectionId };
  const isFirst = row === undefined || row.state === 'choosing';
  // A renewed consent keeps the ad accounts a person once picked; only a first one picks by itself.
  const accounts = consent.choice === 'owned' && isFirst ? consent.reachable.filter((each) => each.isOwned) : undefined;
  if (accounts !== undefined) await bindAdAccounts(tx, ctx, { ...place, accounts });
  await noteTermsAccepted(tx, ctx, consent);
  await record(tx, {
    action: isFirst ? 'connect.connected' : 'connect.renewed',
    clientId: consent.clientId,
    actor: ctx.actor,
    subject: connectionId,
    facts: { scopes: consent.tokens.scopes.length, adAccounts: accounts?.length ?? null },
  });
  if (accounts !== undefined) await announce(tx, connectConnected, place);
  if (row?.state === 'reconnect') await announce(tx, connectResumed, place);
  return { connectionId, mustChoose: stateAfter(row, consent) === 'choosing' };
};

const connect = async (
  ctx: GateContext,
  input: { claimed: ClaimedState; code: string | undefined; choice: 'owned' | 'ask' },
): Promise<Connected> => {
  const { clientId } = input.claimed;
  if (input.code === undefined) {
    throw new Fault('CONNECT_DENIED', 'forbidden', 'Consent was not given on Pinterest’s page.');
  }
  const consent = await gather(ctx, { clientId, code: input.code, choice: input.choice });
  const kept = await withClient(ctx.db, { actor: ctx.actor, clientId }, (tx) => keep(tx, ctx, consent));
  ctx.gate.held.delete(kept.connectionId);
  return { clientId, ...kept };
};

/** Which client was connected, and by which connection. */
export type Connected = {
  readonly clientId: ClientId;
  readonly connectionId: ConnectionId;
  /** True while a person still has to pick the ad accounts: nothing is collected before that. */
  readonly mustChoose: boolean;
};

/**
 * Ends an OAuth round trip: uses the state up, exchanges the code, checks that it is a business account with exactly our
 * scopes, binds it and its ad accounts to the client, notes the acceptance of Pinterest's terms, and stores the tokens
 * sealed. Nothing is stored when any of it fails. Ad accounts: those the connected user owns (`owned`), or none until a
 * person has chosen (`ask`); a consent that renews an earlier one keeps the choice.
 *
 * @param input.code undefined when Pinterest's page came back without one: the person denied
 * @param input.asker the session or run that brings the code; undefined for a browser without a session
 * @throws CONNECT_STATE_REFUSED, CONNECT_DENIED, CONNECT_SCOPES_MISSING, CONNECT_SCOPES_EXCESSIVE, CONNECT_NOT_BUSINESS,
 *   CONNECT_TAKEN, CONNECT_OTHER_USER, and Pinterest's faults
 * @personal the Pinterest user's id is stored; nothing that names the person is
 */
export const finishConnect = async (
  ctx: GateContext,
  input: { state: string; code: string | undefined; asker: Asker | undefined; choice?: 'owned' | 'ask' },
): Promise<Connected> => {
  const claimed = await claimState(ctx, input);
  // The trail names who asked for the connection, also when the answer arrives in a browser that is not signed in.
  const asking: GateContext = { ...ctx, actor: claimed.actor };
  const { stateHash, clientId } = claimed;
  try {
    const connected = await connect(asking, { claimed, code: input.code, choice: input.choice ?? 'owned' });
    await noteOutcome(ctx, { stateHash, outcome: 'connected' });
    return connected;
  } catch (error) {
    const { code } = asFault(error);
    await noteOutcome(ctx, { stateHash, outcome: code });
    await withClient(ctx.db, { actor: claimed.actor, clientId }, (tx) =>
      record(tx, { action: 'connect.refused', clientId, actor: claimed.actor, facts: { code } }),
    );
    throw error;
  }
};
