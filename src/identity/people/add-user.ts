import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { record } from '../../foundation/audit/index.ts';
import { type Context, type Tx, withoutClient } from '../../foundation/db/index.ts';
import { type ClientId, Fault, type Locale, type UserId } from '../../foundation/kit/index.ts';
import { type Keys, seal } from '../../foundation/runtime/index.ts';
import { isStaff } from '../policy.ts';
import { hashPassword, makePassword } from '../proofs/passwords.ts';
import { makeTotpSecret, otpauthUrl } from '../proofs/totp.ts';
import { isRole, type Role } from '../rights.ts';
import { secondFactorPlace } from '../sessions/second-factor.ts';
import { type Reach, reachFor } from './reach.ts';

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

// Twelve: the shortest that a stolen table of hashes does not give up in a lifetime, without rules that make people write it down.
const PASSWORD_MIN = 12;
const PASSWORD_MAX = 200;

const shape = z.strictObject({
  email: z.email().max(254),
  name: z.string().trim().min(1).max(120),
  role: z.string().refine(isRole),
  locale: z.enum(['nl', 'en']),
  clientIds: z.union([z.literal('all'), z.array(z.int().positive()).max(1_000)]).optional(),
});

/** Who somebody is and what they see, checked. */
export type PersonRow = { readonly email: string; readonly name: string; readonly role: Role; readonly locale: Locale };

/** What is said of a person who is added or invited. */
export type PersonInput = {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly locale: string;
  readonly clientIds?: 'all' | readonly ClientId[];
};

const refuse = (fields: string): Fault =>
  new Fault('IDENTITY_INVALID', 'invalid', 'The details of the user are not right.', { facts: { fields } });

/** Checks the fields and that role and clients fit. @throws IDENTITY_INVALID naming the fields */
export const checkPerson = (input: PersonInput): { row: PersonRow; reach: Reach } => {
  const { email, name, role, locale, clientIds } = input;
  const answer = shape.safeParse({ email: email.trim(), name, role, locale, clientIds });
  if (!answer.success) {
    throw refuse([...new Set(answer.error.issues.map((issue) => issue.path.join('.')))].join(' '));
  }
  const row = answer.data;
  return {
    row: { email: row.email.toLowerCase(), name: row.name, role: row.role, locale: row.locale },
    reach: reachFor(row.role, clientIds),
  };
};

/** Refuses a password that is too short. @throws IDENTITY_INVALID naming the field */
export const checkPassword = (password: string): void => {
  if (password.length < PASSWORD_MIN || password.length > PASSWORD_MAX) throw refuse('password');
};

/** Writes a person with the clients they see. @throws IDENTITY_EMAIL_TAKEN */
export const insertPerson = async (
  tx: Tx,
  input: { userId: UserId; row: PersonRow; reach: Reach; at: Date },
): Promise<void> => {
  const { userId, row, reach, at } = input;
  // Plain SQL: whoever accepts an invitation does it as the sign-in role, which may insert a person but not change one.
  const added = await tx.sql(
    `insert into identity_people (user_id, email, name, role, locale, all_clients, added_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning user_id`,
    [userId, row.email, row.name, row.role, row.locale, reach.all, at],
  );
  if (added.length === 0) throw new Fault('IDENTITY_EMAIL_TAKEN', 'conflict', 'There is a user with this address.');
  await tx.sql(
    'insert into identity_memberships (user_id, client_id, added_at) select $1, client_id, $3 from unnest($2::int4[]) client_id',
    [userId, [...reach.clientIds], at],
  );
};

/** Writes what proves a person: password hash and, sealed, the second factor. */
export const insertProofs = async (
  tx: Tx,
  ctx: IdentityContext,
  input: { userId: UserId; hash: string; totpSecret: string | null; lastStep: number },
): Promise<void> => {
  const { userId, hash, totpSecret, lastStep } = input;
  const at = ctx.clock.now();
  await tx.sql('insert into identity_passwords (user_id, hash, changed_at, failures) values ($1, $2, $3, 0)', [
    userId,
    hash,
    at,
  ]);
  if (totpSecret === null) return;
  await tx.sql(
    'insert into identity_second_factors (user_id, secret_sealed, last_step, added_at) values ($1, $2, $3, $4)',
    [userId, seal(ctx.keys, totpSecret, secondFactorPlace(userId)), lastStep, at],
  );
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
  input: PersonInput & { readonly password?: string },
): Promise<AddedUser> => {
  const { row, reach } = checkPerson(input);
  const password = input.password ?? makePassword();
  checkPassword(password);
  const userId = randomUUID() as UserId;
  const hash = await hashPassword(password);
  const totpSecret = isStaff(row.role) ? makeTotpSecret() : null;
  await withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    await insertPerson(tx, { userId, row, reach, at: ctx.clock.now() });
    await insertProofs(tx, ctx, { userId, hash, totpSecret, lastStep: 0 });
    await record(tx, {
      action: 'identity.user-added',
      actor: ctx.actor,
      subject: userId,
      facts: { role: row.role, clients: reach.all ? 'all' : reach.clientIds.length },
    });
  });
  return {
    userId,
    password,
    totpSecret,
    otpauthUrl: totpSecret === null ? null : otpauthUrl({ email: row.email, secret: totpSecret }),
  };
};
