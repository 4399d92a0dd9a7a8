import { setTimeout as wait } from 'node:timers/promises';
import { listClientIds } from '../clients/index.ts';
import { sealTokensAgain } from '../connect/index.ts';
import { record } from '../foundation/audit/index.ts';
import { type Context, type Database, holdAlone, withoutClient } from '../foundation/db/index.ts';
import { Fault } from '../foundation/kit/index.ts';
import { addSealingKey, type Config, dropSealingKeys, type Keys } from '../foundation/runtime/index.ts';
import { factorsOfOlderKeys, sealFactorAgain } from '../identity/index.ts';

/** What rotating works with: a context of the job role, and the sign-in login, which alone reads second factors. */
export type Rotating = {
  readonly ctx: Context;
  readonly config: Pick<Config, 'keyFile'>;
  readonly keys: Keys;
  readonly signIn: Database;
  /** Told after each row; the total is an estimate until it is reached. */
  readonly progress: (done: number, total: number) => void;
  readonly stopping: AbortSignal;
};

/** One round over everything sealed. `lost` does not open any more: that client or person must give it anew. */
export type Round = { readonly again: number; readonly lost: number };

const LOCK = 'sealing-keys';

// A transaction that read the older key the moment before it was replaced or looked up ends within a minute: its claim does.
const QUIET_MS = 120_000;

const contextOf = (rotating: Rotating) => ({ ...rotating.ctx, keys: rotating.keys });

const interrupted = (): Fault =>
  new Fault('CLI_INTERRUPTED', 'conflict', 'Interrupted; nothing is lost, the same command goes on from here.');

/**
 * Goes once over everything that is sealed and seals again what an older key sealed: row by row, each in a transaction of its
 * own, so that an interruption after any row leaves a state the next round goes on from.
 *
 * @throws CLI_INTERRUPTED
 * @personal none
 */
export const sealAllAgain = async (rotating: Rotating): Promise<Round> => {
  const ctx = contextOf(rotating);
  const signIn = { ...ctx, db: rotating.signIn };
  const clientIds = await listClientIds(ctx);
  const userIds = await factorsOfOlderKeys(signIn);
  const total = clientIds.length + userIds.length;
  const sums = { again: 0, lost: 0, done: 0 };
  const count = (again: number, lost: number): void => {
    sums.again += again;
    sums.lost += lost;
    sums.done += 1;
    rotating.progress(sums.done, total);
    if (rotating.stopping.aborted) throw interrupted();
  };
  for (const userId of userIds) {
    const state = await sealFactorAgain(signIn, { userId });
    count(state === 'again' ? 1 : 0, state === 'lost' ? 1 : 0);
  }
  for (const clientId of clientIds) {
    const { again, lost } = await sealTokensAgain(ctx, { clientId });
    count(again, lost);
  }
  return { again: sums.again, lost: sums.lost };
};

/**
 * Makes a new sealing key that all processes seal with from now on. One at a time over all machines with this file.
 *
 * @personal none
 */
export const addKey = ({ ctx, config }: Rotating): Promise<number> =>
  withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    await holdAlone(tx, LOCK);
    const keyId = addSealingKey(config);
    await record(tx, { action: 'runtime.key-added', actor: ctx.actor, facts: { keyId } });
    return keyId;
  });

/** Notes in the trail that everything is under the newest key. @personal none */
export const recordRound = ({ ctx, keys }: Rotating, round: Round): Promise<void> =>
  withoutClient(ctx.db, { actor: ctx.actor }, (tx) =>
    record(tx, {
      action: 'runtime.sealed-again',
      actor: ctx.actor,
      facts: { keyId: keys.sealing().current, values: round.again, lost: round.lost },
    }),
  );

const pause = async (rotating: Rotating, ms: number): Promise<void> => {
  try {
    await wait(ms, undefined, { signal: rotating.stopping });
  } catch (error) {
    if (rotating.stopping.aborted) throw interrupted();
    throw error;
  }
};

/**
 * Drops the older keys from the file when they seal nothing any more: after a quiet time, in which every transaction that
 * still knew an older key has ended, a further round must find nothing. Returns the ids of the dropped keys.
 *
 * @param quietMs two minutes unless given
 * @throws CLI_KEY_IN_USE when something sealed with an older key meanwhile (a machine with an older copy of the file), or when
 * a value does not open: dropping would make the loss final
 * @personal none
 */
export const forgetOldKeys = async (rotating: Rotating, quietMs = QUIET_MS): Promise<number[]> => {
  const { ctx, config, keys } = rotating;
  const { current, keys: known } = keys.sealing();
  const old = [...known.keys()].filter((id) => id !== current);
  if (old.length === 0) return [];
  await pause(rotating, quietMs);
  const round = await sealAllAgain(rotating);
  if (round.again > 0 || round.lost > 0) {
    throw new Fault('CLI_KEY_IN_USE', 'conflict', 'Older sealing keys are still in use; they stay in the key file.', {
      facts: { again: round.again, lost: round.lost },
    });
  }
  await withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    await holdAlone(tx, LOCK);
    await record(tx, { action: 'runtime.keys-forgotten', actor: ctx.actor, facts: { keyIds: old.join(',') } });
  });
  // After the trail says so, never before; a crash in between leaves keys that the next run drops.
  dropSealingKeys(config, old);
  return old;
};
