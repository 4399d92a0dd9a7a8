import { listClients } from '../../clients/index.ts';
import type { Command } from '../command.ts';

/** Lists all clients. */
export const clientList: Command = {
  name: 'client list',
  help: 'List all clients',
  run: async ({ open, print }) =>
    open('job', async ({ ctx }) => {
      const clients = await listClients(ctx);
      const rows = clients.map(({ clientId, name, kind, locale, zone, settings }) => ({
        client: String(clientId),
        name,
        kind,
        locale,
        zone,
        settings,
      }));
      print(
        rows,
        rows.map((row) => `${row.client.padStart(10)}  ${row.name}`),
      );
    }),
};
