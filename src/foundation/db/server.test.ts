import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type Server, startServer } from './server.ts';

const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;
let base = '';
let dataDir = '';

before(async () => {
  base = await mkdtemp(join(tmpdir(), 'prikbord-server-'));
  await chmod(base, 0o755);
  dataDir = join(base, 'a folder with spaces');
});
after(() => rm(base, { recursive: true }));

const ask = async (server: Pick<Server, 'url'>, sql: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

const program = `
  const { startServer } = await import(process.argv[1]);
  const { pid, port, adopted } = await startServer({ dataDir: process.argv[2] });
  console.log(JSON.stringify({ pid, port, adopted }));
  setInterval(() => undefined, 1000);
`;

/** Starts the server from another process, which then stays; tells what that process got. */
const startElsewhere = (
  folder: string,
  who: { uid?: number; gid?: number } = {},
): { child: ChildProcess; got: Promise<{ pid: number; port: number; adopted: boolean }> } => {
  const door = new URL('./server.ts', import.meta.url).href;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, door, folder], {
    ...who,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const got = new Promise<{ pid: number; port: number; adopted: boolean }>((done, fail) => {
    child.stdout?.once('data', (line: Buffer) => done(JSON.parse(line.toString())));
    child.once('exit', (code) => fail(new Error(`ended with ${code}`)));
  });
  return { child, got };
};

const killed = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    child.removeAllListeners('exit');
    child.once('exit', () => done());
    child.kill('SIGKILL');
  });

test('a first start makes a durable, checked, loopback-only server that asks for a password', async () => {
  const server = await startServer({ dataDir });
  const [settings] = await ask(
    server,
    `select current_setting('fsync') as fsync, current_setting('data_checksums') as checksums,
            current_setting('listen_addresses') as listens, current_setting('server_encoding') as encoding,
            current_setting('password_encryption') as passwords, current_setting('jit') as jit`,
  );
  assert.deepEqual(settings, {
    fsync: 'on',
    checksums: 'on',
    listens: '127.0.0.1',
    encoding: 'UTF8',
    passwords: 'scram-sha-256',
    jit: 'off',
  });
  assert.equal(server.adopted, false);
  const wrong = new URL(server.url);
  wrong.password = 'wrong';
  await assert.rejects(ask({ url: wrong.href }, 'select 1'), { code: '28P01' });
  const cluster = join(await realpath(join(dataDir, 'postgres')), 'cluster');
  assert.equal((await stat(join(cluster, 'password'))).mode & 0o777, 0o600);
  assert.equal((await stat(cluster)).mode & 0o077, 0);
});

test('a second start adopts the running server', async () => {
  const steps: string[] = [];
  const server = await startServer({ dataDir, log: (step) => steps.push(step) });
  assert.equal(server.adopted, true);
  assert.deepEqual(steps, ['server.adopted']);
});

