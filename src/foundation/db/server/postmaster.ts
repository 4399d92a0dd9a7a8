import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { Fault } from '../../kit/index.ts';
import { type Binaries, cleanEnvironment } from './binaries.ts';
import { type Cluster, SUPERUSER } from './cluster.ts';
import { writeFor } from './home.ts';
import type { RunAs } from './service-user.ts';
import { settingArguments } from './settings.ts';

const run = promisify(execFile);

/** What `postmaster.pid` says of the server on a cluster. */
export type Postmaster = { readonly pid: number; readonly port: number; readonly state: string };

const pidFile = (cluster: Cluster): string => join(cluster.data, 'postmaster.pid');

/** Reads `postmaster.pid`; undefined when there is none, or it is only half written yet. */
export const readPostmaster = async (cluster: Cluster): Promise<Postmaster | undefined> => {
  const text = await readFile(pidFile(cluster), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  // Lines: pid, data folder, start time, port, socket folder, listen address, shared memory key, state.
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, port: Number(lines[3] ?? 0), state: (lines[7] ?? '').trim() } : undefined;
};

/** Whether a process with this id exists, whoever it belongs to. */
export const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/**
 * Whether that process is the server of this very cluster. After a restart of the machine the id in a stale
 * `postmaster.pid` may belong to anything.
 */
export const isOurs = async (pid: number, cluster: Cluster): Promise<boolean> => {
  if (!isAlive(pid)) return false;
  const command =
    process.platform === 'linux'
      ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      : await run('ps', ['-o', 'command=', '-p', String(pid)]).then(
          (answer) => answer.stdout,
          () => '',
        );
  return command.includes(cluster.data);
};

/**
 * Makes PostgreSQL see a stale `postmaster.pid` as stale. It refuses to start while a process with the id in it lives,
 * unless that process is its own parent; so our id is written there. The file is not removed: its shared memory line
 * lets PostgreSQL find orphans of the killed server that still write.
 */
export const markStale = async (cluster: Cluster, who: RunAs): Promise<void> => {
  const text = await readFile(pidFile(cluster), 'utf8');
  const fresh = join(cluster.data, `postmaster.pid.${process.pid}`);
  await writeFor(who, fresh, text.replace(/^\d+/, String(process.pid)));
  await rename(fresh, pidFile(cluster));
};

/** The loopback address of a server on this cluster, for its superuser. */
export const urlOf = (cluster: Cluster, port: number): string =>
  `postgres://${SUPERUSER}:${encodeURIComponent(cluster.password.reveal())}@127.0.0.1:${port}/postgres`;

// Wrong password, or no such role: waiting will not help.
const REFUSED = /^28/;

/** Asks the running server one question as its superuser. */
const ask = async (cluster: Cluster, port: number, sql: string): Promise<unknown> => {
  const client = new pg.Client({ connectionString: urlOf(cluster, port), connectionTimeoutMillis: 5_000 });
  // A server that dies right after answering reports here; the caller's next question finds out.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query(sql);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
};

/** Asks whose data the server holds: the port alone could be anybody's. False means: not yet. */
export const answers = async (cluster: Cluster, port: number): Promise<boolean> => {
  try {
    return (await ask(cluster, port, "select current_setting('data_directory') as answer")) === cluster.data;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!REFUSED.test(code)) return false;
    throw new Fault('DB_SERVER_START', 'upstream', `PostgreSQL refuses the password in ${cluster.folder} (${code}).`);
  }
};

/** Whether anybody else is connected to the server now. */
export const isUsed = async (cluster: Cluster, port: number): Promise<boolean> =>
  (await ask(
    cluster,
    port,
    `select count(*) > 0 as answer from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid()`,
  )) === true;

const portFile = (cluster: Cluster): string => join(cluster.folder, 'port');

const tryPort = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });

// The port of last time, so that processes which outlived the server find it again; another when that one is taken.
const choosePort = async (cluster: Cluster): Promise<number> => {
  const before = Number(await readFile(portFile(cluster), 'utf8').catch(() => '0'));
  const port = (before > 0 ? await tryPort(before) : undefined) ?? (await tryPort(0));
  if (port === undefined) throw new Fault('DB_SERVER_START', 'upstream', 'No free port on 127.0.0.1.');
  return port;
};

/** A server just launched: resolves `ended` with what it said when it gives up, or when it stops later. */
export type Launched = { readonly pid: number; readonly ended: Promise<void>; readonly said: () => Promise<string> };

/** Launches PostgreSQL in a session of its own, so that it outlives the death of this process. */
export const launch = async (cluster: Cluster, { bin }: Binaries, who: RunAs): Promise<Launched> => {
  const port = await choosePort(cluster);
  await writeFor(who, portFile(cluster), String(port));
  const words = join(cluster.folder, `start-${process.pid}.log`);
  const output = openSync(words, 'w', 0o600);
  const child = spawn(join(bin, 'postgres'), ['-D', cluster.data, ...settingArguments(cluster, port)], {
    ...who,
    cwd: '/',
    env: cleanEnvironment,
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  child.unref();
  const said = async (): Promise<string> => {
    const text = await readFile(words, 'utf8').catch(() => '');
    await rm(words, { force: true });
    return text.trim();
  };
  return { pid: child.pid ?? 0, ended, said };
};

/** Waits until a process is gone; false when it still lives after `limitMs`. */
export const waitGone = async (pid: number, limitMs: number): Promise<boolean> => {
  const end = performance.now() + limitMs;
  while (isAlive(pid)) {
    if (performance.now() > end) return false;
    await pause(25);
  }
  return true;
};
