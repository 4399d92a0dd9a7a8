// npm test [paths]: starts the test PostgreSQL (or uses PRIKBORD_DATABASE_URL), then Node's own test runner, one process
// for each file. `--long` (npm run test:long) adds the *.long.test.ts files and sets PRIKBORD_TEST_LONG=1.
import { spawn } from 'node:child_process';
import { glob, stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { buildWebWhenChanged } from '../src/main/web.ts';
import { root, say } from './tell.ts';
import { findBrowser } from './test/find-browser.ts';
import { openTestDatabase } from './test/test-database.ts';

// Two cores: one file computes while the other waits for PostgreSQL. More only makes time-outs of tests likelier.
const CONCURRENCY = 2;
const MINUTE_MS = 60_000;
// A file that does not end has left a connection, a timer or a process behind: it is stopped and counts as failed.
const LIMIT_MS = { short: 5 * MINUTE_MS, long: 120 * MINUTE_MS };

const isBrowserTest = (file: string): boolean => file.endsWith('.browser.test.ts');
const isLongTest = (file: string): boolean => file.endsWith('.long.test.ts');

const filesBelow = async (path: string): Promise<string[]> => {
  const found = await stat(resolve(root, path)).catch(() => undefined);
  if (found === undefined) throw new Error(`There is no ${path}.`);
  if (found.isFile()) return [path];
  return Array.fromAsync(glob(`${path}/**/*.test.ts`, { cwd: root, exclude: ['**/node_modules/**'] }));
};

/** The test files asked for; a file named itself runs even when it is a long one. */
const chooseFiles = async (paths: readonly string[], long: boolean): Promise<string[]> => {
  const asked = paths.map((path) => relative(root, resolve(path)));
  const lists = await Promise.all((asked.length === 0 ? ['src', 'test'] : asked).map(filesBelow));
  const files = [...new Set(lists.flat())].sort();
  return files.filter((file) => long || asked.includes(file) || !isLongTest(file));
};

// Tests see a clean environment: what the person at the keyboard configured for the demo must not decide a test.
const environment = (settings: Record<string, string>): NodeJS.ProcessEnv => {
  const kept = /^PRIKBORD_(TEST_\w+|OPENAPI_FILE|PG_BIN|PICTURES)$/;
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('PRIKBORD_') || kept.test(name));
  return { ...Object.fromEntries(own), ...settings };
};

const runFiles = (files: readonly string[], env: NodeJS.ProcessEnv, long: boolean): Promise<number> =>
  new Promise((done, fail) => {
    const limit = long ? LIMIT_MS.long : LIMIT_MS.short;
    const child = spawn(
      process.execPath,
      [
        '--test',
        '--test-reporter=spec',
        `--test-concurrency=${CONCURRENCY}`,
        `--test-timeout=${limit}`,
        ...files.map((file) => `./${file}`),
      ],
      { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] },
    );
    // Ctrl-C ends the tests, not us: the database is stopped after them.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
    child.once('error', fail);
    child.once('exit', (code) => done(code ?? 1));
  });

const main = async (): Promise<number> => {
  const long = process.argv.includes('--long');
  const paths = process.argv.slice(2).filter((argument) => argument !== '--long');
  const chosen = await chooseFiles(paths, long);
  const browser = chosen.some(isBrowserTest) ? findBrowser() : undefined;
  const files = browser === 'none' ? chosen.filter((file) => !isBrowserTest(file)) : chosen;
  if (files.length === 0) throw new Error(`there is no test in ${paths.join(' ')}.`);
  // Once, before two files want it at the same moment.
  if (files.some(isBrowserTest)) await buildWebWhenChanged();
  const database = await openTestDatabase();
  const settings = {
    PRIKBORD_TEST_DATABASE_URL: database.url,
    ...(long ? { PRIKBORD_TEST_LONG: '1' } : {}),
    ...(browser === undefined || browser === 'none' ? {} : { CHROMIUM_PATH: browser }),
  };
  try {
    return await runFiles(files, environment(settings), long);
  } finally {
    await database.close();
    const skipped = chosen.length - files.length;
    if (skipped > 0) say(`${skipped} browser test file(s) skipped because PRIKBORD_NO_BROWSER=1.`);
  }
};

process.exitCode = await main().catch((error: Error) => {
  say(`npm test: ${error.message}`);
  return 1;
});
