import { addClient } from '../../clients/index.ts';
import type { Command } from '../command.ts';

/** Adds a client and prints its id. */
export const clientAdd: Command = {
  name: 'client add',
  help: 'Add a client; prints its id',
  arguments: [{ flags: '<name>', help: 'the agency’s own name for the client' }],
  options: [
    { flags: '--locale <locale>', help: 'language of its people: nl or en', default: 'nl' },
    { flags: '--zone <zone>', help: 'time zone', default: 'Europe/Amsterdam' },
    { flags: '--natural-person', help: 'the client is a person trading under their own name' },
  ],
  run: ({ given, open, print }) =>
    open('job', async ({ ctx }) => {
      const clientId = await addClient(ctx, {
        name: String(given.name),
        locale: String(given.locale),
        zone: String(given.zone),
        kind: given.naturalPerson === true ? 'natural_person' : 'legal_person',
      });
      print({ client: String(clientId) }, [String(clientId)]);
    }),
};
