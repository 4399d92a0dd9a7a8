import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../../db/index.ts';
import type { Handler } from '../definitions/handle.ts';
import type { Counters } from './counters.ts';
import type { Claimed, Engine } from './engine.ts';

/** A run in progress. `isOurs` turns false when the claim was lost or given back: then nothing is written at its end. */
export type Running = { readonly job: Claimed; readonly abort: AbortController; isOurs: boolean };

/** The workers of one process. */
export type Team = {
  readonly ctx: Context;
  readonly engine: Engine;
  readonly handlers: ReadonlyMap<string, Handler>;
  readonly counters: Counters;
  readonly running: Map<string, Running>;
  /** Most jobs at a time in this process. */
  readonly seats: number;
  /** Ends the wait for work: a seat is free, or new work is likely. */
  readonly wake: () => void;
  readonly stopping: AbortSignal;
};

/** Waits, elapsed time; ends early and quietly when the signal is aborted. */
export const pause = async (ms: number, signal?: AbortSignal): Promise<void> => {
  try {
    await sleep(ms, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    if (signal?.aborted !== true) throw error;
  }
};
