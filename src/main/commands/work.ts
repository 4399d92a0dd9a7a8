import type { Command } from '../../cli/index.ts';
import { withLocated } from '../locate-database.ts';
import { work } from '../work.ts';
import { untilStopped } from './until-stopped.ts';

/** Runs workers until stopped. */
export const workCommand: Command = {
  name: 'work',
  help: 'Work on jobs until stopped; any number of processes share the work',
  run: ({ config, stopping, say }) =>
    withLocated(config, async (located) => {
      const working = await work({ config: located });
      say('Working. Ctrl-C stops.');
      await untilStopped(stopping);
      await working.stop();
    }),
};
