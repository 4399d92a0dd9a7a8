import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';
import { ready } from '../../api/contract.ts';
import { listClientIds } from '../../clients/index.ts';
import type { GateContext } from '../../connect/index.ts';
import { syncProgress } from '../../ingest/index.ts';
import type { Say } from './say.ts';

const LOOK_MS = 1000;

const askReady = async (url: string): Promise<z.infer<typeof ready> | undefined> => {
  // The server may be starting again; then there is nothing to tell for a moment.
  const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
  return answer?.ok === true ? ready.parse(await answer.json()) : undefined;
};

const tell = async (ctx: GateContext, say: Say, what: 'recent' | 'history'): Promise<boolean> => {
  const states = await syncProgress(ctx, { clientIds: await listClientIds(ctx) });
  const sum = (pick: (state: (typeof states)[number]) => number) =>
    states.reduce((total, state) => total + pick(state), 0);
  const rows = states.reduce((total, state) => total + state.rows, 0n);
  const [done, total] =
    what === 'recent'
      ? [sum((state) => state.done), sum((state) => state.total)]
      : [sum((state) => state.historyDone), sum((state) => state.historyTotal)];
  const part = what === 'recent' ? 'the last 65 days' : 'history';
  say.progress(`collecting ${part}: ${done} of ${total} parts, ${rows} rows`);
  return done === total && sum((state) => state.underived) === 0;
};

/** Tells how the demo fills: first the last days of all clients, then history behind them. Ends early when stopped. */
export const followFilling = async (input: {
  ctx: GateContext;
  url: string;
  say: Say;
  stopping: AbortSignal;
}): Promise<void> => {
  const { ctx, url, say, stopping } = input;
  let isReady = false;
  while (!stopping.aborted) {
    const isDone = await tell(ctx, say, isReady ? 'history' : 'recent');
    if (!isReady && (await askReady(url))?.demo === 'ready') {
      isReady = true;
      say.done('the last days of every client are in; history fills in behind');
    } else if (isReady && isDone) {
      say.done('history is in');
      return;
    }
    await wait(LOOK_MS, undefined, { signal: stopping }).catch(() => undefined);
  }
};
