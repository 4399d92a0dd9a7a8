import { randomUUID } from 'node:crypto';
import { record } from '../../foundation/audit/index.ts';
import { type Context, roomDb, type Tx, withoutClient } from '../../foundation/db/index.ts';
import { Fault, type UserId } from '../../foundation/kit/index.ts';
import type { Keys } from '../../foundation/runtime/index.ts';
import { postLetter } from '../../mail/index.ts';
import { checkPerson, type PersonInput } from '../people/add-user.ts';
import { clientsOf } from '../people/reach.ts';
import { managing, requireMay } from '../policy.ts';
import { hashToken, makeToken } from '../proofs/tokens.ts';
import type { Role } from '../rights.ts';
import type { Invitation, InvitationKind, Person } from '../shapes.ts';
import { identityTables } from '../tables.ts';

/** A week: long enough for who is on holiday, short enough that a forgotten link in a mailbox is worth nothing. */
const LIFE_DAYS = 7;
/** Whoever sets an installation up stands at its terminal. */
const SET_UP_HOURS = 24;
const HOUR_MS = 3_600_000;

/** An invitation that was made; its link's token is in this answer only. */
export type Invited = { readonly invitationId: string; readonly token: string; readonly expiresAt: Date };

/** How a link is sent: what seals the letter, and the address that opens with a token. Without it nothing is sent. */
export type Post = { readonly keys: Keys; readonly linkOf: (token: string) => string };

type Row = {
  kind: InvitationKind;
  user_id?: UserId;
  email?: string;
  name?: string;
  role: Role;
  locale: 'nl' | 'en';
  all_clients: boolean;
  client_ids: number[];
  invited_by: UserId | null;
};

type Reader = { readonly name: string; readonly address: string; readonly locale: 'nl' | 'en' };

type Mail = { readonly by: Post; readonly to: Reader; readonly kind: 'invitation' | 'renewal' };

// In the transaction of the invitation: a letter leaves exactly if its link works.
const post = (tx: Tx, ctx: Context, mail: Mail & { token: string; expiresAt: Date }): Promise<string> => {
  const { by, to, kind, token, expiresAt } = mail;
  const letter = { kind, ...to, link: by.linkOf(token), until: expiresAt.toISOString() };
  return postLetter(tx, { clock: ctx.clock, keys: by.keys }, letter);
};

