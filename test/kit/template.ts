import { join } from 'node:path';
import pg from 'pg';
import { cloneDatabase, migrate, migrationsChecksum } from '../../src/foundation/db/index.ts';
import { startServer } from '../../src/foundation/db/server.ts';
import { type Secret, secret } from '../../src/foundation/kit/index.ts';
import { type Config, type Keys, loadConfig, loadKeys, testDatabaseUrl } from '../../src/foundation/runtime/index.ts';

const testDir = join(import.meta.dirname, '../../.prikbord/test');

let found: Promise<Secret> | undefined;

/** The server for tests: the one the test command started, else ours in `.prikbord/test`, started or adopted. */
export const testServer = (): Promise<Secret> => {
  found ??= (async () => testDatabaseUrl() ?? secret((await startServer({ dataDir: testDir })).url))();
  return found;
};

/** An administrator's connection for the length of `work`. */
export const asAdmin = async <Result>(
  url: Secret,
  database: string,
  work: (admin: pg.Client) => Promise<Result>,
): Promise<Result> => {
  const address = new URL(url.reveal());
  address.pathname = `/${database}`;
  const admin = new pg.Client({ connectionString: address.href, options: '-c timezone=UTC' });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
};

const lockName = "hashtextextended('prikbord:test-template', 0)";

const isReady = async (admin: pg.Client, template: string): Promise<boolean> => {
  const { rows } = await admin.query('select from pg_database where datname = $1 and datistemplate', [template]);
  return rows.length > 0;
};

const dropTemplates = async (admin: pg.Client, prefix: string): Promise<void> => {
  const { rows } = await admin.query<{ name: string }>(
    'select datname as name from pg_database where starts_with(datname, $1)',
    [prefix],
  );
  for (const { name } of rows) {
    await admin.query(`alter database ${pg.escapeIdentifier(name)} is_template false`);
    await admin.query(`drop database ${pg.escapeIdentifier(name)} with (force)`);
  }
};

const withName = (config: Config, url: Secret, name: string): Config => {
  const address = new URL(url.reveal());
  address.pathname = `/${name}`;
  return { ...config, databaseUrl: secret(address.href) };
};

type Site = { readonly url: Secret; readonly config: Config; readonly keys: Keys; readonly prefix: string };

const makeTemplate = async ({ url, config, keys, prefix }: Site, template: string): Promise<void> => {
  await asAdmin(url, 'postgres', async (admin) => {
    await admin.query(`select pg_advisory_lock(${lockName})`);
    if (await isReady(admin, template)) return;
    // Templates of older migrations are of no use to anybody any more.
    await dropTemplates(admin, prefix);
    await migrate({ config: withName(config, url, template), keys });
    await admin.query(`alter database ${pg.escapeIdentifier(template)} is_template true`);
  });
};

let count = 0;

/** Makes a copy of the migrated template, which is made first where it is not there. Any number of processes at once. */
export const makeClone = async (
  more: { env?: NodeJS.ProcessEnv } = {},
): Promise<{ config: Config; keys: Keys; name: string; url: Secret }> => {
  const url = await testServer();
  const config = loadConfig({ PRIKBORD_DATA_DIR: testDir, PRIKBORD_LOG_LEVEL: 'error', ...more.env }, { mode: 'demo' });
  const keys = loadKeys(config);
  const prefix = `prikbord_test_${keys.installationId}_`;
  const template = `${prefix}${migrationsChecksum().slice(0, 12)}`;
  count += 1;
  const name = `prikbord_clone_${keys.installationId}_${process.pid}_${count}`;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const cloned = await asAdmin(url, 'postgres', async (admin) => {
      // Many may copy at once; making or dropping a template waits for them.
      await admin.query(`select pg_advisory_lock_shared(${lockName})`);
      if (!(await isReady(admin, template))) return undefined;
      await admin.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
      return cloneDatabase({ config: withName(config, url, template), keys, template, name });
    });
    if (cloned !== undefined) return { config: cloned, keys, name, url };
    await makeTemplate({ url, config, keys, prefix }, template);
  }
  throw new Error('The migrations change faster than a template can be made.');
};

/**
 * Drops the templates and roles tests have made on a server that is not ours; the test command calls it at its end.
 * Another run on the same server with the same checkout makes them again.
 */
export const dropTestRemains = async (url: Secret): Promise<void> => {
  const { installationId } = loadKeys(loadConfig({ PRIKBORD_DATA_DIR: testDir }, { mode: 'demo' }));
  await asAdmin(url, 'postgres', async (admin) => {
    await admin.query(`select pg_advisory_lock(${lockName})`);
    await dropTemplates(admin, `prikbord_test_${installationId}_`);
    const { rows } = await admin.query<{ name: string }>(
      'select rolname as name from pg_roles where starts_with(rolname, $1)',
      [`prikbord_${installationId}_`],
    );
    for (const { name } of rows) await admin.query(`drop role ${pg.escapeIdentifier(name)}`);
  });
};
