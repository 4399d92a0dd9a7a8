import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { dropInstallation, migrate } from '../../src/foundation/db/index.ts';
import { startServer } from '../../src/foundation/db/server.ts';
import { type Config, type Keys, loadConfig, loadKeys } from '../../src/foundation/runtime/index.ts';

/** A migrated database of a bench's own, with roles of its own, and a folder that goes with it. */
export type Place = {
  readonly folder: string;
  readonly config: Config;
  readonly keys: Keys;
  /** The environment of a process that works here. */
  readonly env: NodeJS.ProcessEnv;
  /** The server's administrator, whom no policy binds. */
  readonly admin: pg.Client;
  /** Another connection of the administrator. */
  readonly another: () => Promise<pg.Client>;
  readonly close: () => Promise<void>;
};

type Server = { readonly url: string; readonly stop: () => Promise<void> };

const serverIn = async (folder: string): Promise<Server> => {
  const given = process.env.PRIKBORD_DATABASE_URL;
  if (given !== undefined && given !== '') return { url: given, stop: () => Promise.resolve() };
  // The very server an installation has, with its settings.
  return startServer({ dataDir: join(folder, 'server') });
};

/**
 * Makes a database for a bench: on the embedded server, started for it, or on the configured one. Everything is gone after
 * `close`: database, roles, folder, server.
 */
export const openPlace = async (name: string, more: NodeJS.ProcessEnv = {}): Promise<Place> => {
  const folder = mkdtempSync(join(tmpdir(), `prikbord-bench-${name}-`));
  // As root the server runs as another user, who has to be able to pass through.
  chmodSync(folder, 0o755);
  const server = await serverIn(folder);
  const address = new URL(server.url);
  address.pathname = `/prikbord_bench_${name}_${process.pid}`;
  const env = {
    ...more,
    PATH: process.env.PATH,
    PRIKBORD_DATABASE_URL: address.href,
    PRIKBORD_DATA_DIR: join(folder, 'data'),
    PRIKBORD_LOG_LEVEL: 'warn',
  };
  const config = loadConfig(env, { mode: 'demo' });
  const keys = loadKeys(config);
  const clients: pg.Client[] = [];
  const another = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: address.href, options: '-c timezone=UTC' });
    await client.connect();
    clients.push(client);
    return client;
  };
  const close = async (): Promise<void> => {
    for (const client of clients) await client.end();
    await dropInstallation({ config, keys });
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await migrate({ config, keys });
    return { folder, config, keys, env, admin: await another(), another, close };
  } catch (error) {
    await close();
    throw error;
  }
};
