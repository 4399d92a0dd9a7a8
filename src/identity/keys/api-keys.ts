import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { record } from '../../foundation/audit/index.ts';
import { type Context, roomDb, withoutClient } from '../../foundation/db/index.ts';
import { type ClientId, Fault } from '../../foundation/kit/index.ts';
import { hashToken, makeToken } from '../proofs/tokens.ts';
import { type Action, isAction } from '../rights.ts';
import type { ApiKey } from '../shapes.ts';
import { identityTables } from '../tables.ts';

const shape = z.strictObject({
  // Shown in lists and written nowhere else; a plain word so that it cannot carry a person's data.
  label: z.string().regex(/^[\w .-]{1,60}$/),
  scopes: z.array(z.string().refine(isAction)).min(1),
  clientIds: z.union([z.literal('all'), z.array(z.int().positive()).min(1).max(1_000)]),
});

/**
 * Makes an API key with the given scopes for all or some clients. The key itself is in the answer only: what is stored is
 * its hash.
 *
 * @throws IDENTITY_INVALID naming the fields
 * @personal none
 */
export const addApiKey = async (
  ctx: Context,
  input: { label: string; scopes: readonly string[]; clientIds: 'all' | readonly ClientId[] },
): Promise<{ keyId: string; key: string }> => {
  const answer = shape.safeParse(input);
  if (!answer.success) {
    throw new Fault('IDENTITY_INVALID', 'invalid', 'The details of the key are not right.', {
      facts: { fields: [...new Set(answer.error.issues.map((issue) => issue.path.join('.')))].join(' ') },
    });
  }
  const { label, scopes } = answer.data;
  const keyId = randomUUID();
  const key = makeToken('prk');
  await withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    await roomDb(tx, identityTables)
      .insertInto('identity_api_keys')
      .values({
        key_id: keyId,
        key_hash: hashToken(key),
        label,
        scopes: [...new Set(scopes)],
        client_ids: input.clientIds === 'all' ? null : [...input.clientIds],
        added_at: ctx.clock.now(),
      })
      .execute();
    await record(tx, {
      action: 'identity.key-added',
      actor: ctx.actor,
      subject: keyId,
      facts: { scopes: scopes.join(','), clients: input.clientIds === 'all' ? null : input.clientIds.length },
    });
  });
  return { keyId, key };
};

/** All API keys, revoked ones too, newest first, without the keys themselves. @personal none */
export const listApiKeys = async (ctx: Context): Promise<ApiKey[]> => {
  const rows = await withoutClient(ctx.db, { actor: ctx.actor }, (tx) =>
    roomDb(tx, identityTables).selectFrom('identity_api_keys').selectAll().orderBy('added_at', 'desc').execute(),
  );
  return rows.map((row) => ({
    keyId: row.key_id,
    label: row.label,
    scopes: row.scopes.filter((scope): scope is Action => isAction(scope)),
    clientIds: row.client_ids ?? 'all',
    addedAt: row.added_at,
    usedOn: row.used_on,
    revokedAt: row.revoked_at,
  }));
};

/**
 * Revokes an API key; its next request is refused. Revoking again changes nothing.
 *
 * @throws IDENTITY_MISSING
 * @personal none
 */
export const revokeApiKey = (ctx: Context, input: { keyId: string }): Promise<void> =>
  withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    const db = roomDb(tx, identityTables);
    const row = await db
      .selectFrom('identity_api_keys')
      .select('revoked_at')
      .where('key_id', '=', input.keyId)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw new Fault('IDENTITY_MISSING', 'missing', 'There is no such key.');
    if (row.revoked_at !== null) return;
    await db
      .updateTable('identity_api_keys')
      .set({ revoked_at: ctx.clock.now() })
      .where('key_id', '=', input.keyId)
      .execute();
    await record(tx, { action: 'identity.key-revoked', actor: ctx.actor, subject: input.keyId });
  });
