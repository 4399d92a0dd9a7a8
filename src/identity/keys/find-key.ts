import { type Context, withoutClient } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import { hashToken } from '../proofs/tokens.ts';
import { isAction } from '../rights.ts';
import type { Person } from '../shapes.ts';

type Row = { key_id: string; scopes: string[]; client_ids: ClientId[] | null; is_noted: boolean };

/** Whom a key stands for, or undefined when it does not exist or was revoked. Notes the day of its use. @personal none */
export const findKey = (ctx: Context, key: string): Promise<Person | undefined> =>
  withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    const [row] = await tx.sql<Row>(
      `select key_id, scopes, client_ids, used_on is not distinct from (clock_now() at time zone 'UTC')::date as is_noted
         from identity_api_keys where key_hash = $1 and revoked_at is null`,
      [hashToken(key)],
    );
    if (row === undefined) return undefined;
    if (!row.is_noted) {
      await tx.sql("update identity_api_keys set used_on = (clock_now() at time zone 'UTC')::date where key_id = $1", [
        row.key_id,
      ]);
    }
    return { kind: 'key', keyId: row.key_id, scopes: row.scopes.filter(isAction), clientIds: row.client_ids ?? 'all' };
  });
