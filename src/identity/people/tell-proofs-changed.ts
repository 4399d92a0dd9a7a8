import { type Context, withoutClient } from '../../foundation/db/index.ts';
import type { UserId } from '../../foundation/kit/index.ts';
import type { Keys } from '../../foundation/runtime/index.ts';
import { postLetter } from '../../mail/index.ts';

/** What changed of the way somebody signs in. */
export type ChangedProof = 'password' | 'factor' | 'recovery-codes' | 'all';

type Reader = { name: string; address: string; locale: 'nl' | 'en' };

/**
 * Writes to a person that the way they sign in has changed: if it was not them, they are the first who can tell.
 *
 * @param input.link where they see their account
 * @personal their name and address, sealed until the letter is sent
 */
export const tellProofsChanged = (
  ctx: Context & { readonly keys: Keys },
  input: { userId: UserId; what: ChangedProof; link: string },
): Promise<void> =>
  withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    const [reader] = await tx.sql<Reader>(
      'select name, email as address, locale from identity_people where user_id = $1 and disabled_at is null',
      [input.userId],
    );
    if (reader === undefined) return;
    const { what, link } = input;
    await postLetter(tx, ctx, { kind: 'proofs-changed', ...reader, what, link, at: ctx.clock.now().toISOString() });
  });
