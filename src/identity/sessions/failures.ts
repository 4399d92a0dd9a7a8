import { record } from '../../foundation/audit/index.ts';
import { type Actor, type Context, withoutClient } from '../../foundation/db/index.ts';
import { Fault, type UserId } from '../../foundation/kit/index.ts';

/** After this many wrong passwords or codes in a row, each further one locks for longer. */
const FREE_FAILURES = 5;
const LONGEST_LOCK_MINUTES = 15;

/** Who acts while nobody is known yet. */
export const nobody: Actor = { kind: 'system', name: 'sign-in' };

/** One sentence for a wrong address, password, code and for too many attempts: it must not tell who exists. */
export const refused = (): Fault =>
  new Fault('IDENTITY_SIGN_IN_REFUSED', 'unauthenticated', 'Address, password or code is not right.');

/** Counts a miss of a person, whatever was missed: passwords and codes lock together. Needs the sign-in role. @personal none */
export const noteFailure = (ctx: Context, userId: UserId): Promise<void> =>
  withoutClient(ctx.db, { actor: nobody }, async (tx) => {
    // Elapsed time: a demo's calendar must not open a lock.
    await tx.sql(
      `update identity_passwords
          set failures = least(failures + 1, 100),
              locked_until = case when failures + 1 < $2 then null
                else clock_timestamp() + least(power(2, failures + 1 - $2), $3) * interval '1 minute' end
        where user_id = $1`,
      [userId, FREE_FAILURES, LONGEST_LOCK_MINUTES],
    );
    await record(tx, { action: 'identity.sign-in-refused', actor: nobody, subject: userId });
  });

/** Whether a person has to wait after too many misses. Needs the sign-in role. @personal none */
export const isLocked = (ctx: Context, userId: UserId): Promise<boolean> =>
  withoutClient(ctx.db, { actor: nobody }, async (tx) => {
    const [row] = await tx.sql<{ is_locked: boolean }>(
      'select coalesce(locked_until > clock_timestamp(), false) as is_locked from identity_passwords where user_id = $1',
      [userId],
    );
    return row?.is_locked ?? true;
  });
