import { type Context, type Tx, withoutClient } from '../../foundation/db/index.ts';
import { type ClientId, Fault, type Locale, type UserId } from '../../foundation/kit/index.ts';
import { findKey } from '../keys/find-key.ts';
import { clientsOf } from '../people/reach.ts';
import { isStaff } from '../policy.ts';
import { hashToken } from '../proofs/tokens.ts';
import type { Role } from '../rights.ts';
import type { Person } from '../shapes.ts';
import { sessionToken } from './cookie.ts';
import { livesFor } from './lives.ts';

/** The headers that tell who makes a request. */
export type AskerHeaders = { readonly cookie?: string | undefined; readonly authorization?: string | undefined };

/** A session's last use is written at most this often: a page of twenty requests is one write. */
const SEEN_EVERY_SECONDS = 60;

type Row = {
  session_id: string;
  user_id: UserId;
  name: string;
  role: Role;
  locale: Locale;
  is_complete: boolean;
  second_factor_at: Date | null;
  idle_seconds: number;
  all_clients: boolean;
  client_ids: ClientId[] | null;
};

const readSession = async (tx: Tx, token: string): Promise<Row | undefined> => {
  const [row] = await tx.sql<Row>(
    `select session.session_id, person.user_id, person.name, person.role, person.locale, person.all_clients,
            session.completed_at is not null as is_complete,
            session.second_factor_at,
            extract(epoch from clock_now() - session.seen_at)::float8 as idle_seconds,
            (select array_agg(client_id) from identity_memberships given where given.user_id = person.user_id) as client_ids
       from identity_sessions session join identity_people person using (user_id)
      where session.token_hash = $1 and session.expires_at > clock_now() and person.disabled_at is null`,
    [hashToken(token)],
  );
  return row;
};

const notSignedIn = (): Fault => new Fault('IDENTITY_NOT_SIGNED_IN', 'unauthenticated', 'Nobody is signed in.');

const personOf = (row: Row): Person => {
  if (row.idle_seconds > livesFor(row.role).idleMinutes * 60) throw notSignedIn();
  // The one place where the second factor is enforced: a way to begin sessions that forgets it ends here for staff.
  if (!row.is_complete || (isStaff(row.role) && row.second_factor_at === null)) {
    throw new Fault('IDENTITY_SECOND_FACTOR_NEEDED', 'unauthenticated', 'The second factor is missing.');
  }
  return {
    kind: 'user',
    userId: row.user_id,
    sessionId: row.session_id,
    name: row.name,
    role: row.role,
    locale: row.locale,
    secondFactorAt: row.second_factor_at,
    clientIds: clientsOf(row, row.client_ids ?? []),
  };
};

const bySession = (ctx: Context, token: string, isUse: boolean): Promise<Person> =>
  withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    const row = await readSession(tx, token);
    if (row === undefined) throw notSignedIn();
    const person = personOf(row);
    if (isUse && row.idle_seconds > SEEN_EVERY_SECONDS) {
      await tx.sql('update identity_sessions set seen_at = clock_now() where session_id = $1', [row.session_id]);
    }
    return person;
  });

/**
 * The one gate: who makes this request, by session cookie or API key (`Authorization: Bearer prk_…`), with role and
 * clients as the database has them now. Staff pass only with a session whose second factor was given. A right that was
 * taken away is gone at the next request.
 *
 * @param how.isUse false for what a page does by itself (a live stream): a person who left must not stay signed in
 * @throws IDENTITY_NOT_SIGNED_IN, IDENTITY_SECOND_FACTOR_NEEDED
 * @personal the person's name, for the page
 */
export const requireSession = async (
  ctx: Context,
  headers: AskerHeaders,
  how: { readonly isUse: boolean } = { isUse: true },
): Promise<Person> => {
  const key = /^Bearer\s+(prk_[\w-]+)$/i.exec(headers.authorization ?? '')?.[1];
  if (key !== undefined) {
    const person = await findKey(ctx, key);
    if (person === undefined) throw notSignedIn();
    return person;
  }
  const token = sessionToken(headers.cookie);
  if (token === undefined) throw notSignedIn();
  return bySession(ctx, token, how.isUse);
};
