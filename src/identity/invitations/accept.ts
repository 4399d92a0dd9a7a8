import { randomUUID } from 'node:crypto';
import { record } from '../../foundation/audit/index.ts';
import { type Tx, withoutClient } from '../../foundation/db/index.ts';
import { type ClientId, Fault, type UserId } from '../../foundation/kit/index.ts';
import { seal } from '../../foundation/runtime/index.ts';
import {
  checkPassword,
  checkPerson,
  type IdentityContext,
  insertPerson,
  insertProofs,
  type PersonRow,
} from '../people/add-user.ts';
import { isStaff, managing, rights } from '../policy.ts';
import { hashPassword } from '../proofs/passwords.ts';
import { hashToken } from '../proofs/tokens.ts';
import type { Role } from '../rights.ts';
import { beginSession, noteSignedIn } from '../sessions/begin-session.ts';
import { nobody } from '../sessions/failures.ts';
import { renewRecoveryCodes } from '../sessions/recovery-codes.ts';
import { secondFactorPlace } from '../sessions/second-factor.ts';
import type { SignedIn } from '../sessions/sign-in.ts';
import type { InvitationKind } from '../shapes.ts';
import { type Enrolment, makeEnrolment, proveEnrolment } from './enrolment.ts';

/*
 * What a link is good for, and once only. The row is taken in the very transaction that makes the person: of two who use one
 * link at once, the second finds none.
 *
 * | kind    | makes                                  | asks                                                     |
 * |---------|----------------------------------------|----------------------------------------------------------|
 * | person  | a person with the invited role         | a password; of staff a code of the factor just enrolled  |
 * | set-up  | the first owner, while there is nobody | the same, and name and address                           |
 * | renewal | new proofs; every session ends         | the same                                                 |
 */

type Row = {
  kind: InvitationKind;
  user_id: UserId | null;
  email: string | null;
  name: string | null;
  role: Role;
  locale: 'nl' | 'en';
  all_clients: boolean;
  client_ids: ClientId[];
  inviter: Role | null;
  inviter_is_gone: boolean;
};

const FIND = `
select invitation.kind, invitation.user_id, coalesce(invitation.email, person.email) as email,
       coalesce(invitation.name, person.name) as name, coalesce(person.role, invitation.role) as role, invitation.locale,
       invitation.all_clients, invitation.client_ids, inviter.role as inviter, inviter.disabled_at is not null as inviter_is_gone
  from identity_invitations invitation
  left join identity_people person on person.user_id = invitation.user_id
  left join identity_people inviter on inviter.user_id = invitation.invited_by
 where invitation.token_hash = $1 and invitation.expires_at > clock_now() and person.disabled_at is null`;

const over = (): Fault => new Fault('IDENTITY_INVITATION_OVER', 'missing', 'This link was used, withdrawn or is over.');

// An administrator who is sent away must not find a way back in among the links they made before.
const mayStillInvite = ({ inviter, inviter_is_gone, role }: Row): boolean =>
  inviter === null || (!inviter_is_gone && rights[inviter].may.includes(managing(role)));

const find = async (tx: Tx, token: string): Promise<Row> => {
  const [row] = await tx.sql<Row>(FIND, [hashToken(token)]);
  if (row === undefined || !mayStillInvite(row)) throw over();
  return row;
};

/** What whoever opened a link is told. */
export type OpenedInvitation = {
  readonly kind: InvitationKind;
  readonly email: string | null;
  readonly name: string | null;
  readonly role: Role;
  readonly locale: 'nl' | 'en';
  /** Null for people of a client, who sign in with a password alone. */
  readonly enrolment: Enrolment | null;
};

/**
 * Opens a link: for whom it is, and a fresh second factor to enrol where one is asked. Opening changes nothing. Needs a
 * context of the sign-in role.
 *
 * @param input.email of the first owner, for the name in the authenticator app
 * @throws IDENTITY_INVITATION_OVER
 * @personal name and e-mail address of the invited person
 */
export const openInvitation = async (
  ctx: IdentityContext,
  input: { token: string; email?: string | undefined },
): Promise<OpenedInvitation> => {
  const row = await withoutClient(ctx.db, { actor: nobody }, (tx) => find(tx, input.token));
  const { kind, email, name, role, locale } = row;
  const asked = { token: input.token, email: email ?? input.email ?? 'owner' };
  return { kind, email, name, role, locale, enrolment: isStaff(role) ? makeEnrolment(ctx, asked) : null };
};

/** What somebody gives to accept. */
export type Acceptance = {
  readonly token: string;
  readonly password: string;
  /** Of the second factor; staff only. */
  readonly ticket?: string | undefined;
  readonly code?: string | undefined;
  /** Of the first owner. */
  readonly email?: string | undefined;
  readonly name?: string | undefined;
  readonly locale?: 'nl' | 'en' | undefined;
};

