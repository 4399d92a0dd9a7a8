import { type Context, withoutClient } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import { clientsOf } from '../people/reach.ts';
import { rights } from '../policy.ts';
import { hashToken } from '../proofs/tokens.ts';
import { isAction, type Role } from '../rights.ts';
import type { Person } from '../shapes.ts';

type Row = {
  key_id: string;
  scopes: string[];
  client_ids: ClientId[] | null;
  is_noted: boolean;
  /** Of the person who made it; null for a key of the command line. */
  role: Role | null;
  all_clients: boolean | null;
  given: ClientId[] | null;
};

const FIND = `
select key.key_id, key.scopes, key.client_ids, maker.role, maker.all_clients,
       key.used_on is not distinct from (clock_now() at time zone 'UTC')::date as is_noted,
       (select array_agg(client_id) from identity_memberships mine where mine.user_id = key.made_by) as given
  from identity_api_keys key left join identity_people maker on maker.user_id = key.made_by
 where key.key_hash = $1 and key.revoked_at is null and (key.expires_at is null or key.expires_at > clock_now())
   and (key.made_by is null or maker.disabled_at is null)`;

const both = (one: 'all' | readonly ClientId[], other: 'all' | readonly ClientId[]): 'all' | readonly ClientId[] => {
  if (one === 'all') return other;
  return other === 'all' ? one : one.filter((clientId) => other.includes(clientId));
};

/** A key never does more than who made it may do at this moment. */
const personOf = (row: Row): Person => {
  const scopes = row.scopes.filter(isAction);
  const clientIds = row.client_ids ?? 'all';
  const { role } = row;
  if (role === null) return { kind: 'key', keyId: row.key_id, scopes, clientIds };
  const reach = clientsOf({ role, all_clients: row.all_clients ?? false }, row.given ?? []);
  return {
    kind: 'key',
    keyId: row.key_id,
    scopes: scopes.filter((scope) => rights[role].may.includes(scope)),
    clientIds: both(clientIds, reach),
  };
};

/** Whom a key stands for, or undefined when it does not exist, is over or was revoked. Notes the day of its use. @personal none */
export const findKey = (ctx: Context, key: string): Promise<Person | undefined> =>
  withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    const [row] = await tx.sql<Row>(FIND, [hashToken(key)]);
    if (row === undefined) return undefined;
    if (!row.is_noted) {
      await tx.sql("update identity_api_keys set used_on = (clock_now() at time zone 'UTC')::date where key_id = $1", [
        row.key_id,
      ]);
    }
    return personOf(row);
  });
