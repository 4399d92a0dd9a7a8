import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Place } from './place.ts';

const entry = fileURLToPath(new URL('../../src/main/index.ts', import.meta.url));

/** A real `work` process of a place. */
export type WorkerProcess = {
  readonly child: ChildProcess;
  /** Ends it without a word, as a lost machine would. */
  readonly kill: () => Promise<void>;
  /** Asks it to stop and waits; tells its exit code. */
  readonly stop: () => Promise<number | null>;
};

const isOver = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Starts `node src/main/index.ts work` and waits until it works. What it logs goes to `onLine`. */
export const startWorker = async (
  place: Pick<Place, 'env'>,
  onLine: (line: string) => void,
): Promise<WorkerProcess> => {
  const child = spawn(process.execPath, [entry, 'work'], { env: place.env, stdio: ['ignore', 'pipe', 'pipe'] });
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  let last = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('Working.')) resolve();
      else {
        last = text;
        for (const line of text.split('\n')) if (line !== '') onLine(line);
      }
    });
  }
  const gone = once(child, 'exit');
  gone.then(() => reject(new Error(`The worker ended before it worked: ${last}`)));
  await ready;
  return {
    child,
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
    stop: async () => {
      if (!isOver(child)) child.kill('SIGTERM');
      // A worker that does not stop must fail the test, not outlive it.
      const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
      await gone;
      clearTimeout(late);
      return child.exitCode;
    },
  };
};
