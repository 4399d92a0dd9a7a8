import { randomUUID } from 'node:crypto';
import { record } from '../../foundation/audit/index.ts';
import type { Actor, Context, Tx } from '../../foundation/db/index.ts';
import type { UserId } from '../../foundation/kit/index.ts';
import { hashToken, makeToken } from '../proofs/tokens.ts';
import type { Role } from '../rights.ts';
import { livesFor, PENDING_MINUTES } from './lives.ts';

/** What was proven when a session begins: the password with the second factor to come, the password alone, or both. */
export type Proven = 'password-first' | 'password-alone' | 'both';

/** Begins a session of a person under a fresh token. Needs the sign-in role. @personal none */
export const beginSession = async (
  tx: Tx,
  ctx: Context,
  input: { userId: UserId; role: Role; proven: Proven },
): Promise<{ token: string; expiresAt: Date }> => {
  const at = ctx.clock.now();
  const token = makeToken('prs');
  const isPending = input.proven === 'password-first';
  const minutes = isPending ? PENDING_MINUTES : livesFor(input.role).hours * 60;
  const expiresAt = new Date(at.getTime() + minutes * 60_000);
  await tx.sql(
    `insert into identity_sessions
       (session_id, token_hash, user_id, started_at, seen_at, completed_at, second_factor_at, expires_at)
     values ($1, $2, $3, $4, $4, $5, $6, $7)`,
    [
      randomUUID(),
      hashToken(token),
      input.userId,
      at,
      isPending ? null : at,
      input.proven === 'both' ? at : null,
      expiresAt,
    ],
  );
  return { token, expiresAt };
};

/** Notes that somebody is signed in: misses are forgotten, the trail has it. Needs the sign-in role. @personal the user's id */
export const noteSignedIn = async (tx: Tx, actor: Actor, userId: UserId): Promise<void> => {
  await tx.sql('update identity_passwords set failures = 0, locked_until = null where user_id = $1', [userId]);
  await record(tx, { action: 'identity.signed-in', actor, subject: userId });
};
