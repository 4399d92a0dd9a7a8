import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import pg from 'pg';
import { z } from 'zod';
import { testDatabase } from '../../../../test/kit/index.ts';
import { databaseClock, migrate, openDatabase, withoutClient } from '../../db/index.ts';
import { startServer } from '../../db/server.ts';
import { secret } from '../../kit/index.ts';
import { type Config, createLog, type Keys, loadConfig, loadKeys } from '../../runtime/index.ts';
import { defineJob } from '../definitions/define-job.ts';
import { handle } from '../definitions/handle.ts';
import { enqueueAll } from '../queue/enqueue.ts';
import { startWorkers } from './start-workers.ts';

const job = defineJob({
  name: 'test-processes',
  payload: z.object({ nth: z.int(), sleepMs: z.int() }),
  retry: { firstDelaySeconds: 0 },
});

/** This file is also the program of a worker process: it prints `start <nth>` and `done <nth>` until it is told to stop. */
const beWorker = async (): Promise<void> => {
  const config = loadConfig(undefined, { mode: 'demo' });
  const db = await openDatabase({ config, keys: loadKeys(config), role: 'job', max: 4 });
  const clock = databaseClock(db);
  const ctx = { db, clock, log: createLog(config), actor: { kind: 'system', name: 'test' } as const };
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  const handler = handle(job, async (own, { nth, sleepMs }) => {
    say(`start ${nth}`);
    await new Promise((resolve) => setTimeout(resolve, sleepMs));
    // Work through the database, so that a server that goes away is felt in the middle of a job.
    await withoutClient(own.db, { actor: own.actor }, (tx) => tx.sql('select 1'));
    say(`done ${nth}`);
  });
  const workers = await startWorkers(ctx, { handlers: [handler], seats: 4 });
  say('ready');
  process.once('SIGTERM', async () => {
    await workers.stop();
    await clock.close();
    await db.close();
  });
};

type Worker = { readonly child: ChildProcess; readonly lines: string[] };

