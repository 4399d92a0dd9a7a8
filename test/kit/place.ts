import { randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { addClient } from '../../src/clients/index.ts';
import { finishConnect, type GateContext, openGate, startConnect } from '../../src/connect/index.ts';
import { databaseClock, dropInstallation, migrate, openDatabase } from '../../src/foundation/db/index.ts';
import { type Server, startServer } from '../../src/foundation/db/server.ts';
import { type ClientId, type Secret, secret } from '../../src/foundation/kit/index.ts';
import { createFetch } from '../../src/foundation/outside/index.ts';
import { type Config, createLog, type Keys, loadConfig, loadKeys } from '../../src/foundation/runtime/index.ts';
import { breakdownTypes } from '../../src/pinterest/contract.ts';

/** An installation of its own against a sandbox: a server that may be killed, a database, keys, and a clock that agrees. */
export type Place = {
  readonly config: Config;
  readonly keys: Keys;
  /** What a process of this installation finds in its environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly ctx: GateContext;
  /** The server, when it is the place's own. */
  readonly server: () => Server | undefined;
  /** Kills the server with -9 and starts it again on the same port. */
  readonly killServer: () => Promise<void>;
  /** A statement as the server's administrator, whom no policy binds. int8 comes as text. */
  readonly admin: <Row extends pg.QueryResultRow = Record<string, unknown>>(
    sql: string,
    values?: readonly unknown[],
  ) => Promise<Row[]>;
  /** Adds a client and connects it as the given account of the sandbox. */
  readonly connect: (user: string) => Promise<ClientId>;
  readonly close: () => Promise<void>;
};

/** What a place is made of. `databaseUrl`: an administrator's address of a running server, in place of one of its own. */
export type PlaceInput = {
  readonly sandboxUrl: string;
  /** Calendar time at the sandbox; both clocks go on from there. */
  readonly now: string;
  readonly databaseUrl?: Secret | undefined;
};

const consent = async (url: string, user: string): Promise<{ code: string | undefined; state: string }> => {
  const address = new URL(url);
  address.searchParams.set('approve', user);
  const answer = await fetch(address, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? '');
  return { code: back.searchParams.get('code') ?? undefined, state: back.searchParams.get('state') ?? '' };
};

const machineMs = (): number => performance.timeOrigin + performance.now();

const environmentOf = (input: PlaceInput, at: { folder: string; url: string }): Record<string, string> => ({
  PATH: '/usr/bin:/bin',
  PRIKBORD_DATABASE_URL: at.url,
  PRIKBORD_DATA_DIR: at.folder,
  PRIKBORD_KEY_FILE: join(at.folder, 'keys.json'),
  PRIKBORD_CLOCK_FILE: join(at.folder, 'clock'),
  PRIKBORD_LOG_LEVEL: 'info',
  PRIKBORD_PINTEREST_API_URL: `${input.sandboxUrl}/v5`,
  PRIKBORD_PINTEREST_OAUTH_URL: `${input.sandboxUrl}/oauth/`,
  PRIKBORD_PINTEREST_APP_ID: '1477000',
  PRIKBORD_PINTEREST_APP_SECRET: 'secret-of-the-test-app',
});

/** Makes the place, with a migrated database. @example const place = await openPlace({ sandboxUrl, now }); */
export const openPlace = async (input: PlaceInput): Promise<Place> => {
  const folder = await mkdtemp(join(tmpdir(), 'prikbord-place-'));
  // Where the tests run as root, the server runs as another user, who must be able to pass through.
  await chmod(folder, 0o711);
  // As root the server runs as another user, who has to be able to pass through.
  await chmod(folder, 0o755);
  const dataDir = join(folder, 'server');
  await mkdir(dataDir);
  let server = input.databaseUrl === undefined ? await startServer({ dataDir }) : undefined;
  const address = new URL(server?.url ?? input.databaseUrl?.reveal() ?? '');
  address.pathname = `/prikbord_place_${process.pid}_${randomUUID().slice(0, 8)}`;
  const env = environmentOf(input, { folder, url: address.href });
  await writeFile(join(folder, 'clock'), `PT${((Date.parse(input.now) - machineMs()) / 1000).toFixed(3)}S`);
  const config = { ...loadConfig(env, { mode: 'demo' }), databaseUrl: secret(address.href) };
  const keys = loadKeys(config);
  await migrate({ config, keys });
  const db = await openDatabase({ config, keys, role: 'job', max: 4 });
  const clock = databaseClock(db);
  await clock.refresh();
  const log = createLog({ ...config, logLevel: 'error' });
  const gate = openGate({ config, keys, db, clock, log, fetch: createFetch(config) });
  const ctx: GateContext = { db, clock, log, actor: { kind: 'cli', name: 'place' }, gate };
  const admin: Place['admin'] = async <Row extends pg.QueryResultRow>(
    sql: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> => {
    const client = new pg.Client({ connectionString: address.href, options: '-c timezone=UTC' });
    await client.connect();
    try {
      return (await client.query<Row>(sql, [...values])).rows;
    } finally {
      await client.end();
    }
  };
  return {
    config,
    keys,
    env,
    ctx,
    admin,
    server: () => server,
    killServer: async () => {
      if (server === undefined) throw new Error('The server is not ours to kill.');
      process.kill(server.pid, 'SIGKILL');
      await server.gone;
      server = await startServer({ dataDir });
    },
    connect: async (user) => {
      const clientId = await addClient(ctx, {
        name: `Client ${user}`,
        kind: 'legal_person',
        locale: 'nl',
        zone: 'Europe/Amsterdam',
      });
      const asker = { kind: 'run', id: randomUUID() } as const;
      const { url } = await startConnect(ctx, { clientId, asker });
      await finishConnect(ctx, { ...(await consent(url, user)), asker });
      return clientId;
    },
    close: async () => {
      await gate.close();
      await clock.close();
      await db.close();
      if (server === undefined) await dropInstallation({ config, keys });
      else await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/**
 * Marks all days before the nightly 65 as landed, for tests and benches that are about a night and not about a first
 * collection: the plan of a client then asks no history. The ledger itself stays empty for those days.
 */
export const skipHistory = async (place: Pick<Place, 'admin'>): Promise<void> => {
  await place.admin(
    `insert into ingest_coverage (client_id, account, level, report_time, conversion_window, breakdown, from_day, to_day)
     select client_id, ad_account_id, level, report_time, '30/30/1', breakdown,
            (clock_now() at time zone 'UTC')::date - 1000, (clock_now() at time zone 'UTC')::date - 66
       from connect_ad_accounts,
            unnest(array['account', 'campaign', 'adGroup', 'ad']) level,
            unnest(array['TIME_OF_AD_ACTION', 'TIME_OF_CONVERSION']) report_time,
            unnest($1::text[]) breakdown
      where released_at is null
     on conflict do nothing`,
    [['', ...breakdownTypes]],
  );
};
