import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../../db/index.ts';
import { asFault } from '../../kit/index.ts';
import type { Config, Keys } from '../../runtime/index.ts';
import { writeCheckpoint } from '../trail/checkpoint.ts';
import { linkPending } from './link-pending.ts';

/** What the trail needs besides a context: the keys that sign, and where the checkpoint stands. */
export type TrailInput = { readonly keys: Keys; readonly config: Pick<Config, 'modeDir'> };

// Entries are promised to be sealed within a second; two looks a second leave room for a slow one.
const EVERY_MS = 400;

const pause = async (signal: AbortSignal): Promise<void> => {
  try {
    await sleep(EVERY_MS, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
};

/** Links everything that waits now. Returns how many batches were sealed. */
const linkAll = async (ctx: Context, input: TrailInput): Promise<void> => {
  for (;;) {
    const sealed = await linkPending(ctx, input.keys);
    if (sealed === undefined) return;
    await writeCheckpoint(input.config, sealed);
  }
};

/**
 * Starts the sequencer of the audit trail: within a second each recorded entry is numbered, linked to the one before and
 * sealed, and the newest seal is written to the checkpoint file outside the database. Every process may run one; they take
 * turns. It waits while the database is away. `stop` links what still waits and ends.
 *
 * @personal none
 */
export const startSequencer = (ctx: Context, input: TrailInput): { readonly stop: () => Promise<void> } => {
  const stopping = new AbortController();
  let isFailing = false;
  const once = async (): Promise<void> => {
    try {
      await linkAll(ctx, input);
      isFailing = false;
    } catch (error) {
      const fault = asFault(error);
      if (!isFailing) ctx.log[fault.kind === 'upstream' ? 'warn' : 'error']('audit.not-sealed', { code: fault.code });
      isFailing = true;
    }
  };
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await once();
      await pause(stopping.signal);
    }
    await once();
  })();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
