import { setTimeout as wait } from 'node:timers/promises';
import { SingleBar } from 'cli-progress';
import { listClientIds } from '../../clients/index.ts';
import type { GateContext } from '../../connect/index.ts';
import { type ClientId, Fault, isFault } from '../../foundation/kit/index.ts';
import { planClient, type SyncProgress, syncProgress } from '../../ingest/index.ts';
import type { Command, Tools } from '../command.ts';
import { clientGiven } from '../given.ts';

const LOOK_MS = 700;

type Sums = { accounts: number; done: number; total: number; rows: number; failed: number; waiting: number };

const sumOf = (states: readonly SyncProgress[]): Sums => {
  const sums: Sums = { accounts: states.length, done: 0, total: 0, rows: 0, failed: 0, waiting: 0 };
  for (const state of states) {
    sums.done += state.done + state.historyDone;
    sums.total += state.total + state.historyTotal;
    sums.rows += Number(state.rows);
    sums.failed += state.failed;
    // A landing that is not yet facts is work too.
    sums.waiting += state.waiting + state.underived;
  }
  return sums;
};

const planAll = async (ctx: GateContext, clientIds: readonly ClientId[], say: Tools['say']): Promise<ClientId[]> => {
  const planned: ClientId[] = [];
  for (const clientId of clientIds) {
    try {
      await planClient(ctx, { clientId, what: 'night' });
      planned.push(clientId);
    } catch (error) {
      // One client that must be connected again does not keep the others from being collected.
      if (!isFault(error) || error.kind === 'bug') throw error;
      say(`${clientId}: ${error.code}: ${error.message}`);
    }
  }
  return planned;
};

const barOf = (): SingleBar | undefined =>
  process.stderr.isTTY
    ? new SingleBar({
        format:
          ' {bar} {value}/{total} chunks · {accounts} clients · {rows} rows · {failed} failed · {eta_formatted} left',
        stream: process.stderr,
        hideCursor: true,
      })
    : undefined;

const follow = async (tools: Tools, ctx: GateContext, clientIds: readonly ClientId[]): Promise<Sums> => {
  const bar = barOf();
  let isFirst = true;
  try {
    for (;;) {
      const sums = sumOf(await syncProgress(ctx, { clientIds }));
      if (isFirst) bar?.start(sums.total, sums.done, { ...sums });
      isFirst = false;
      bar?.setTotal(sums.total);
      bar?.update(sums.done, { ...sums });
      if (sums.waiting === 0 || tools.stopping.aborted) return sums;
      await wait(LOOK_MS);
    }
  } finally {
    bar?.stop();
  }
};

/** Collects what is missing, for one client or all, and follows it to the end. Started again, it goes on where it was. */
export const sync: Command = {
  name: 'sync',
  help: 'Collect what is missing from Pinterest and derive it; what has landed today is not asked again',
  options: [
    { flags: '--client <id>', help: 'only this client' },
    { flags: '--no-wait', help: 'plan only; running workers do the rest' },
  ],
  run: (tools) =>
    tools.open('job', async ({ ctx }) => {
      const { given, say, print } = tools;
      const one = clientGiven(given);
      const clientIds = await planAll(ctx, one === undefined ? await listClientIds(ctx) : [one], say);
      if (given.wait === false) {
        print({ clients: clientIds.length }, [`${clientIds.length} clients planned`]);
        return;
      }
      const helpers = await tools.work();
      try {
        const sums = await follow(tools, ctx, clientIds);
        print(
          { clients: clientIds.length, chunks: sums.total, landed: sums.done, failed: sums.failed, rows: sums.rows },
          [`${sums.done} of ${sums.total} chunks landed, ${sums.failed} failed, ${sums.rows} rows`],
        );
        if (sums.failed > 0) {
          throw new Fault(
            'CLI_SYNC_GAPS',
            'upstream',
            `${sums.failed} chunk(s) could not be collected; they are listed as gaps.`,
          );
        }
      } finally {
        await helpers.stop();
      }
    }),
};
