import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, realpath, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { addUser } from '../../src/identity/index.ts';
import { listWorldClients } from '../../src/sandbox/index.ts';
import { authenticatorCode } from '../kit/authenticator.ts';
import { untilCollected } from '../kit/collection.ts';
import { openPlace, skipHistory } from '../kit/place.ts';
import { testSandbox } from '../kit/sandbox.ts';

const PLANT = `planted${process.pid}person`;
const entry = join(import.meta.dirname, '../../src/main/index.ts');

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

/** A process of the product whose every word goes to a file. */
const run = (args: readonly string[], env: Record<string, string>, log: string): ChildProcess => {
  const child = spawn(process.execPath, [entry, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const file = createWriteStream(log, { flags: 'a' });
  child.stdout?.pipe(file, { end: false });
  child.stderr?.pipe(file, { end: false });
  return child;
};

const untilAnswers = async (url: string): Promise<void> => {
  for (let tries = 0; tries < 600; tries += 1) {
    // Refused while it starts; the test's own limit ends a wait that is too long.
    const answered = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await pause(100);
  }
  throw new Error(`Nothing answers at ${url}.`);
};

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
};

const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
};

/** Files below a folder that hold the text, read as bytes: what `grep -a -r` would name. */
const filesWith = async (folder: string, text: string): Promise<string[]> => {
  const found: string[] = [];
  for (const file of await filesIn(folder)) {
    // The server may remove a file while we look; one that is gone holds nothing.
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    if (bytes.includes(text)) found.push(file);
  }
  return found;
};

const signIn = async (url: string, user: { email: string; password: string; totpSecret: string }): Promise<string> => {
  const post = (path: string, body: unknown, cookie = '') =>
    fetch(`${url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    });
  const cookieOf = (answer: Response): string => answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const first = await post('/session', { email: user.email, password: user.password });
  const code = authenticatorCode(user.totpSecret);
  const second = await post('/session/totp', { code }, cookieOf(first));
  assert.equal(second.status, 200);
  return cookieOf(second);
};

test('a text planted in every field about a person is shown once on the page and stands in no file, log or job', async () => {
  const logs = await mkdtemp(join(tmpdir(), 'prikbord-planted-'));
  after(() => rm(logs, { recursive: true, force: true }));
  // A calendar may only be ahead of the machine, never behind it.
  const now = new Date(performance.timeOrigin + performance.now() + 60_000).toISOString();
  const sandbox = await testSandbox({ after }, { world: 'small', seed: 7, plant: PLANT, now });
  const place = await openPlace({ sandboxUrl: sandbox.url, now });
  after(() => place.close());
  const port = await freePort();
  const env = { ...place.env, PRIKBORD_LOG_LEVEL: 'debug', PRIKBORD_PORT: String(port) };

  const [client] = listWorldClients({ name: 'small', seed: 7 });
  const clientId = await place.connect(client?.user ?? '');
  await skipHistory(place);
  const person = { email: 'eva@prikbord.example', name: 'Eva', role: 'admin', locale: 'nl' };
  const added = await addUser({ ...place.ctx, keys: place.keys }, person);
  const log = join(logs, 'all.log');
  const [worker, server] = [run(['work'], env, log), run(['serve'], env, log)];
  try {
    const url = `http://127.0.0.1:${port}`;
    await untilAnswers(`${url}/health/ready`);
    assert.deepEqual(await untilCollected(place.ctx, [clientId]), { failed: 0 });

    const cookie = await signIn(url, {
      email: person.email,
      password: added.password,
      totpSecret: added.totpSecret ?? '',
    });
    const page = await fetch(`${url}/api/v1/clients/${clientId}/connection`, { headers: { cookie } });
    assert.equal(page.headers.get('cache-control'), 'no-store');
    assert.match(await page.text(), new RegExp(PLANT));
    const overview = await fetch(`${url}/api/v1/clients/overview`, { headers: { cookie } });
    assert.equal(overview.status, 200);
    assert.doesNotMatch(await overview.text(), new RegExp(PLANT));
  } finally {
    await Promise.all([end(worker), end(server)]);
  }

  const sent = (await sandbox.control.requests()).items.filter((request) => request.planted);
  assert.ok(sent.length > 2, 'the sandbox sent the text');
  await place.admin('checkpoint');
  const dataDir = place.config.dataDir;
  const copy = join(logs, 'copy');
  const isNoSocket = async (path: string): Promise<boolean> => !(await stat(path)).isSocket();
  await cp(dataDir, copy, { recursive: true, dereference: true, filter: isNoSocket });
  // As root the cluster may lie elsewhere, behind a link: the place it really has is searched.
  const cluster = await realpath(join(dataDir, 'server/postgres'));
  assert.ok((await filesIn(cluster)).some((file) => file.includes('/pg_wal/')));
  assert.deepEqual(await filesWith(cluster, PLANT), []);
  assert.deepEqual(await filesWith(dataDir, PLANT), []);
  assert.deepEqual(await filesWith(copy, PLANT), []);
  assert.deepEqual(await filesWith(logs, PLANT), []);
  const [jobs] = await place.admin<{ count: string }>('select count(*) from jobs.job where data::text like $1', [
    `%${PLANT}%`,
  ]);
  assert.equal(jobs?.count, '0');
  // The search itself finds what is there: the client's own id stands in the log and in the files.
  assert.ok((await filesWith(logs, String(clientId))).length > 0);
});
