import { setTimeout as wait } from 'node:timers/promises';
import { connectionStandings, type GateContext } from '../../../connect/index.ts';
import { asFault, type ClientId } from '../../../foundation/kit/index.ts';
import { requireSession } from '../../../identity/index.ts';
import { requireMay } from '../../../identity/policy.ts';
import { syncProgress } from '../../../ingest/index.ts';
import { presentSync } from '../../present/sync-state.ts';
import { type Asked, route } from '../../route.ts';
import type { Surroundings } from '../../surroundings.ts';
import { clientIdsOf } from '../../visible-clients.ts';

// The database is the one place that every server process sees, so each stream looks there; two seconds feel live and cost
// two small queries.
const LOOK_MS = 2000;

const statesOf = async (ctx: GateContext, clientIds: readonly ClientId[]): Promise<string> => {
  const [progress, health] = await Promise.all([
    syncProgress(ctx, { clientIds }),
    connectionStandings(ctx, { clientIds }),
  ]);
  const states = clientIds.map((clientId) =>
    presentSync(clientId, {
      progress: progress.find((each) => each.clientId === clientId),
      health: health.find((each) => each.clientId === clientId),
    }),
  );
  return JSON.stringify(states);
};

/** The clients this asker may see now; undefined once the session or the right is gone. */
const stillVisible = async (ctx: GateContext, asked: Asked): Promise<readonly ClientId[] | undefined> => {
  try {
    const person = await requireSession(ctx, asked.request.headers, { isUse: false });
    requireMay(person, 'sync.read');
    return await clientIdsOf(ctx, person);
  } catch (error) {
    const { kind } = asFault(error);
    if (kind === 'unauthenticated' || kind === 'forbidden') return undefined;
    throw error;
  }
};

async function* events({ ctx, stopping }: Surroundings, asked: Asked, closed: AbortSignal): AsyncGenerator<string> {
  const signal = AbortSignal.any([closed, stopping]);
  let before = '';
  yield 'retry: 2000\n\n';
  while (!signal.aborted) {
    // A right that was taken away ends the stream at its next look.
    const clientIds = await stillVisible(ctx, asked);
    if (clientIds === undefined) return;
    const states = await statesOf(ctx, clientIds);
    yield states === before ? ': still here\n\n' : `data: ${states}\n\n`;
    before = states;
    await wait(LOOK_MS, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}

/** The state of each sync, live, as server-sent events; works whichever server process answers. */
export const syncStreamRoute = route({
  method: 'GET',
  path: '/sync/stream',
  summary: 'The state of each sync, live, as server-sent events',
  action: 'sync.read',
  run: async (around, asked) => {
    const closed = new AbortController();
    asked.request.raw.once('close', () => closed.abort());
    const { Readable } = await import('node:stream');
    asked.reply.header('content-type', 'text/event-stream').header('cache-control', 'no-store');
    return asked.reply.send(Readable.from(events(around, asked, closed.signal)));
  },
});
