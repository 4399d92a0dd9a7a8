import { setTimeout as sleep } from 'node:timers/promises';
import { type GateContext, sessionFor } from '../../connect/index.ts';
import type { FileStore } from '../../foundation/files/index.ts';
import { asFault } from '../../foundation/kit/index.ts';
import type { Session } from '../../pinterest/index.ts';
import { claimLanes, type Hold } from '../ledger/lanes.ts';
import { type HandSettings, usualSettings } from '../ledger/states.ts';
import { begin, settle } from '../ledger/step.ts';
import { type HandContext, lookFor, sendEffect } from './send-effect.ts';

/** A running hand; `stop` begins nothing more, lets what is under way end, and writes it down. */
export type Hand = { readonly stop: () => Promise<void> };

/** How a hand works; left out, as in production. */
export type HandInput = { readonly files: FileStore; readonly lanes?: number; readonly settings?: HandSettings };

// Most of a call is waiting, so there are more lanes than cores; each has at most one call and one connection at work.
const LANES = 40;

// A client with a thousand Pins due gives its place to others in between.
const MOST_OF_A_LANE = 10;

/** Asks for the way to Pinterest at the first need; what was refused is asked again. */
const sessionOnce = (ctx: GateContext, { clientId }: Hold): HandContext['session'] => {
  let known: Session | undefined;
  return async () => {
    known ??= (await sessionFor(ctx, { clientId })).session;
    return known;
  };
};

/** Works on one lane until it rests. */
const workLane = async (hand: HandContext, isStopping: () => boolean): Promise<void> => {
  let step = await begin(hand);
  for (let done = 1; step.kind !== 'rest'; done += 1) {
    const { entry } = step;
    const verdict = step.kind === 'send' ? await sendEffect(hand, step) : await lookFor(hand, entry);
    step = await settle(hand, { entry, verdict, isLast: done >= MOST_OF_A_LANE || isStopping() });
  }
};

/**
 * Starts a hand: the one place from which anything changes at Pinterest. Any number of processes may run one; each lane is
 * in one hand at a time, and in a lane one thing after the other. It waits while the database is away.
 *
 * @cost one statement every half second while nothing is due
 * @personal none
 */
export const startHand = (ctx: GateContext, input: HandInput): Hand => {
  const settings = input.settings ?? usualSettings;
  const most = input.lanes ?? LANES;
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  const working = new Set<Promise<void>>();
  let wake = new AbortController();

  const take = (hold: Hold): void => {
    const work = workLane({ ctx, files: input.files, hold, settings, session: sessionOnce(ctx, hold) }, isStopping)
      .catch((error: unknown) => {
        // What was under way stays `armed` until its lease has run out; another hand then finds out.
        ctx.log.warn('act.lane-left', { code: asFault(error).code });
      })
      .finally(() => {
        working.delete(work);
        wake.abort();
      });
    working.add(work);
  };

  const pause = async (): Promise<void> => {
    const signal = AbortSignal.any([stopping.signal, wake.signal]);
    try {
      await sleep(settings.everyMs, undefined, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    wake = new AbortController();
  };

  const claim = async (): Promise<Hold[]> => {
    const wanted = most - working.size;
    if (wanted <= 0) return [];
    try {
      return await claimLanes(ctx, { wanted, leaseMs: settings.leaseMs });
    } catch (error) {
      ctx.log.warn('act.lanes-not-claimed', { code: asFault(error).code });
      return [];
    }
  };

  const running = (async () => {
    while (!isStopping()) {
      const holds = await claim();
      for (const hold of holds) take(hold);
      if (holds.length === 0 || working.size >= most) await pause();
    }
    await Promise.all(working);
  })();

  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
