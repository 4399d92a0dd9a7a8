import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { record } from '../../foundation/audit/index.ts';
import { type Context, roomDb, type Tx, withoutClient } from '../../foundation/db/index.ts';
import { type ClientId, Fault, type UserId } from '../../foundation/kit/index.ts';
import { type Keys, seal } from '../../foundation/runtime/index.ts';
import { isStaff, seesAll } from '../policy.ts';
import { hashPassword, makePassword } from '../proofs/passwords.ts';
import { makeTotpSecret, otpauthUrl } from '../proofs/totp.ts';
import { isRole, type Role } from '../rights.ts';
import { secondFactorPlace } from '../sessions/second-factor.ts';
import { identityTables } from '../tables.ts';

/** The context of functions that seal or open proofs. */
export type IdentityContext = Context & { readonly keys: Keys };

/** A person who was added; password and second factor are shown now and never again. */
export type AddedUser = {
  readonly userId: UserId;
  readonly password: string;
  /** Base32, as authenticator apps take it; null for a client's person, who signs in without one. */
  readonly totpSecret: string | null;
  /** The same as the address behind a square code. */
  readonly otpauthUrl: string | null;
};

const PASSWORD_MIN = 12;

const shape = z.strictObject({
  email: z.email().max(254),
  name: z.string().trim().min(1).max(120),
  role: z.string().refine(isRole),
  locale: z.enum(['nl', 'en']),
  clientIds: z.array(z.int().positive()).max(1_000),
  password: z.string().min(PASSWORD_MIN).max(200),
});

type Row = { email: string; name: string; role: Role; locale: 'nl' | 'en'; clientIds: readonly ClientId[] };

const insertPerson = async (tx: Tx, ctx: Context, input: { userId: UserId; row: Row }): Promise<void> => {
  const { clientIds, ...row } = input.row;
  const db = roomDb(tx, identityTables);
  const at = ctx.clock.now();
  const added = await db
    .insertInto('identity_people')
    .values({ user_id: input.userId, ...row, added_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .execute();
  if (added.length === 0) throw new Fault('IDENTITY_EMAIL_TAKEN', 'conflict', 'There is a user with this address.');
  if (clientIds.length > 0) {
    await db
      .insertInto('identity_memberships')
      .values(clientIds.map((clientId) => ({ user_id: input.userId, client_id: clientId, added_at: at })))
      .execute();
  }
};

/** Checks the fields and that role and clients fit: a role that sees all is given none, a client's person at least one. */
const check = (input: unknown): Row & { password: string } => {
  const answer = shape.safeParse(input);
  if (!answer.success) {
    throw new Fault('IDENTITY_INVALID', 'invalid', 'The details of the user are not right.', {
      facts: { fields: [...new Set(answer.error.issues.map((issue) => issue.path.join('.')))].join(' ') },
    });
  }
  const { role, clientIds } = answer.data;
  const isFitting = seesAll(role) ? clientIds.length === 0 : isStaff(role) || clientIds.length > 0;
  if (!isFitting) {
    throw new Fault('IDENTITY_INVALID', 'invalid', 'Role and clients do not fit.', { facts: { fields: 'clientIds' } });
  }
  return { ...answer.data, email: answer.data.email.toLowerCase(), clientIds: clientIds.map((id) => id as ClientId) };
};

/**
 * Adds a person who can sign in. Staff get a second factor at once; people of a client sign in with a password alone. The
 * password is made here unless one is given.
 *
 * @throws IDENTITY_INVALID naming the fields, IDENTITY_EMAIL_TAKEN
 * @personal name and e-mail address are stored as the agency's own data
 */
export const addUser = async (
  ctx: IdentityContext,
  input: {
    email: string;
    name: string;
    role: string;
    locale: string;
    clientIds?: readonly ClientId[];
    password?: string;
  },
): Promise<AddedUser> => {
  const { password, ...row } = check({
    ...input,
    clientIds: [...(input.clientIds ?? [])],
    password: input.password ?? makePassword(),
  });
  const userId = randomUUID() as UserId;
  const hash = await hashPassword(password);
  const totpSecret = isStaff(row.role) ? makeTotpSecret() : null;
  await withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    await insertPerson(tx, ctx, { userId, row });
    const db = roomDb(tx, identityTables);
    const at = ctx.clock.now();
    await db.insertInto('identity_passwords').values({ user_id: userId, hash, changed_at: at, failures: 0 }).execute();
    if (totpSecret !== null) {
      await db
        .insertInto('identity_second_factors')
        .values({
          user_id: userId,
          secret_sealed: seal(ctx.keys, totpSecret, secondFactorPlace(userId)),
          last_step: 0n,
          added_at: at,
        })
        .execute();
    }
    await record(tx, {
      action: 'identity.user-added',
      actor: ctx.actor,
      subject: userId,
      facts: { role: row.role, clients: row.clientIds.length },
    });
  });
  return {
    userId,
    password,
    totpSecret,
    otpauthUrl: totpSecret === null ? null : otpauthUrl({ email: row.email, secret: totpSecret }),
  };
};
