import { performance } from 'node:perf_hooks';
import type { GateContext } from '../../connect/index.ts';
import { withClient } from '../../foundation/db/index.ts';
import type { FileStore, StoredFile } from '../../foundation/files/index.ts';
import { asFault, Fault } from '../../foundation/kit/index.ts';
import type { Session } from '../../pinterest/index.ts';
import type { Reach } from '../effects/define-effect.ts';
import { effects } from '../effects.ts';
import type { EntryRow } from '../ledger/entries.ts';
import { keepLane } from '../ledger/lanes.ts';
import { afterBlindLook, afterFault, afterLook, type Past, type Verdict } from '../ledger/states.ts';
import type { StepContext } from '../ledger/step.ts';

/** What a hand works with beside the ledger. */
export type HandContext = StepContext & {
  readonly ctx: GateContext;
  readonly files: FileStore;
  /** The way to Pinterest in the name of the lane's client, asked for once while the lane is in hand. */
  readonly session: () => Promise<Session>;
};

/** The lease of a lane while a call is under way. */
type Watch = {
  /** Throws when the lease is too old to begin a call; from the first time on something may have left for Pinterest. */
  readonly beforeSending: () => void;
  readonly hasSent: () => boolean;
  readonly stop: () => Promise<void>;
};

const expired = (): Fault =>
  // `upstream`: nothing has left yet, and the lane goes on in another hand.
  new Fault('ACT_LEASE_LOST', 'upstream', 'The lease of the lane was too old to begin a call.');

/**
 * Renews the lease as long as this process is alive, and refuses to begin a call when it has not been renewed lately: a
 * process that was suspended must not send what another may have taken up meanwhile.
 */
const watchLease = ({ ctx, hold, settings }: StepContext): Watch => {
  let renewedAt = performance.now();
  let isLost = false;
  let hasSent = false;
  let renewing: Promise<void> = Promise.resolve();
  const renew = async (): Promise<void> => {
    const at = performance.now();
    try {
      const kept = await withClient(ctx.db, { actor: ctx.actor, clientId: hold.clientId }, (tx) =>
        keepLane(tx, hold, settings.leaseMs),
      );
      if (kept) renewedAt = at;
      else isLost = true;
    } catch (error) {
      // The database is away for a moment; the lease grows old by itself, and an old one begins nothing.
      ctx.log.warn('act.lease-not-renewed', { code: asFault(error).code });
    }
  };
  const timer = setInterval(() => {
    renewing = renewing.then(renew);
  }, settings.leaseMs / 4);
  return {
    beforeSending: () => {
      if (isLost || performance.now() - renewedAt > settings.beginWithinMs) throw expired();
      hasSent = true;
    },
    hasSent: () => hasSent,
    stop: () => {
      clearInterval(timer);
      return renewing;
    },
  };
};

/** An entry with the files it sends. */
export type Sending = { readonly entry: EntryRow; readonly files: readonly StoredFile[] };

const reachOf = async (hand: HandContext, sending: Sending, beforeSending: () => void): Promise<Reach> => {
  const { ctx, files, hold } = hand;
  const session = await hand.session();
  return {
    ctx,
    clientId: hold.clientId,
    effectId: sending.entry.effect_id,
    files,
    found: sending.files,
    session: {
      ...session,
      // The last thing asked before a request leaves.
      accessToken: async () => {
        const token = await session.accessToken();
        beforeSending();
        return token;
      },
    },
  };
};

const pastOf = ({ ctx, settings }: HandContext, entry: EntryRow, wasSent: boolean): Past => ({
  effect: effects[entry.effect],
  sends: entry.sends,
  tries: entry.tries,
  looks: entry.looks,
  wasSent,
  now: ctx.clock.now(),
  settings,
});

/** Makes the one call that was armed. Never throws: whatever happens has a place in the ledger. */
export const sendEffect = async (hand: HandContext, sending: Sending): Promise<Verdict> => {
  const { entry } = sending;
  const watch = watchLease(hand);
  try {
    const reach = await reachOf(hand, sending, watch.beforeSending);
    const outcomeId = await effects[entry.effect].perform(reach, entry.params);
    return { state: 'done', outcomeId, foundBy: 'answer' };
  } catch (error) {
    const fault = asFault(error);
    hand.ctx.log.info('act.not-done', { code: fault.code, count: entry.sends });
    return afterFault(fault, pastOf(hand, entry, watch.hasSent()));
  } finally {
    await watch.stop();
  }
};

// Pinterest's clock and ours may differ, and a Pin says when it was made to the second.
const MARGIN_MS = 60_000;

/** Reads back whether it was done. Never throws. */
export const lookFor = async (hand: HandContext, entry: EntryRow): Promise<Verdict> => {
  const watch = watchLease(hand);
  const past = pastOf(hand, entry, true);
  const { witness } = effects[entry.effect];
  try {
    const reach = await reachOf(hand, { entry, files: [] }, watch.beforeSending);
    const armedAt = entry.armed_at ?? new Date(0);
    const search = { since: new Date(armedAt.getTime() - MARGIN_MS) };
    if (witness === undefined) return { state: 'held', code: 'ACT_NOT_TOLD_APART' };
    return afterLook(await witness(reach, entry.params, search), past);
  } catch (error) {
    return afterBlindLook(asFault(error), past);
  } finally {
    await watch.stop();
  }
};
