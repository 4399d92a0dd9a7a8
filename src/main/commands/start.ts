import type { Command } from '../../cli/index.ts';
import { start } from '../start/start.ts';

/** Starts everything: database, server, workers, and the demo with its sandbox unless `--real`. */
export const startCommand: Command = {
  name: 'start',
  help: 'Start everything; with a demo agency and the sandbox, unless a Pinterest app is configured or --real is given',
  run: ({ config, stopping }) => start({ config, stopping }),
};
