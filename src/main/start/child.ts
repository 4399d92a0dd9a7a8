import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../../foundation/runtime/index.ts';

/** A part of Prikbord that runs as a process of its own. */
export type Child = {
  readonly name: string;
  /** Asks it to stop, waits, and ends it when it does not. */
  readonly stop: () => Promise<void>;
};

/** What to run: arguments of `bin/prikbord`, and what its environment says differently. */
export type ChildInput = {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Called with each line of its log, which is JSON. */
  readonly onLine: (name: string, line: string) => void;
};

const entry = fileURLToPath(new URL('../index.ts', import.meta.url));

// A stop lets running jobs end for 20 s (jobs' own grace); a process that has not ended by then is stuck.
const STOP_MS = 25_000;

// A process that dies is started again. One that dies at once, again and again, waits longer each time instead of burning
// a core; one that has run for a minute starts afresh.
const RESTART_MS = [200, 1000, 3000, 10_000];
const HEALTHY_MS = 60_000;

// A refusal to start (configuration, schema, labels) does not get better by repeating.
const REFUSED = 78;

const lines = (child: ChildProcess, onLine: (line: string) => void): void => {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const parts = `${rest}${text}`.split('\n');
      rest = parts.pop() ?? '';
      for (const line of parts) if (line !== '') onLine(line);
    });
  }
};

/**
 * Starts a part of Prikbord and keeps it running: a part that dies is started again, except when it refuses to start.
 * @param onRefused called with the exit code when the part refuses to start
 */
export const startChild = (input: ChildInput, onRefused: (name: string, code: number) => void): Child => {
  let isStopping = false;
  let failures = 0;
  let current: ChildProcess | undefined;
  let ended: Promise<void> = Promise.resolve();
  const run = (): void => {
    const startedAt = performance.now();
    const child = spawn(process.execPath, [entry, ...input.args], {
      env: childEnvironment(input.env),
      stdio: ['ignore', 'pipe', 'pipe'],
      // Ctrl-C reaches the whole group of the terminal; parts are stopped in order by us instead.
      detached: true,
    });
    current = child;
    lines(child, (line) => input.onLine(input.name, line));
    ended = new Promise((resolve) => {
      child.once('exit', (code) => {
        resolve();
        if (isStopping) return;
        if (code === REFUSED) {
          onRefused(input.name, REFUSED);
          return;
        }
        failures = performance.now() - startedAt > HEALTHY_MS ? 0 : failures + 1;
        void wait(RESTART_MS[Math.min(failures, RESTART_MS.length) - 1] ?? RESTART_MS[0]).then(() => {
          if (!isStopping) run();
        });
      });
    });
  };
  run();
  return {
    name: input.name,
    stop: async () => {
      isStopping = true;
      current?.kill('SIGTERM');
      const late = wait(STOP_MS, undefined, { ref: false }).then(() => current?.kill('SIGKILL'));
      await Promise.race([ended, late]);
    },
  };
};
