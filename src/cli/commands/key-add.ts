import { addApiKey } from '../../identity/index.ts';
import { keyScopes } from '../../identity/rights.ts';
import type { Command } from '../command.ts';
import { clientsGiven, listGiven, requiredGiven } from '../given.ts';

/** Makes an API key and prints it, this once. */
export const keyAdd: Command = {
  name: 'key add',
  help: 'Make an API key; prints the key, which is shown this once',
  arguments: [{ flags: '<label>', help: 'what it is for, in plain words without a person’s name' }],
  options: [
    { flags: '--scopes <actions>', help: `with commas between: ${keyScopes.join(', ')}` },
    { flags: '--clients <ids>', help: 'clients it reaches, ids with commas between; all when left out' },
  ],
  run: async ({ given, json, open, print, say }) => {
    const wanted = {
      label: String(given.label),
      scopes: listGiven(requiredGiven(given, 'scopes')),
      clientIds: clientsGiven(given) ?? ('all' as const),
    };
    const { keyId, key } = await open('job', ({ ctx }) => addApiKey(ctx, wanted));
    print({ id: keyId, key }, [key]);
    if (!json) say(`id ${keyId}`);
  },
};
