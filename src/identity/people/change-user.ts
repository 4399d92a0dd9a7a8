import { record } from '../../foundation/audit/index.ts';
import { type Context, roomDb, type Tx, withoutClient } from '../../foundation/db/index.ts';
import { type ClientId, Fault, type UserId } from '../../foundation/kit/index.ts';
import { isStaff, managing, requireMay, rights } from '../policy.ts';
import { isRole, type Role } from '../rights.ts';
import type { Person } from '../shapes.ts';
import { identityTables } from '../tables.ts';
import { type Reach, reachFor } from './reach.ts';

type Row = { role: Role; all_clients: boolean; disabled_at: Date | null };

const findForChange = async (tx: Tx, userId: UserId): Promise<Row> => {
  const db = roomDb(tx, identityTables);
  // Every change waits for the owners' rows: two owners who remove each other at once must not both succeed.
  await db.selectFrom('identity_people').select('user_id').where('role', '=', 'owner').forUpdate().execute();
  const row = await db
    .selectFrom('identity_people')
    .select(['role', 'all_clients', 'disabled_at'])
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new Fault('IDENTITY_MISSING', 'missing', 'There is no such user.');
  return row;
};

const requireAnotherOwner = async (tx: Tx, userId: UserId): Promise<void> => {
  const other = await roomDb(tx, identityTables)
    .selectFrom('identity_people')
    .select('user_id')
    .where('role', '=', 'owner')
    .where('disabled_at', 'is', null)
    .where('user_id', '!=', userId)
    .executeTakeFirst();
  if (other === undefined) throw new Fault('IDENTITY_LAST_OWNER', 'conflict', 'This is the only owner.');
};

const requireManaging = (by: Person | undefined, userId: UserId, roles: readonly Role[]): void => {
  if (by === undefined) return;
  for (const role of roles) requireMay(by, managing(role));
  if (by.kind === 'user' && by.userId === userId) {
    throw new Fault('IDENTITY_YOURSELF', 'conflict', 'Nobody changes their own role.');
  }
};

const clientsGiven = async (tx: Tx, userId: UserId): Promise<ClientId[]> => {
  const rows = await roomDb(tx, identityTables)
    .selectFrom('identity_memberships')
    .select('client_id')
    .where('user_id', '=', userId)
    .execute();
  return rows.map((row) => row.client_id);
};

// A role that saw everything leaves nothing behind for the next one: its clients have to be given.
const kept = async (tx: Tx, userId: UserId, row: Row): Promise<'all' | ClientId[]> =>
  row.all_clients && rights[row.role].sees !== 'all' ? 'all' : clientsGiven(tx, userId);

const writeReach = async (tx: Tx, input: { userId: UserId; reach: Reach; at: Date }): Promise<void> => {
  const db = roomDb(tx, identityTables);
  await db.deleteFrom('identity_memberships').where('user_id', '=', input.userId).execute();
  const { userId: user_id, at: added_at } = input;
  const values = input.reach.clientIds.map((client_id) => ({ user_id, client_id, added_at }));
  if (values.length > 0) await db.insertInto('identity_memberships').values(values).execute();
};

/**
 * Changes what a person may do: role and clients. It holds from their next request, since rights are read from the
 * database each time.
 *
 * @param input.by who does it; only for a person on the command line, whom the machine itself admits, left out
 * @throws IDENTITY_MISSING, IDENTITY_INVALID for a word that is no role or clients that do not fit it, IDENTITY_FORBIDDEN,
 * IDENTITY_YOURSELF, IDENTITY_LAST_OWNER, IDENTITY_STAFF_BY_INVITATION
 * @personal none
 */
export const changeUser = async (
  ctx: Context,
  input: { userId: UserId; role?: Role; clientIds?: 'all' | readonly ClientId[]; by?: Person },
): Promise<void> => {
  const { userId, by } = input;
  if (input.role !== undefined && !isRole(input.role)) {
    throw new Fault('IDENTITY_INVALID', 'invalid', 'This is not a role.', { facts: { fields: 'role' } });
  }
  await withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    const row = await findForChange(tx, userId);
    if (row.disabled_at !== null) throw new Fault('IDENTITY_MISSING', 'missing', 'There is no such user.');
    const role = input.role ?? row.role;
    requireManaging(by, userId, [row.role, role]);
    if (isStaff(role) && !isStaff(row.role)) {
      throw new Fault('IDENTITY_STAFF_BY_INVITATION', 'conflict', 'Staff are invited, with a second factor.');
    }
    if (row.role === 'owner' && role !== 'owner') await requireAnotherOwner(tx, userId);
    const given = input.clientIds ?? (rights[role].sees === 'all' ? 'all' : await kept(tx, userId, row));
    const reach = reachFor(role, given);
    await roomDb(tx, identityTables)
      .updateTable('identity_people')
      .set({ role, all_clients: reach.all })
      .where('user_id', '=', userId)
      .execute();
    await writeReach(tx, { userId, reach, at: ctx.clock.now() });
    await record(tx, {
      action: 'identity.user-changed',
      actor: ctx.actor,
      subject: userId,
      facts: { role, was: row.role, clients: reach.all ? 'all' : reach.clientIds.length },
    });
  });
};

/**
 * Removes a person: no request of theirs passes from now on, their keys end, and their address is free. Their row stays for
 * the term of its label. Removing again changes nothing.
 *
 * @param input.by who does it; only for a person on the command line left out
 * @throws IDENTITY_MISSING, IDENTITY_FORBIDDEN, IDENTITY_YOURSELF, IDENTITY_LAST_OWNER
 * @personal none
 */
export const removeUser = (ctx: Context, input: { userId: UserId; by?: Person }): Promise<void> =>
  withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    const { userId } = input;
    const row = await findForChange(tx, userId);
    if (row.disabled_at !== null) return;
    requireManaging(input.by, userId, [row.role]);
    if (row.role === 'owner') await requireAnotherOwner(tx, userId);
    const db = roomDb(tx, identityTables);
    const at = ctx.clock.now();
    await db.updateTable('identity_people').set({ disabled_at: at }).where('user_id', '=', userId).execute();
    await db
      .updateTable('identity_api_keys')
      .set({ revoked_at: at })
      .where('made_by', '=', userId)
      .where('revoked_at', 'is', null)
      .execute();
    // Links they made are worth nothing without them, and one that would renew their proofs neither.
    await tx.sql('delete from identity_invitations where user_id = $1 or invited_by = $1', [userId]);
    await record(tx, { action: 'identity.user-removed', actor: ctx.actor, subject: userId, facts: { role: row.role } });
  });
