import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Fault, type Secret, secret } from '../../kit/index.ts';
import { type Binaries, cleanEnvironment } from './binaries.ts';
import type { Home } from './home.ts';

const run = promisify(execFile);

/** A cluster that exists: its data, its socket folder and the superuser's password. */
export type Cluster = {
  readonly folder: string;
  readonly data: string;
  readonly run: string;
  readonly password: Secret;
};

/** The superuser `initdb` makes; only `migrate`, `doctor` and tests connect as it. */
export const SUPERUSER = 'postgres';

// PostgreSQL 17 brought the builtin provider: UTF-8 order by code point, the same on every machine and after every
// upgrade of the system. Before it, "C" is the only order with that promise.
const localeArguments = (major: number): string[] =>
  major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : ['--locale=C'];

const initialise = async (home: Home, { bin, major }: Binaries, half: string): Promise<void> => {
  const { uid, gid } = home.who;
  const password = randomBytes(24).toString('base64url');
  const passwordFile = join(half, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  await mkdir(join(half, 'run'), { mode: 0o700 });
  if (uid !== undefined && gid !== undefined) {
    for (const path of [half, passwordFile, join(half, 'run')]) await chown(path, uid, gid);
  }
  await run(
    join(bin, 'initdb'),
    // prettier reads worse one per line
    [
      '-D',
      join(half, 'data'),
      '-U',
      SUPERUSER,
      '-E',
      'UTF8',
      '-A',
      'scram-sha-256',
      '-k',
      `--pwfile=${passwordFile}`,
    ].concat(localeArguments(major)),
    { ...home.who, cwd: '/', env: cleanEnvironment },
  ).catch((cause: Error) => {
    throw new Fault('DB_SERVER_START', 'upstream', `initdb failed in ${half}: ${cause.message}`, { cause });
  });
};

const make = async (home: Home, binaries: Binaries, folder: string): Promise<void> => {
  const half = await mkdtemp(join(home.folder, 'creating-'));
  try {
    await initialise(home, binaries, half);
    // Whole or not at all. Of two starts at once the later finds the cluster in place and drops its own; a start
    // killed half-way leaves a `creating-` folder that nobody reads.
    await rename(half, folder);
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    if ((await stat(folder).catch(() => undefined)) === undefined) throw error;
  }
};

/** Finds the cluster in the home folder, or makes one with checksums and a random scram password. */
export const findCluster = async (home: Home, binaries: Binaries, log: (event: string) => void): Promise<Cluster> => {
  const folder = join(home.folder, 'cluster');
  if ((await stat(folder).catch(() => undefined)) === undefined) {
    log('server.creating');
    await make(home, binaries, folder);
  }
  const data = join(folder, 'data');
  const made = Number((await readFile(join(data, 'PG_VERSION'), 'utf8')).trim());
  if (made !== binaries.major) {
    throw new Fault(
      'DB_SERVER_VERSION',
      'invalid',
      `${data} is of PostgreSQL ${made}, the programs are ${binaries.major}.`,
    );
  }
  return {
    folder,
    data,
    run: join(folder, 'run'),
    password: secret((await readFile(join(folder, 'password'), 'utf8')).trim()),
  };
};
