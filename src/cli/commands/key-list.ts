import { listApiKeys } from '../../identity/index.ts';
import type { Command } from '../command.ts';

/** Lists the API keys, revoked ones too, without the keys themselves. */
export const keyList: Command = {
  name: 'key list',
  help: 'List the API keys, revoked ones too; the keys themselves are never shown again',
  run: ({ open, print }) =>
    open('job', async ({ ctx }) => {
      const keys = (await listApiKeys(ctx)).map((each) => ({
        id: each.keyId,
        label: each.label,
        scopes: each.scopes,
        clients: each.clientIds === 'all' ? 'all' : each.clientIds.map(String),
        addedAt: each.addedAt.toISOString(),
        usedOn: each.usedOn,
        revokedAt: each.revokedAt?.toISOString() ?? null,
      }));
      print(
        keys,
        keys.map((each) => `${each.id}  ${each.label}${each.revokedAt === null ? '' : '  revoked'}`),
      );
    }),
};