const startWorker = async (config: Config): Promise<Worker> => {
  const child = spawn(process.execPath, [import.meta.filename, 'worker'], {
    env: {
      PRIKBORD_DATABASE_URL: config.databaseUrl?.reveal(),
      PRIKBORD_KEY_FILE: config.keyFile,
      PRIKBORD_LOG_LEVEL: 'error',
      PRIKBORD_PINTEREST_API_URL: 'http://127.0.0.1:9/v5',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  await until('a worker is ready', () => lines.includes('ready'), 30_000);
  return { child, lines };
};

const stopWorker = async ({ child }: Worker): Promise<void> => {
  if (child.exitCode !== null || child.killed) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  // A worker that does not stop must fail the test, not outlive it.
  const kill = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await gone;
  clearTimeout(kill);
  assert.equal(child.exitCode, 0, 'a worker stops in order');
};

const until = async (what: string, isTrue: () => boolean | Promise<boolean>, ms: number): Promise<void> => {
  const deadline = performance.now() + ms;
  while (!(await isTrue())) {
    assert(performance.now() < deadline, `waited too long until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

const all = (workers: readonly Worker[]): string[] => workers.flatMap((worker) => worker.lines);
const numbers = (lines: readonly string[], what: string): number[] =>
  lines.filter((line) => line.startsWith(`${what} `)).map((line) => Number(line.split(' ')[1]));

/** Processes of the running test. They end before its database does, whose closing comes after the test's own hooks. */
const started: Worker[] = [];

const trial = (name: string, timeout: number, work: (t: TestContext) => Promise<void>): void => {
  test(name, { timeout }, async (t) => {
    try {
      await work(t);
    } finally {
      await Promise.all(started.splice(0).map(stopWorker));
    }
  });
};

const tests = (): void => {
  trial('a thousand jobs are each done once by four processes', 120_000, async (t) => {
    const database = await testDatabase(t);
    const ctx = database.context();
    const workers = await Promise.all([1, 2, 3, 4].map(() => startWorker(database.config)));
    started.push(...workers);
    const jobs = Array.from({ length: 1000 }, (_, nth) => ({ payload: { nth, sleepMs: 0 } }));
    await withoutClient(database.app, { actor: ctx.actor }, (tx) => enqueueAll(tx, job, jobs));
    await until('all are done', () => numbers(all(workers), 'done').length >= 1000, 90_000);
    await Promise.all(workers.map(stopWorker));
    const done = numbers(all(workers), 'done').toSorted((one, other) => one - other);
    assert.deepEqual(
      done,
      Array.from({ length: 1000 }, (_, nth) => nth),
    );
    for (const { lines } of workers) assert(numbers(lines, 'done').length > 0, 'each process had a share');
    const [row] = await database.admin(`select count(*)::int as count from jobs.job where state = 'completed'`);
    assert.equal(row?.count, 1000);
  });

  trial('the job of a worker that was killed is taken again within a minute', 120_000, async (t) => {
    const database = await testDatabase(t);
    const ctx = database.context();
    const workers = await Promise.all([startWorker(database.config), startWorker(database.config)]);
    started.push(...workers);
    await withoutClient(database.app, { actor: ctx.actor }, (tx) =>
      enqueueAll(tx, job, [{ payload: { nth: 1, sleepMs: 3000 } }]),
    );
    await until('one has begun', () => numbers(all(workers), 'start').length === 1, 10_000);
    const [first, second] = workers.toSorted((one, other) => other.lines.length - one.lines.length);
    assert(first !== undefined && second !== undefined);
    first.child.kill('SIGKILL');
    const killedAt = performance.now();
    await until('the other has begun', () => numbers(second.lines, 'start').length === 1, 60_000);
    t.diagnostic(`taken again after ${Math.round((performance.now() - killedAt) / 1000)} s`);
    await until('the other has done it', () => numbers(second.lines, 'done').length === 1, 20_000);
    await until(
      'its end is written',
      async () => {
        const [row] = await database.admin(`select state::text, data ->> 'deaths' as deaths from jobs.job`);
        return row?.state === 'completed' && row.deaths === '1';
      },
      10_000,
    );
  });

  trial('workers go on after PostgreSQL was killed and started again', 240_000, async (t) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'prikbord-jobs-'));
    let server = await startServer({ dataDir });
    t.after(async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    });
    const read = loadConfig({ PRIKBORD_DATA_DIR: dataDir, PRIKBORD_LOG_LEVEL: 'error' }, { mode: 'demo' });
    const config: Config = { ...read, databaseUrl: secret(server.url.replace(/postgres$/, 'jobs_test')) };
    const keys: Keys = loadKeys(config);
    await migrate({ config, keys });
    const workers = await Promise.all([startWorker(config), startWorker(config)]);
    started.push(...workers);
    const db = await openDatabase({ config, keys, role: 'app', max: 1 });
    const jobs = Array.from({ length: 60 }, (_, nth) => ({ payload: { nth, sleepMs: 300 } }));
    await withoutClient(db, { actor: { kind: 'system', name: 'test' } }, (tx) => enqueueAll(tx, job, jobs));
    await db.close();
    await until('some are done', () => numbers(all(workers), 'done').length >= 12, 30_000);
    const { port } = server;
    process.kill(server.pid, 'SIGKILL');
    await server.gone;
    server = await startServer({ dataDir });
    assert.equal(server.port, port);
    await until('all are done', () => new Set(numbers(all(workers), 'done')).size === 60, 120_000);
    await Promise.all(workers.map(stopWorker));
    const admin = new pg.Client({ connectionString: config.databaseUrl?.reveal() ?? '' });
    await admin.connect();
    const { rows } = await admin.query(`select state::text, count(*)::int as count from jobs.job group by 1`);
    await admin.end();
    assert.deepEqual(rows, [{ state: 'completed', count: 60 }]);
    const twice = numbers(all(workers), 'done').length - 60;
    t.diagnostic(`${twice} of 60 jobs were done again because their end could not be written`);
    assert(twice <= 8, 'only jobs that ran at the kill may be done again');
  });
};

if (process.argv[2] === 'worker') await beWorker();
else tests();
