import { readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { listClients } from '../../../clients/index.ts';
import { type ConnectionHealth, connectionHealth } from '../../../connect/index.ts';
import { databaseSize } from '../../../foundation/db/index.ts';
import { jobStates, stoppedJobs } from '../../../foundation/jobs/index.ts';
import type { ClientId, Locale } from '../../../foundation/kit/index.ts';
import { type OperateState, operateState } from '../../contract/operate.ts';
import { localeOf, wordsFor } from '../../middleware/problems.ts';
import { route } from '../../route.ts';
import type { Surroundings } from '../../surroundings.ts';
import { clientIdsOf } from '../../visible-clients.ts';

// As many as a person reads; what comes after them has most often the same cause.
const MOST_STOPPED = 100;
const LARGEST_TABLES = 6;
// As `doctor`: below this a PostgreSQL with its write-ahead log stops in the middle of a night.
const LOW_BYTES = 2 * 1024 ** 3;

const { version }: { version: string } = JSON.parse(
  readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'),
);

type Named = ReadonlyMap<ClientId, string>;

const queue = async (ctx: Surroundings['ctx']): Promise<OperateState['queue']> =>
  (await jobStates(ctx)).map(({ job, waiting, running, oldestWaitingSeconds }) => ({
    job,
    waiting,
    running,
    waitingSeconds: Math.round(oldestWaitingSeconds),
  }));

const stopped = async (ctx: Surroundings['ctx'], names: Named, locale: Locale): Promise<OperateState['stopped']> => {
  const found = await stoppedJobs(ctx, { atMost: MOST_STOPPED });
  return found.flatMap(({ job, code, clientId, count, at }) => {
    const id = clientId as ClientId | null;
    // Work for a client that the asker does not see is not the asker's to know of.
    if (id !== null && !names.has(id)) return [];
    return [
      {
        job,
        code,
        client: id === null ? null : { id: String(id), name: names.get(id) ?? null },
        count,
        at: at.toISOString(),
        ...wordsFor(code, locale),
      },
    ];
  });
};

const states = { connected: 'healthy', reconnect: 'reconnect', choosing: 'paused', disconnected: 'none' } as const;
const noCalls = { all: 0, failed: 0, limited: 0 };

const connectionLine = (
  client: { id: ClientId; name: string },
  health: ConnectionHealth | undefined,
  locale: Locale,
): OperateState['connections'][number] => {
  const code = health?.failedCode ?? null;
  const words = code === null ? { meaning: null, remedy: null } : wordsFor(code, locale);
  return {
    client: { id: String(client.id), name: client.name },
    state: health === undefined ? 'none' : states[health.state],
    since: (health?.failedAt ?? health?.connectedAt)?.toISOString() ?? null,
    expiresAt: health?.refreshExpiresAt?.toISOString() ?? null,
    calls: health?.calls ?? noCalls,
    code,
    ...words,
  };
};

const database = async (ctx: Surroundings['ctx']): Promise<OperateState['database']> => {
  const size = await databaseSize(ctx, { largest: LARGEST_TABLES });
  return {
    version: size.version,
    bytes: Number(size.bytes),
    partitions: size.partitions,
    largest: size.largest.map(({ table, bytes }) => ({ table, bytes: Number(bytes) })),
  };
};

const disk = async (folder: string): Promise<OperateState['disk']> => {
  const { bavail, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, low: bavail * bsize < LOW_BYTES };
};

/** How it goes, for who keeps it running: nothing of a client but its name and how its connection does. */
export const operateRoute = route({
  method: 'GET',
  path: '/operate',
  summary: 'The queue, what stopped and what to do about it, connections, database and machine',
  action: 'operate.read',
  answer: operateState,
  run: async ({ ctx, config }, asked): Promise<OperateState> => {
    const locale = localeOf(asked.request.headers['accept-language']);
    const clientIds = await clientIdsOf(ctx, asked.person);
    const clients = await listClients(ctx, { clientIds });
    const names: Named = new Map(clients.map((each) => [each.clientId, each.name]));
    const health = new Map((await connectionHealth(ctx, { clientIds })).map((each) => [each.clientId, each]));
    return {
      at: ctx.clock.now().toISOString(),
      version,
      node: process.version,
      queue: await queue(ctx),
      stopped: await stopped(ctx, names, locale),
      connections: clients.map(({ clientId, name }) =>
        connectionLine({ id: clientId, name }, health.get(clientId), locale),
      ),
      database: await database(ctx),
      disk: await disk(config.dataDir),
    };
  },
});
