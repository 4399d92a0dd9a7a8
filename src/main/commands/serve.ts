import type { Command } from '../../cli/index.ts';
import { withLocated } from '../locate-database.ts';
import { serve } from '../serve.ts';
import { untilStopped } from './until-stopped.ts';

/** Runs the web server until stopped. */
export const serveCommand: Command = {
  name: 'serve',
  help: 'Serve the console and the API until stopped; any number of processes share one database',
  run: ({ config, stopping, say }) =>
    withLocated(config, async (located) => {
      const serving = await serve({ config: located });
      say(`Serving at ${serving.url}. Ctrl-C stops.`);
      if (serving.setUpLink !== undefined) {
        say(`Nobody can sign in yet. Set the owner up within a day at ${serving.setUpLink}`);
      }
      await untilStopped(stopping);
      await serving.stop();
    }),
};
