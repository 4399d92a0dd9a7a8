import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { record } from '../../foundation/audit/index.ts';
import { type Context, roomDb, withoutClient } from '../../foundation/db/index.ts';
import { type ClientId, Fault, type UserId } from '../../foundation/kit/index.ts';
import { may } from '../policy.ts';
import { hashToken, makeToken } from '../proofs/tokens.ts';
import { type Action, isAction, keyScopes } from '../rights.ts';
import type { ApiKey, Person } from '../shapes.ts';
import { identityTables } from '../tables.ts';

// A forgotten key opens doors for as long as it lives; a year is what a yearly look at the list will meet.
const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;

const shape = z.strictObject({
  // Shown in lists and written nowhere else; a plain word so that it cannot carry a person's data.
  label: z.string().regex(/^[\w .-]{1,60}$/),
  scopes: z.array(z.string().refine((text) => isAction(text) && keyScopes.includes(text))).min(1),
  clientIds: z.union([z.literal('all'), z.array(z.int().positive()).min(1).max(1_000)]),
  expiresInDays: z.int().min(1).max(LONGEST_DAYS).optional(),
});

const invalid = (fields: string): Fault =>
  new Fault('IDENTITY_INVALID', 'invalid', 'The details of the key are not right.', { facts: { fields } });

/** What a person asks for a key must be theirs to give: its rights and its clients. */
const requireOwn = (by: Person, input: { scopes: readonly string[]; clientIds: 'all' | readonly ClientId[] }): void => {
  if (!input.scopes.every((scope) => isAction(scope) && may(by, scope))) throw invalid('scopes');
  if (by.clientIds === 'all') return;
  const own = by.clientIds;
  if (input.clientIds === 'all' || !input.clientIds.every((clientId) => own.includes(clientId))) {
    throw invalid('clientIds');
  }
};

/** What is said of a key that is made. */
export type KeyInput = {
  readonly label: string;
  readonly scopes: readonly string[];
  readonly clientIds: 'all' | readonly ClientId[];
  readonly expiresInDays?: number;
};

/**
 * Makes an API key with the given scopes for all or some clients. The key itself is in the answer only: what is stored is
 * its hash. A key made by a person never does more than that person may at the moment, and ends with them.
 *
 * @param by the person who makes it; only for the command line left out
 * @unit input.expiresInDays days of calendar time, at most 366; a key without it has no end
 * @throws IDENTITY_INVALID naming the fields, also for what the person may not do themselves
 * @personal none
 */
export const addApiKey = async (
  ctx: Context,
  input: KeyInput,
  by?: Person,
): Promise<{ keyId: string; key: string; expiresAt: Date | null }> => {
  const answer = shape.safeParse(input);
  if (!answer.success) throw invalid([...new Set(answer.error.issues.map((issue) => issue.path.join('.')))].join(' '));
  if (by !== undefined) requireOwn(by, input);
  const { label, scopes, expiresInDays } = answer.data;
  const keyId = randomUUID();
  const key = makeToken('prk');
  const at = ctx.clock.now();
  const expiresAt = expiresInDays === undefined ? null : new Date(at.getTime() + expiresInDays * DAY_MS);
  const madeBy: UserId | null = by?.kind === 'user' ? by.userId : null;
  await withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    await roomDb(tx, identityTables)
      .insertInto('identity_api_keys')
      .values({
        key_id: keyId,
        key_hash: hashToken(key),
        label,
        scopes: [...new Set(scopes)],
        client_ids: input.clientIds === 'all' ? null : [...input.clientIds],
        added_at: at,
        expires_at: expiresAt,
        made_by: madeBy,
      })
      .execute();
    await record(tx, {
      action: 'identity.key-added',
      actor: ctx.actor,
      subject: keyId,
      facts: {
        // An entry holds 200 signs a value; all of them have a shorter name.
        scopes: scopes.length === keyScopes.length ? 'all' : scopes.join(','),
        clients: input.clientIds === 'all' ? 'all' : input.clientIds.length,
        days: expiresInDays ?? null,
      },
    });
  });
  return { keyId, key, expiresAt };
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
    expiresAt: row.expires_at,
    madeBy: row.made_by,
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
