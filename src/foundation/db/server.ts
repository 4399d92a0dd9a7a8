import { setTimeout as pause } from 'node:timers/promises';
import { Fault } from '../kit/index.ts';
import { type Binaries, dropLeftovers, findBinaries } from './server/binaries.ts';
import { type Cluster, findCluster } from './server/cluster.ts';
import { findHome, type Home } from './server/home.ts';
import {
  answers,
  isAlive,
  isOurs,
  isUsed,
  launch,
  markStale,
  type Postmaster,
  readPostmaster,
  urlOf,
  waitGone,
} from './server/postmaster.ts';

export { serverFaults } from './server/faults.ts';

/** What `startServer` needs: the data folder, and optionally where to tell its steps and another PostgreSQL's programs. */
export type ServerInput = {
  readonly dataDir: string;
  readonly log?: ((event: string) => void) | undefined;
  readonly binDir?: string | undefined;
};

/** A running server. `url` is the superuser's, over loopback, and holds the password: never log it. */
export type Server = {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** True when the server already ran; the one who started it, or nobody, may be alive. */
  readonly adopted: boolean;
  /** Resolves when the server is gone, by `stop`, a kill or a crash. A waiting caller does not keep the process alive. */
  readonly gone: Promise<void>;
  /** Fast shutdown: transactions are rolled back, clients are told, the data is written. Ends when the process is gone. */
  stop(): Promise<void>;
  /** Stops the server unless somebody else is connected: the last one out closes the door, whoever opened it. */
  release(): Promise<void>;
};

type Site = { home: Home; binaries: Binaries; cluster: Cluster; log: (event: string) => void };

// Recovery after a kill replays at most max_wal_size (4 GB) of log: minutes on a slow disk. Giving up early would send
// a person looking for damage that is not there.
const START_LIMIT_MS = 600_000;
// A fast shutdown writes one checkpoint. Harder means would only move the same work to the next start.
const STOP_LIMIT_MS = 120_000;
const STEP_MS = 25;
// How soon the loss of an adopted server is seen; its own processes notice at once through their connections.
const WATCH_MS = 500;

const stopServer = async (pid: number, site: Site): Promise<void> => {
  if (!(await isOurs(pid, site.cluster))) return;
  site.log('server.stopping');
  process.kill(pid, 'SIGINT');
  if (!(await waitGone(pid, STOP_LIMIT_MS))) {
    throw new Fault('DB_SERVER_STOP', 'upstream', `PostgreSQL ${pid} still runs after ${STOP_LIMIT_MS / 1000} s.`);
  }
};

// A connection the caller has just closed is seen by the server for some milliseconds more.
const FAREWELL_MS = 1_000;

const releaseServer = async ({ pid, port }: Pick<Postmaster, 'pid' | 'port'>, site: Site): Promise<void> => {
  const end = performance.now() + FAREWELL_MS;
  while (await isOurs(pid, site.cluster)) {
    if (!(await isUsed(site.cluster, port))) return stopServer(pid, site);
    if (performance.now() > end) return;
    await pause(STEP_MS);
  }
};

const watch = async (pid: number): Promise<void> => {
  while (isAlive(pid)) await pause(WATCH_MS, undefined, { ref: false });
};

const serverOf = ({ pid, port }: Postmaster, site: Site, adopted: boolean): Server => ({
  url: urlOf(site.cluster, port),
  port,
  pid,
  adopted,
  gone: watch(pid),
  stop: () => stopServer(pid, site),
  release: () => releaseServer({ pid, port }, site),
});

// What PostgreSQL says when another start was faster, or when processes of a killed server have not all gone yet.
const TRY_AGAIN = /lock file .* already exists|pre-existing shared memory block|could not bind|Address already in use/;

/** Launches once; undefined when somebody else was faster and the caller should look again. */
const startOnce = async (site: Site): Promise<Server | undefined> => {
  site.log('server.starting');
  const child = await launch(site.cluster, site.binaries, site.home.who);
  let over = false;
  void child.ended.then(() => {
    over = true;
  });
  const end = performance.now() + START_LIMIT_MS;
  while (!over && performance.now() < end) {
    const found = await readPostmaster(site.cluster);
    if (found?.pid === child.pid && found.state === 'ready' && (await answers(site.cluster, found.port))) {
      await child.said();
      await dropLeftovers(site.home, site.binaries.bin);
      return serverOf(found, site, false);
    }
    await pause(STEP_MS);
  }
  const said = await child.said();
  if (over && TRY_AGAIN.test(said)) return undefined;
  throw new Fault('DB_SERVER_START', 'upstream', `PostgreSQL did not start; see ${site.cluster.data}/log. ${said}`);
};

/** The running server of this cluster when it is ready; undefined when there is none, or not yet. */
const adopt = async (site: Site, found: Postmaster): Promise<Server | undefined> => {
  if (found.state !== 'ready' || !(await answers(site.cluster, found.port))) return undefined;
  site.log('server.adopted');
  return serverOf(found, site, true);
};

/**
 * Starts the embedded PostgreSQL of a data folder, or adopts the one that already runs there. Of several starts at
 * once one starts and the others adopt. The server is a session of its own: it survives the death of its starter, and
 * a start after that, or after a kill of the server itself, continues with everything that was committed.
 *
 * `log` hears the step it is at: server.unpacking, .creating, .starting, .adopted, .stopping. As root the server runs
 * as the folder's owner, the user `prikbord` or `nobody`; where that user cannot reach the folder, the files lie in
 * `/var/lib/prikbord/<hash>` and the data folder holds a link.
 *
 * @throws DB_SERVER_PLATFORM DB_SERVER_USER DB_SERVER_UNREACHABLE DB_SERVER_VERSION when it cannot run here at all
 * @throws DB_SERVER_START when PostgreSQL itself gives up, with its own last words
 * @personal none
 */
export const startServer = async ({ dataDir, log = () => undefined, binDir }: ServerInput): Promise<Server> => {
  const home = await findHome(dataDir);
  const binaries = await findBinaries(home, { binDir, log });
  const cluster = await findCluster(home, binaries, log);
  const site: Site = { home, binaries, cluster, log };
  const end = performance.now() + START_LIMIT_MS;
  while (performance.now() < end) {
    const found = await readPostmaster(cluster);
    const running = found !== undefined && (await isOurs(found.pid, cluster));
    if (found !== undefined && !running && isAlive(found.pid)) await markStale(cluster, home.who);
    const server = running ? await adopt(site, found) : await startOnce(site);
    if (server !== undefined) return server;
    await pause(STEP_MS);
  }
  throw new Fault(
    'DB_SERVER_START',
    'upstream',
    `PostgreSQL in ${dataDir} is not ready after ${START_LIMIT_MS / 1000} s.`,
  );
};