const insert = async (tx: Tx, ctx: Context, { row, mail }: { row: Row; mail?: Mail | undefined }): Promise<Invited> => {
  const invitationId = randomUUID();
  const token = makeToken('pri');
  const at = ctx.clock.now();
  const hours = row.kind === 'set-up' ? SET_UP_HOURS : LIFE_DAYS * 24;
  const expiresAt = new Date(at.getTime() + hours * HOUR_MS);
  const mailId = mail === undefined ? null : await post(tx, ctx, { ...mail, token, expiresAt });
  await tx.sql(
    `insert into identity_invitations (invitation_id, token_hash, kind, user_id, email, name, role, locale, all_clients,
       client_ids, invited_by, added_at, expires_at, mail_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      invitationId,
      hashToken(token),
      row.kind,
      row.user_id ?? null,
      row.email ?? null,
      row.name ?? null,
      row.role,
      row.locale,
      row.all_clients,
      row.client_ids,
      row.invited_by,
      at,
      expiresAt,
      mailId,
    ],
  );
  await record(tx, {
    action: 'identity.invited',
    actor: ctx.actor,
    subject: row.user_id ?? invitationId,
    facts: { kind: row.kind, role: row.role, clients: row.all_clients ? 'all' : row.client_ids.length },
  });
  return { invitationId, token, expiresAt };
};

const idOf = (by: Person): UserId | null => (by.kind === 'user' ? by.userId : null);

/**
 * Invites a person by a link that works once, within a week. Inviting the same address again makes a fresh link and the
 * older one is worth nothing. Without `post` nothing is sent and whoever invites hands the link over.
 *
 * @throws IDENTITY_INVALID naming the fields, IDENTITY_EMAIL_TAKEN, IDENTITY_FORBIDDEN for a role the inviter may not give
 * @personal name and e-mail address are stored until the invitation is accepted, withdrawn or over
 */
export const invite = async (
  ctx: Context,
  input: PersonInput & { readonly by: Person; readonly post?: Post | undefined },
): Promise<Invited> => {
  const { by, post: sender, ...said } = input;
  const { row, reach } = checkPerson(said);
  requireMay(by, managing(row.role));
  return withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    const taken = await tx.sql('select 1 from identity_people where lower(email) = $1 and disabled_at is null', [
      row.email,
    ]);
    if (taken.length > 0) throw new Fault('IDENTITY_EMAIL_TAKEN', 'conflict', 'There is a user with this address.');
    await tx.sql('delete from identity_invitations where lower(email) = $1', [row.email]);
    const to = { name: row.name, address: row.email, locale: row.locale };
    return insert(tx, ctx, {
      row: {
        kind: 'person',
        ...row,
        all_clients: reach.all,
        client_ids: [...reach.clientIds],
        invited_by: idOf(by),
      },
      mail: sender && { by: sender, to, kind: 'invitation' },
    });
  });
};

type Target = { role: Role; locale: 'nl' | 'en'; name: string; email: string };

/**
 * Makes a link with which a person who lost password or authenticator sets both anew. What they had goes on working until
 * the link is used.
 *
 * @throws IDENTITY_MISSING, IDENTITY_FORBIDDEN, IDENTITY_YOURSELF: a link for oneself would turn a session into proofs
 * @personal none
 */
export const inviteToRenew = (
  ctx: Context,
  input: { userId: UserId; by: Person; post?: Post | undefined },
): Promise<Invited> =>
  withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    const { userId, by, post: sender } = input;
    const [target] = await tx.sql<Target>(
      'select role, locale, name, email from identity_people where user_id = $1 and disabled_at is null',
      [userId],
    );
    if (target === undefined) throw new Fault('IDENTITY_MISSING', 'missing', 'There is no such user.');
    requireMay(by, managing(target.role));
    if (idOf(by) === userId) throw new Fault('IDENTITY_YOURSELF', 'conflict', 'Nobody renews their own proofs so.');
    await tx.sql('delete from identity_invitations where user_id = $1', [userId]);
    const reach = { all_clients: false, client_ids: [] };
    const { role, locale, name, email } = target;
    return insert(tx, ctx, {
      row: { kind: 'renewal', user_id: userId, role, locale, ...reach, invited_by: idOf(by) },
      mail: sender && { by: sender, to: { name, address: email, locale }, kind: 'renewal' },
    });
  });

/** Whether nobody was ever made here: then, and only then, an owner can be set up. @personal none */
export const isSetUpOpen = (ctx: Context): Promise<boolean> =>
  withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    const people = await tx.sql('select 1 from identity_people limit 1');
    return people.length === 0;
  });

/**
 * Makes the token with which the first owner is set up, for the terminal of who starts the server; undefined when there is
 * somebody already. Each process makes its own; all are worth nothing once one was used.
 *
 * @personal none
 */
export const inviteOwner = async (ctx: Context): Promise<Invited | undefined> => {
  if (!(await isSetUpOpen(ctx))) return undefined;
  return withoutClient(ctx.db, { actor: ctx.actor }, (tx) =>
    insert(tx, ctx, {
      row: { kind: 'set-up', role: 'owner', locale: 'nl', all_clients: true, client_ids: [], invited_by: null },
    }),
  );
};

/** Invitations that were not accepted yet, the newest first; without their links. @personal names and e-mail addresses */
export const listInvitations = async (ctx: Context): Promise<Invitation[]> => {
  const rows = await withoutClient(ctx.db, { actor: ctx.actor }, (tx) =>
    roomDb(tx, identityTables)
      .selectFrom('identity_invitations as invitation')
      .leftJoin('identity_people as person', 'person.user_id', 'invitation.user_id')
      .select([
        'invitation.invitation_id',
        'invitation.kind',
        'invitation.role',
        'invitation.all_clients',
        'invitation.client_ids',
        'invitation.added_at',
        'invitation.expires_at',
        'invitation.mail_id',
        'invitation.email as email',
        'invitation.name as name',
        'person.email as person_email',
        'person.name as person_name',
      ])
      .where('invitation.kind', '!=', 'set-up')
      .orderBy('invitation.added_at', 'desc')
      .orderBy('invitation.invitation_id')
      .execute(),
  );
  return rows.map((row) => ({
    invitationId: row.invitation_id,
    kind: row.kind === 'renewal' ? 'renewal' : 'person',
    email: row.email ?? row.person_email ?? '',
    name: row.name ?? row.person_name ?? '',
    role: row.role,
    clientIds: clientsOf(row, row.client_ids),
    addedAt: row.added_at,
    expiresAt: row.expires_at,
    mailId: row.mail_id,
  }));
};

/**
 * Withdraws an invitation: its link is worth nothing from now on.
 *
 * @throws IDENTITY_MISSING, IDENTITY_FORBIDDEN
 * @personal none
 */
export const withdrawInvitation = (ctx: Context, input: { invitationId: string; by: Person }): Promise<void> =>
  withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    const [gone] = await tx.sql<{ role: Role }>(
      "delete from identity_invitations where invitation_id::text = $1 and kind <> 'set-up' returning role",
      [input.invitationId],
    );
    if (gone === undefined) throw new Fault('IDENTITY_MISSING', 'missing', 'There is no such invitation.');
    requireMay(input.by, managing(gone.role));
    await record(tx, { action: 'identity.invitation-withdrawn', actor: ctx.actor, subject: input.invitationId });
  });
