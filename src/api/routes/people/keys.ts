import { z } from 'zod';
import { type ApiKey, addApiKey, listApiKeys, revokeApiKey } from '../../../identity/index.ts';
import type { KeyItem } from '../../contract/people.ts';
import { keyAnswer, keyList, keyRequest, pageQuery } from '../../contract/people.ts';
import { newestFirst, pageOf } from '../../present/page.ts';
import { type Route, route } from '../../route.ts';
import { clientsChosen, clientsTold, idIn, pageAsked } from './shared.ts';

const told = (each: ApiKey): KeyItem => ({
  id: each.keyId,
  label: each.label,
  scopes: [...each.scopes],
  clientIds: clientsTold(each.clientIds),
  addedAt: each.addedAt.toISOString(),
  usedOn: each.usedOn,
  expiresAt: each.expiresAt?.toISOString() ?? null,
  revokedAt: each.revokedAt?.toISOString() ?? null,
  madeBy: each.madeBy,
});

/** Keys of programs. A key never does more than who made it may do at the moment. */
export const keyRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/keys',
    summary: 'API keys, revoked ones too, the newest first, without the keys themselves',
    action: 'keys.manage',
    query: pageQuery,
    answer: keyList,
    run: async ({ ctx }, asked) => {
      const keyOf = (each: ApiKey) => newestFirst(each.addedAt, each.keyId);
      const { items, next } = pageOf(await listApiKeys(ctx), pageAsked(asked), keyOf);
      return { items: items.map(told), next };
    },
  }),
  route({
    method: 'POST',
    path: '/keys',
    summary: 'Make an API key from rights and clients of your own; the key is shown this once',
    action: 'keys.manage',
    isFresh: true,
    body: keyRequest,
    answer: keyAnswer,
    run: async (around, { body, person }) => {
      const { clientIds = 'all' } = await clientsChosen(around, body.clientIds);
      const made = await addApiKey(around.ctx, { ...body, clientIds }, person);
      return { id: made.keyId, key: made.key, expiresAt: made.expiresAt?.toISOString() ?? null };
    },
  }),
  route({
    method: 'DELETE',
    path: '/keys/:keyId',
    summary: 'Revoke an API key; its next request is refused',
    action: 'keys.manage',
    answer: z.undefined(),
    run: async ({ ctx }, asked) => {
      await revokeApiKey(ctx, { keyId: idIn(asked, 'keyId') });
      return undefined;
    },
  }),
];
