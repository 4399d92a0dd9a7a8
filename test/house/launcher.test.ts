import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';

const root = resolve(import.meta.dirname, '../..');
let base = '';
let checkout = '';

/** A Node on the path that is too old for us, as a bare machine has; absent where the system's is new enough. */
const oldNode = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'node'))
  .find((node) => /^v2[0-5]\./.test(spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout ?? ''));

type Ended = { code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string };

const ended = (child: ChildProcess): Promise<Ended> =>
  new Promise((done) => {
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (part) => (stdout += part));
    child.stderr?.on('data', (part) => (stderr += part));
    child.once('close', (code, signal) => done({ code, signal, stdout, stderr }));
  });

// npm tells its scripts which npm runs; without that the launcher takes the one on the path, as in a shell.
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));

const start = (node: string, ...words: string[]): ChildProcess =>
  spawn(node, words, { cwd: base, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });

before(async () => {
  base = await mkdtemp(join(tmpdir(), 'prikbord-launcher-'));
  checkout = join(base, 'a clone with spaces');
  await mkdir(join(checkout, 'src/main'), { recursive: true });
  await cp(join(root, 'bin'), join(checkout, 'bin'), { recursive: true });
  const names = { name: 'bare', version: '1.0.0' };
  await writeFile(join(checkout, 'package.json'), JSON.stringify({ ...names, type: 'module' }));
  const lock = { ...names, lockfileVersion: 3, requires: true, packages: { '': names } };
  await writeFile(join(checkout, 'package-lock.json'), JSON.stringify(lock));
  await writeFile(
    join(checkout, 'src/main/index.ts'),
    `const words: string[] = process.argv.slice(2);
     if (words[0] === 'wait') {
       process.on('SIGTERM', () => process.exit(42));
       setInterval(() => undefined, 1000);
     }
     console.log(JSON.stringify({ words, major: Number(process.versions.node.split('.')[0]) }));
     if (words[0] === 'fail') process.exitCode = 7;`,
  );
});
after(() => rm(base, { recursive: true }));

const program = (): string => join(checkout, 'bin/prikbord');

test('a clone without node_modules is installed, then started with its arguments, saying so on stderr only', async () => {
  const { code, stdout, stderr } = await ended(start(process.execPath, program(), 'start', '--real'));
  assert.equal(code, 0, stderr);
  assert.deepEqual(JSON.parse(stdout).words, ['start', '--real']);
  assert.match(stderr, /Installing what is missing[\s\S]*Installed in \d+ s/);
});

const installed = async (): Promise<void> => {
  await mkdir(join(checkout, 'node_modules'), { recursive: true });
  await writeFile(join(checkout, 'node_modules/.package-lock.json'), JSON.stringify({ packages: {} }));
};

test('an installed clone starts at once, and the exit code passes through', async () => {
  await installed();
  const { code, stderr } = await ended(start(process.execPath, program(), 'fail'));
  assert.equal(code, 7);
  assert.doesNotMatch(stderr, /Installing/);
});

test('an old Node without a packaged one says which Node is needed and exits 78', async (t) => {
  if (oldNode === undefined) return t.skip('the Node on the path is new enough');
  await installed();
  const { code, stdout, stderr } = await ended(start(oldNode, program(), 'start'));
  assert.deepEqual([code, stdout], [78, '']);
  assert.match(stderr, /Node 26 or newer is needed/);
});

test('an old Node hands over to the packaged Node 26, and passes on signals and the way it ended', async (t) => {
  if (oldNode === undefined) return t.skip('the Node on the path is new enough');
  await installed();
  const bin = join(checkout, `node_modules/node-${process.platform}-${process.arch}/bin`);
  await mkdir(bin, { recursive: true });
  await cp(process.execPath, join(bin, 'node'));
  const waiting = start(oldNode, program(), 'wait');
  waiting.stdout?.once('data', () => waiting.kill('SIGTERM'));
  const asked = await ended(waiting);
  assert.equal(asked.code, 42);
  assert.equal(JSON.parse(asked.stdout).major >= 26, true);
  const interrupted = start(oldNode, program(), 'wait');
  interrupted.stdout?.once('data', () => interrupted.kill('SIGINT'));
  assert.equal((await ended(interrupted)).signal, 'SIGINT');
});

test('a package that the lock file asks and npm did not install, or installed otherwise, is noticed', async () => {
  const present = { packages: { 'node_modules/a': { version: '1.0.0', integrity: 'x' } } };
  const lock = { packages: { '': {}, 'node_modules/a': { version: '2.0.0', integrity: 'y' } } };
  const folder = await mkdtemp(join(base, 'other-'));
  await cp(join(checkout, 'bin'), join(folder, 'bin'), { recursive: true });
  await mkdir(join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{"name":"other","version":"1.0.0"}');
  await writeFile(join(folder, 'node_modules/.package-lock.json'), JSON.stringify(present));
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify(lock));
  const { code, stderr } = await ended(start(process.execPath, join(folder, 'bin/prikbord')));
  assert.equal(code, 78);
  assert.match(stderr, /Installing what is missing/);
});