test('the log keeps no value of a failing statement', async () => {
  const server = await startServer({ dataDir });
  await ask(server, 'create table people (mail text primary key)');
  const insert = "insert into people values ('canary@example.nl')";
  await ask(server, insert);
  await assert.rejects(ask(server, insert), { code: '23505' });
  const folder = join(await realpath(join(dataDir, 'postgres')), 'cluster/data/log');
  // The collector writes a moment after the client has its answer.
  let log = '';
  for (let tries = 0; !log.includes('duplicate key') && tries < 200; tries += 1) {
    await pause(25);
    log = (await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')))).join('');
  }
  assert.match(log, /duplicate key/);
  assert.doesNotMatch(log, /canary/);
});

test('after kill -9 of the whole server the next start has every committed row, on the same port', async () => {
  const first = await startServer({ dataDir });
  process.kill(first.pid, 'SIGKILL');
  await first.gone;
  const second = await startServer({ dataDir });
  assert.equal(second.adopted, false);
  assert.equal(second.port, first.port);
  assert.deepEqual(await ask(second, 'select mail from people'), [{ mail: 'canary@example.nl' }]);
});

test('a stop ends the server in order, and a pid file that names a stranger does not prevent the next start', async () => {
  const first = await startServer({ dataDir });
  const pidFile = join(await realpath(join(dataDir, 'postgres')), 'cluster/data/postmaster.pid');
  const text = await readFile(pidFile, 'utf8');
  await first.stop();
  await assert.rejects(stat(pidFile), { code: 'ENOENT' });
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
  try {
    await writeFile(pidFile, text.replace(/^\d+/, String(stranger.pid)));
    if (isRoot) await chown(pidFile, NOBODY, NOBODY);
    const second = await startServer({ dataDir });
    assert.equal(second.adopted, false);
    await second.stop();
    assert.equal(stranger.exitCode, null);
  } finally {
    await killed(stranger);
  }
});

test('a release stops the server only when nobody else is connected', async () => {
  const server = await startServer({ dataDir });
  const other = new pg.Client({ connectionString: server.url });
  await other.connect();
  await server.release();
  assert.deepEqual((await other.query('select 1 as alive')).rows, [{ alive: 1 }]);
  await other.end();
  await (await startServer({ dataDir })).release();
  await server.gone;
});

test('another program on the remembered port makes the server take another', async () => {
  const first = await startServer({ dataDir });
  await first.stop();
  const other = createServer();
  await new Promise<void>((done) => other.listen(first.port, '127.0.0.1', () => done()));
  try {
    const second = await startServer({ dataDir });
    assert.notEqual(second.port, first.port);
    await second.stop();
  } finally {
    await new Promise((done) => other.close(done));
  }
});

test('the server survives kill -9 of the process that started it, and is adopted', async () => {
  const { child, got } = startElsewhere(dataDir);
  const started = await got;
  await killed(child);
  const server = await startServer({ dataDir });
  assert.deepEqual([server.pid, server.adopted], [started.pid, true]);
  await server.stop();
});

test('of several starts at once on an empty folder one starts and the others adopt it', async () => {
  const folder = join(base, 'race');
  const starts = [1, 2, 3].map(() => startElsewhere(folder));
  const got = await Promise.all(starts.map((start) => start.got));
  assert.equal(new Set(got.map((server) => server.pid)).size, 1);
  assert.equal(got.filter((server) => !server.adopted).length, 1);
  await Promise.all(starts.map((start) => killed(start.child)));
  await (await startServer({ dataDir: folder })).stop();
});

test('as root the server runs as another user, elsewhere when that user cannot reach the folder', async (t) => {
  if (!isRoot) return t.skip('only root needs a service user');
  const closed = join(base, 'closed');
  await mkdir(closed, { mode: 0o700 });
  const server = await startServer({ dataDir: join(closed, 'data') });
  const link = join(closed, 'data/postgres');
  const home = await realpath(link);
  t.after(() => rm(home, { recursive: true }));
  assert.equal((await lstat(link)).isSymbolicLink(), true);
  assert.match(home, /^\/var\/lib\/prikbord\/[0-9a-f]{16}$/);
  assert.notEqual((await stat(`/proc/${server.pid}`)).uid, 0);
  await server.stop();
});

test('an ordinary user runs it as themselves; root continues it as that user', async (t) => {
  if (!isRoot) return t.skip('only root can play an ordinary user');
  const reads = spawnSync('/bin/sh', ['-c', 'test -r "$0"', import.meta.filename], { uid: NOBODY, cwd: '/' });
  if (reads.status !== 0) return t.skip('this checkout lies where an ordinary user cannot read it');
  const folder = join(base, 'theirs');
  await mkdir(folder);
  await chown(folder, NOBODY, NOBODY);
  const { child, got } = startElsewhere(join(folder, 'data'), { uid: NOBODY, gid: NOBODY });
  const started = await got;
  await killed(child);
  await (await startServer({ dataDir: join(folder, 'data') })).stop();
  const server = await startServer({ dataDir: join(folder, 'data') });
  assert.equal((await stat(`/proc/${server.pid}`)).uid, NOBODY);
  assert.notEqual(server.pid, started.pid);
  await server.stop();
});

test('a path too long for a socket is served over loopback alone', async () => {
  const server = await startServer({ dataDir: join(base, 'deep/'.repeat(20)) });
  assert.deepEqual(await ask(server, "select current_setting('unix_socket_directories') as sockets"), [
    { sockets: '' },
  ]);
  await server.stop();
});
