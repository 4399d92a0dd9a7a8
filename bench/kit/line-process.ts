import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

/** A process of ours that says its first words on a line of stdout and ends when its input does, or at a signal. */
export type LineProcess = {
  /** Its first line. */
  readonly line: () => Promise<string>;
  readonly end: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>;
};

const root = join(import.meta.dirname, '../..');
// Running jobs may take 20 s to end; what has not ended by then is stuck.
const END_MS = 40_000;

/** Starts a script of the checkout; what it logs goes to stderr. */
export const startLineProcess = (
  script: string,
  scriptArguments: readonly string[],
  env: NodeJS.ProcessEnv,
): LineProcess => {
  const child = spawn(process.execPath, [join(root, script), ...scriptArguments], {
    cwd: root,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const first = once(createInterface({ input: child.stdout }), 'line');
  const ended = once(child, 'exit');
  const died = ended.then(([code]) => {
    throw new Error(`${script} ended with code ${code}.`);
  });
  died.catch(() => undefined);
  return {
    line: async () => String((await Promise.race([first, died]))[0]),
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      if (signal !== 'SIGKILL') child.stdin.end();
      if (signal !== undefined) child.kill(signal);
      const isLate = await Promise.race([ended, pause(END_MS, 'late', { ref: false })]);
      if (isLate === 'late') child.kill('SIGKILL');
    },
  };
};
