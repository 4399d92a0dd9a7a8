import { once } from 'node:events';
import type { Command } from '../../cli/index.ts';
import { locateDatabase } from '../locate-database.ts';
import { work } from '../work.ts';

/** Waits until the person or the system asks the process to stop. */
export const untilStopped = async (stopping: AbortSignal): Promise<void> => {
  // A promise alone does not keep a process alive; a timer does.
  const alive = setInterval(() => undefined, 1 << 30);
  try {
    if (!stopping.aborted) await once(stopping, 'abort');
  } finally {
    clearInterval(alive);
  }
};

/** Runs workers until stopped. */
export const workCommand: Command = {
  name: 'work',
  help: 'Work on jobs until stopped; any number of processes share the work',
  run: async ({ config, stopping, say }) => {
    const located = await locateDatabase(config);
    const working = await work({ config: located.config });
    say('Working. Ctrl-C stops.');
    await untilStopped(stopping);
    await working.stop();
    await located.stop();
  },
};