/** The first session of who accepted, and for staff ten recovery codes, shown now and never again. */
export type Accepted = SignedIn & {
  readonly recoveryCodes: readonly string[] | null;
  /** Whose proofs were renewed; null for a new person. */
  readonly renewed: UserId | null;
};

// While there is nobody: two who set up at once wait for each other here.
const SET_UP_LOCK = "select pg_advisory_xact_lock(hashtext('prikbord identity set-up'))";

const take = async (tx: Tx, token: string): Promise<Row> => {
  const row = await find(tx, token);
  const gone = await tx.sql('delete from identity_invitations where token_hash = $1 returning 1 as gone', [
    hashToken(token),
  ]);
  if (gone.length === 0) throw over();
  if (row.kind !== 'set-up') return row;
  await tx.sql(SET_UP_LOCK);
  const people = await tx.sql('select 1 from identity_people limit 1');
  if (people.length > 0) throw over();
  await tx.sql("delete from identity_invitations where kind = 'set-up'");
  return row;
};

const personIn = (row: Row, input: Acceptance): PersonRow => {
  const said = row.kind === 'set-up' ? input : row;
  return checkPerson({
    email: said.email ?? '',
    name: said.name ?? '',
    role: row.role,
    locale: input.locale ?? row.locale,
    clientIds: row.all_clients ? 'all' : row.client_ids,
  }).row;
};

type Proofs = { readonly hash: string; readonly factor: { readonly secret: string; readonly step: number } | null };

const renewProofs = async (tx: Tx, ctx: IdentityContext, input: { userId: UserId; proofs: Proofs }): Promise<void> => {
  const { userId, proofs } = input;
  await tx.sql(
    'update identity_passwords set hash = $2, changed_at = $3, failures = 0, locked_until = null where user_id = $1',
    [userId, proofs.hash, ctx.clock.now()],
  );
  if (proofs.factor !== null) {
    const { secret, step } = proofs.factor;
    await tx.sql(
      `insert into identity_second_factors (user_id, secret_sealed, last_step, added_at) values ($1, $2, $3, $4)
         on conflict (user_id) do update set secret_sealed = $2, last_step = $3, added_at = $4`,
      [userId, seal(ctx.keys, secret, secondFactorPlace(userId)), step, ctx.clock.now()],
    );
  }
  await tx.sql('delete from identity_sessions where user_id = $1', [userId]);
};

const makePerson = async (
  tx: Tx,
  ctx: IdentityContext,
  input: { userId: UserId; row: Row; said: Acceptance; proofs: Proofs },
): Promise<void> => {
  const { userId, row, proofs } = input;
  const reach = { all: row.all_clients, clientIds: row.client_ids };
  await insertPerson(tx, { userId, row: personIn(row, input.said), reach, at: ctx.clock.now() });
  await insertProofs(tx, ctx, {
    userId,
    hash: proofs.hash,
    totpSecret: proofs.factor?.secret ?? null,
    lastStep: proofs.factor?.step ?? 0,
  });
};

/**
 * Accepts a link: sets the password, enrols the second factor that staff must have, and signs the person in. All of it
 * happens or nothing; the link works once. Needs a context of the sign-in role.
 *
 * @throws IDENTITY_INVITATION_OVER, IDENTITY_INVALID naming the fields, IDENTITY_CODE_REFUSED when staff do not prove the
 * factor that this very opening was given, IDENTITY_EMAIL_TAKEN
 * @personal name and e-mail address are stored as the agency's own data
 */
export const acceptInvitation = async (ctx: IdentityContext, input: Acceptance): Promise<Accepted> => {
  checkPassword(input.password);
  const known = await withoutClient(ctx.db, { actor: nobody }, (tx) => find(tx, input.token));
  // A quarter of a second of work, for who has a link only, and outside the transaction.
  const hash = await hashPassword(input.password);
  const userId = known.user_id ?? (randomUUID() as UserId);
  const actor = { kind: 'user', id: userId } as const;
  return withoutClient(ctx.db, { actor }, async (tx) => {
    const row = await take(tx, input.token);
    const { token, ticket, code } = input;
    const factor = isStaff(row.role) ? await proveEnrolment(tx, ctx, { token, ticket, code }) : null;
    const proofs = { hash, factor };
    if (row.user_id === null) await makePerson(tx, ctx, { userId, row, said: input, proofs });
    else await renewProofs(tx, ctx, { userId, proofs });
    const recoveryCodes = factor === null ? null : await renewRecoveryCodes(tx, ctx, userId);
    await record(tx, {
      action: 'identity.invitation-accepted',
      actor,
      subject: userId,
      facts: { kind: row.kind, role: row.role },
    });
    const session = await beginSession(tx, ctx, {
      userId,
      role: row.role,
      proven: factor === null ? 'password-alone' : 'both',
    });
    await noteSignedIn(tx, actor, userId);
    return { state: 'complete', ...session, recoveryCodes, renewed: row.user_id };
  });
};
