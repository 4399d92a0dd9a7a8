import type { Command } from '../../cli/index.ts';
import { start } from '../start/start.ts';

/** Starts everything: database, server, workers, and the demo with its sandbox unless `--real`. */
export const startCommand: Command = {
  name: 'start',
  help: 'Start everything; without a Pinterest app of your own, with a demo agency',
  options: [{ flags: '--real', help: 'without sandbox and demo data' }],
  run: ({ config, stopping }) => start({ config, stopping }),
};
