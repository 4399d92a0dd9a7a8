import { Fault } from '../../foundation/kit/index.ts';
import { revokeApiKey } from '../../identity/index.ts';
import type { Command } from '../command.ts';

const isKeyId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** Revokes an API key; its next request is refused. */
export const keyRevoke: Command = {
  name: 'key revoke',
  help: 'Revoke an API key; its next request is refused',
  arguments: [{ flags: '<id>', help: 'as `key list` shows it' }],
  run: async ({ given, open, print }) => {
    const keyId = String(given.id);
    if (!isKeyId(keyId)) throw new Fault('CLI_VALUE_INVALID', 'invalid', 'This is not the id of a key.');
    await open('job', ({ ctx }) => revokeApiKey(ctx, { keyId }));
    print({ id: keyId, revoked: true }, ['Revoked.']);
  },
};
