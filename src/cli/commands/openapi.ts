import { describeApi, routes } from '../../api/index.ts';
import type { Command } from '../command.ts';

/** Prints the description of the API, as the server publishes it. */
export const openapi: Command = {
  name: 'openapi',
  help: 'Print the description of the API (OpenAPI 3.1), as the server publishes it at /api/openapi.json',
  run: async ({ printLine }) => {
    await printLine(JSON.stringify(describeApi(routes), undefined, 2));
  },
};
