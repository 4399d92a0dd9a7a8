import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type Actor, type Context, type Database, databaseClock, openDatabase } from '../../src/foundation/db/index.ts';
import { type Config, createLog, type Keys, loadKeys } from '../../src/foundation/runtime/index.ts';
import { asAdmin, makeClone } from './template.ts';

/** Anything that runs a function when the test is over: a test's context, or `{ after }` of node:test for a whole file. */
export type Ending = { readonly after: (end: () => Promise<void>) => void };

/** A database of a test's own, migrated, with the roles of a real one. */
export type TestDatabase = {
  readonly config: Config;
  readonly keys: Keys;
  readonly app: Database;
  readonly job: Database;
  readonly signIn: Database;
  /** Runs a statement as the server's administrator, whom no policy binds. int8 comes as text. */
  readonly admin: <Row extends pg.QueryResultRow = Record<string, unknown>>(
    sql: string,
    values?: readonly unknown[],
  ) => Promise<Row[]>;
  /** A context of the job role; `system:test` acts unless another is named. */
  readonly context: (actor?: Actor) => Context;
  /** Runs when the test is over, before the database is closed: for what the test itself has opened on it. */
  readonly atEnd: (end: () => Promise<void>) => void;
  /** Moves the calendar forward through the clock file, as the sandbox does. It cannot go back. */
  readonly clock: {
    readonly set: (iso: string) => Promise<void>;
    readonly advance: (ms: number) => Promise<void>;
  };
};

type Clone = Awaited<ReturnType<typeof makeClone>>;

const openConnections = async ({ url, name }: Clone): Promise<string[]> =>
  asAdmin(url, 'postgres', async (admin) => {
    const { rows } = await admin.query<{ who: string }>(
      "select application_name || ': ' || left(query, 80) as who from pg_stat_activity where datname = $1 and backend_type = 'client backend'",
      [name],
    );
    return rows.map((row) => row.who);
  });

/** The server notices the end of a connection a moment after we closed it. */
const assertNobodyLeft = async (clone: Clone): Promise<void> => {
  let left = await openConnections(clone);
  for (let tries = 0; tries < 20 && left.length > 0; tries += 1) {
    await pause(50);
    left = await openConnections(clone);
  }
  if (left.length > 0) throw new Error(`The test left ${left.length} connection(s) open: ${left.join('; ')}`);
};

const dropClone = ({ url, name }: Clone): Promise<void> =>
  asAdmin(url, 'postgres', async (admin) => {
    await admin.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
  });

/**
 * Clones the migrated template for a test or a test file. When it is over everything is closed and dropped, and a
 * connection left behind fails it.
 *
 * @example const database = await testDatabase({ after }); // at the top of a test file, not inside before()
 */
export const testDatabase = async (
  ending: Ending,
  more: { env?: NodeJS.ProcessEnv; connections?: number } = {},
): Promise<TestDatabase> => {
  const folder = await mkdtemp(join(tmpdir(), 'prikbord-test-'));
  const clockFile = join(folder, 'clock');
  const clone = await makeClone({
    env: { PRIKBORD_PINTEREST_API_URL: 'http://127.0.0.1:9/v5', PRIKBORD_CLOCK_FILE: clockFile, ...more.env },
  });
  // A file of its own: a test that rotates the sealing key must not do so for all others.
  const config = { ...clone.config, keyFile: join(folder, 'keys.json') };
  await copyFile(clone.config.keyFile, config.keyFile);
  const keys = loadKeys(config);
  const [app, job, signIn] = await Promise.all(
    (['app', 'job', 'sign-in'] as const).map((role) =>
      openDatabase({ config, keys, role, ...(more.connections === undefined ? {} : { max: more.connections }) }),
    ),
  );
  if (app === undefined || job === undefined || signIn === undefined) throw new Error('Three roles were opened.');
  const clock = databaseClock(job);
  const admin = new pg.Client({ connectionString: config.databaseUrl?.reveal() ?? '', options: '-c timezone=UTC' });
  await admin.connect();
  const log = createLog(config);
  let offsetMs = 0;
  const moveTo = async (ms: number): Promise<void> => {
    if (ms < offsetMs) throw new Error('The calendar does not go back.');
    offsetMs = ms;
    await writeFile(clockFile, `PT${(ms / 1000).toFixed(3)}S`);
    await clock.refresh();
  };
  const realNow = async (): Promise<number> =>
    Number(
      (await admin.query<{ at: string }>('select extract(epoch from clock_timestamp()) * 1000 as at')).rows[0]?.at,
    );
  const ends: (() => Promise<void>)[] = [];
  ending.after(async () => {
    for (const end of ends.reverse()) await end();
    await clock.close();
    await Promise.all([app.close(), job.close(), signIn.close(), admin.end()]);
    try {
      await assertNobodyLeft(clone);
    } finally {
      await dropClone(clone);
      await rm(folder, { recursive: true, force: true });
    }
  });
  return {
    config,
    keys,
    app,
    job,
    signIn,
    admin: async <Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) =>
      (await admin.query<Row>(sql, [...values])).rows,
    context: (actor = { kind: 'system', name: 'test' }) => ({ db: job, clock, log, actor }),
    atEnd: (end) => void ends.push(end),
    clock: {
      set: async (iso) => moveTo(Date.parse(iso) - (await realNow())),
      advance: (ms) => moveTo(offsetMs + ms),
    },
  };
};
