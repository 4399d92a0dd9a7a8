import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { TestDatabase } from './database.ts';

const entry = fileURLToPath(new URL('../../src/main/index.ts', import.meta.url));

/** A real `serve` process that is stopped, lost and started again on one port. */
export type ServeProcess = {
  readonly url: string;
  /** Starts it, unless it runs, and waits until it serves. */
  readonly start: () => Promise<void>;
  /** Asks it to stop, as an operator does, and waits until it has. */
  readonly stop: () => Promise<void>;
  /** Ends it without a word, as a lost machine would. */
  readonly kill: () => Promise<void>;
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
};

const environmentOf = ({ config }: TestDatabase, port: number): NodeJS.ProcessEnv => ({
  PATH: '/usr/bin:/bin',
  PRIKBORD_PORT: String(port),
  PRIKBORD_DATABASE_URL: config.databaseUrl?.reveal(),
  PRIKBORD_DATA_DIR: config.dataDir,
  PRIKBORD_KEY_FILE: config.keyFile,
  PRIKBORD_CLOCK_FILE: config.clockFile,
  PRIKBORD_PINTEREST_API_URL: config.pinterest.apiUrl,
  PRIKBORD_PINTEREST_OAUTH_URL: config.pinterest.oauthUrl,
  PRIKBORD_PINTEREST_APP_ID: config.pinterest.appId,
  PRIKBORD_PINTEREST_APP_SECRET: config.pinterest.appSecret?.reveal(),
});

/** A `serve` process of a test's database, on a port of its own; it ends with the test. */
export const serveProcess = async (database: TestDatabase): Promise<ServeProcess> => {
  const port = await freePort();
  let child: ChildProcess | undefined;
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    const ending = child;
    child = undefined;
    if (ending === undefined || ending.exitCode !== null) return;
    const gone = once(ending, 'exit');
    ending.kill(signal);
    await gone;
  };
  database.atEnd(() => end('SIGKILL'));
  return {
    url: `http://127.0.0.1:${port}`,
    start: async () => {
      if (child !== undefined) return;
      const started = spawn(process.execPath, [entry, 'serve'], {
        env: environmentOf(database, port),
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      child = started;
      const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
      let told = '';
      started.stderr.setEncoding('utf8').on('data', (text: string) => {
        told += text;
        if (told.includes('Serving at')) resolve();
      });
      started.once('exit', () => reject(new Error(`The server ended before it served: ${told}`)));
      await ready;
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
};
