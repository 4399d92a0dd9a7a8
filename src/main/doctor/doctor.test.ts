import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { z } from 'zod';
import { testDatabase } from '../../../test/kit/database.ts';
import { connectFaults } from '../../connect/errors.ts';
import { withoutClient } from '../../foundation/db/index.ts';
import { defineJob, enqueue, handle, startWorkers } from '../../foundation/jobs/index.ts';
import { Fault } from '../../foundation/kit/index.ts';
import { type Config, loadConfig, loadKeys } from '../../foundation/runtime/index.ts';
import { allTables } from '../tables.ts';
import { examineDatabase } from './examine-database.ts';
import { examineMachine } from './examine-machine.ts';
import type { Finding } from './finding.ts';

const database = await testDatabase({ after });

const folderOf = async (t: TestContext): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'prikbord-doctor-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
};

const configIn = (folder: string, more: NodeJS.ProcessEnv = {}): Config =>
  loadConfig({ PRIKBORD_DATA_DIR: folder, PRIKBORD_PINTEREST_API_URL: 'http://127.0.0.1:9/v5', ...more });

const problemsOf = (findings: readonly Finding[]): string[] =>
  findings.filter((finding) => !finding.isOk).map((finding) => finding.check);

test('a whole installation has no problem in its database', async () => {
  const findings = await examineDatabase({ config: database.config, tables: allTables });
  assert.deepEqual(problemsOf(findings), []);
  assert.deepEqual(
    findings.map((finding) => finding.check),
    ['database', 'roles', 'schema', 'labels', 'jobs'],
  );
});

test('a job that stopped is a problem with its client, its code and what to do; one that is done is none', async () => {
  const ctx = database.context();
  const payload = z.object({ clientId: z.int().optional() });
  const [lost, well] = [defineJob({ name: 'doctor-lost', payload }), defineJob({ name: 'doctor-well', payload })];
  const runs: string[] = [];
  const workers = await startWorkers(ctx, {
    handlers: [
      handle(lost, () => {
        runs.push('lost');
        return Promise.reject(new Fault('CONNECT_NOT_CONNECTED', 'missing', 'This client is not connected.'));
      }),
      handle(well, async () => void runs.push('well')),
    ],
  });
  await withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    await enqueue(tx, lost, { clientId: 4711 });
    await enqueue(tx, lost, { clientId: 4711 });
    await enqueue(tx, lost, {});
    await enqueue(tx, well, { clientId: 4711 });
  });
  const deadline = performance.now() + 10_000;
  while (runs.length < 4 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
  await workers.stop();
  const jobs = (await examineDatabase({ config: database.config, tables: allTables })).filter((each) => !each.isOk);
  assert.deepEqual(
    jobs.map(({ check, found, remedy }) => [check, found.replace(/, last at .*/, ''), remedy]).toSorted(),
    [
      [
        'jobs',
        'doctor-lost of client 4711 stopped with CONNECT_NOT_CONNECTED, 2×',
        connectFaults.CONNECT_NOT_CONNECTED.en.remedy,
      ],
      ['jobs', 'doctor-lost stopped with CONNECT_NOT_CONNECTED, 1×', connectFaults.CONNECT_NOT_CONNECTED.en.remedy],
    ],
  );
});

test('a column nobody labelled is a problem that names it and says what to do', async () => {
  await database.admin('alter table db_installation add column nickname text');
  const findings = await examineDatabase({ config: database.config, tables: allTables });
  await database.admin('alter table db_installation drop column nickname');
  const labels = findings.find((finding) => finding.check === 'labels');
  assert.match(labels?.found ?? '', /db_installation\.nickname/);
  assert.match(labels?.remedy ?? '', /tables\.ts/);
});

test('looking at a machine without an installation makes nothing and says how to begin', async (t) => {
  const folder = await folderOf(t);
  const config = configIn(folder);
  const findings = await examineDatabase({ config, tables: allTables });
  assert.deepEqual(problemsOf(findings), ['database']);
  const machine = await examineMachine({ config, webDir: folder });
  assert.deepEqual(problemsOf(machine), ['pinterest', 'pages']);
  assert.ok(machine.every((finding) => finding.isOk || finding.remedy !== null));
});

test('a key file others can read, a clock file without a duration and a missing app are told apart', async (t) => {
  const folder = await folderOf(t);
  await writeFile(join(folder, 'clock'), 'tomorrow');
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
  const config = configIn(folder, { PRIKBORD_CLOCK_FILE: join(folder, 'clock') });
  loadKeys(config);
  await chmod(config.keyFile, 0o644);
  const machine = await examineMachine({ config: { ...config, mode: 'real' }, webDir: folder });
  assert.deepEqual(problemsOf(machine), ['key file', 'clock file', 'pinterest app', 'pinterest']);
});

test('Pinterest is asked without a token', async (t) => {
  const folder = await folderOf(t);
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.writeHead(401).end();
  }).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as AddressInfo;
  const config = configIn(folder, { PRIKBORD_PINTEREST_API_URL: `http://127.0.0.1:${port}/v5` });
  const machine = await examineMachine({ config, webDir: folder });
  assert.deepEqual(seen, [undefined]);
  assert.deepEqual(problemsOf(machine), ['pages']);
});
