import { publishStatus } from '../../act/index.ts';
import { listClients } from '../../clients/index.ts';
import type { Command } from '../command.ts';
import { clientGiven } from '../given.ts';

/** Tells how publishing stands: what is planned, under way, done, and what waits for a person. */
export const publishStatusCommand: Command = {
  name: 'publish status',
  help: 'How publishing stands: planned, due, under way, with a person, done in 24 hours',
  options: [{ flags: '--client <id>', help: 'only this client' }],
  run: async ({ given, open, print }) =>
    open('job', async ({ ctx }) => {
      const client = clientGiven(given);
      const names = new Map((await listClients(ctx)).map(({ clientId, name }) => [clientId, name]));
      const clientIds = client === undefined ? [...names.keys()] : [client];
      const rows = (await publishStatus(ctx, { clientIds })).map(({ clientId, nextAt, ...rest }) => ({
        client: String(clientId),
        name: names.get(clientId) ?? '',
        ...rest,
        nextAt: nextAt?.toISOString() ?? null,
      }));
      print(
        rows,
        rows.map(({ client: id, name, planned, due, underWay, withPerson, done, pausedCode }) =>
          [
            `${id.padStart(10)}  ${name}:`,
            `${planned} planned, ${due} due, ${underWay} under way, ${withPerson} with a person, ${done} done in 24 hours`,
            ...(pausedCode === null ? [] : [`(stands still: ${pausedCode})`]),
          ].join(' '),
        ),
      );
    }),
};
