import type { Ready } from '../api/contract.ts';
import { listClientIds } from '../clients/index.ts';
import type { Context } from '../foundation/db/index.ts';
import type { Config } from '../foundation/runtime/index.ts';
import { syncProgress } from '../ingest/index.ts';
import { readDemoFile } from './start/demo-place.ts';

/** How far the demo has filled: its clients, and how many of the expected ones are there and collected. */
const demoState = async (ctx: Context, expected: number): Promise<Pick<Ready, 'demo' | 'history'>> => {
  const clientIds = await listClientIds(ctx);
  const progress = await syncProgress(ctx, { clientIds });
  // Ready: the last days of every client are in and derived, at every level. History may still be on its way.
  const filled = progress.filter((each) => each.total > 0 && each.done === each.total && each.underivedRecent === 0);
  return {
    demo: clientIds.length >= expected && filled.length >= expected ? 'ready' : 'filling',
    history: {
      done: progress.reduce((sum, each) => sum + each.historyDone, 0),
      total: progress.reduce((sum, each) => sum + each.historyTotal, 0),
    },
  };
};

/**
 * Answers whether pages can be served, and how far a demo has filled.
 * @cost two small queries
 * @personal none
 */
export const readinessOf =
  (ctx: Context, config: Config): (() => Promise<Ready>) =>
  async () => {
    const demo = config.mode === 'demo' ? readDemoFile(config) : undefined;
    if (demo === undefined) {
      await listClientIds(ctx);
      return { ready: true, demo: 'none', history: { done: 0, total: 0 } };
    }
    return { ready: true, ...(await demoState(ctx, demo.clients)) };
  };
