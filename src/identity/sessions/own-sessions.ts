import { record } from '../../foundation/audit/index.ts';
import { type Context, withoutClient } from '../../foundation/db/index.ts';
import { Fault, type UserId } from '../../foundation/kit/index.ts';
import type { OwnSession, Person } from '../shapes.ts';
import { livesFor } from './lives.ts';

type Row = { session_id: string; started_at: Date; seen_at: Date; expires_at: Date };

/** The sessions of the person who asks that still work, the latest used first; a key has none. @personal times of use */
export const listSessions = async (ctx: Context, person: Person): Promise<OwnSession[]> => {
  if (person.kind === 'key') return [];
  const rows = await withoutClient(ctx.db, { actor: ctx.actor }, (tx) =>
    tx.sql<Row>(
      `select session_id, started_at, seen_at, expires_at from identity_sessions
        where user_id = $1 and completed_at is not null and expires_at > clock_now()
          and seen_at > clock_now() - make_interval(mins => $2)
        order by seen_at desc, session_id`,
      [person.userId, livesFor(person.role).idleMinutes],
    ),
  );
  return rows.map((row) => ({
    sessionId: row.session_id,
    startedAt: row.started_at,
    seenAt: row.seen_at,
    expiresAt: row.expires_at,
    isThis: row.session_id === person.sessionId,
  }));
};

/**
 * Ends one session of a person; its next request is refused. Needs a context of the sign-in role.
 *
 * @throws IDENTITY_MISSING for one that is gone or somebody else's
 * @personal none
 */
export const endSession = (ctx: Context, input: { userId: UserId; sessionId: string }): Promise<void> =>
  withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    const ended = await tx.sql(
      'delete from identity_sessions where session_id::text = $1 and user_id = $2 returning 1 as ended',
      [input.sessionId, input.userId],
    );
    if (ended.length === 0) throw new Fault('IDENTITY_MISSING', 'missing', 'There is no such session.');
    await record(tx, {
      action: 'identity.session-ended',
      actor: ctx.actor,
      subject: input.userId,
      facts: { session: input.sessionId },
    });
  });

/**
 * Ends every session of a person, those that wait for a second factor too. Needs a context of the sign-in role.
 *
 * @param input.except a session that stays: the one that asks, after a change of password
 * @returns how many there were
 * @personal none
 */
export const endSessions = (ctx: Context, input: { userId: UserId; except?: string }): Promise<number> =>
  withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    const ended = await tx.sql(
      'delete from identity_sessions where user_id = $1 and session_id::text is distinct from $2 returning 1 as ended',
      [input.userId, input.except ?? null],
    );
    await record(tx, {
      action: 'identity.sessions-ended',
      actor: ctx.actor,
      subject: input.userId,
      facts: { sessions: ended.length },
    });
    return ended.length;
  });
