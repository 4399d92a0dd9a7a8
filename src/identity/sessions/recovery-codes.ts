import { randomBytes } from 'node:crypto';
import type { Context, Tx } from '../../foundation/db/index.ts';
import type { UserId } from '../../foundation/kit/index.ts';
import { hashToken } from '../proofs/tokens.ts';
import { toBase32 } from '../proofs/totp.ts';

// Ten codes of 80 random bits: few enough to print, too many to guess, and a plain hash keeps them.
const CODES = 10;
const BYTES = 10;

const makeCode = (): string => (toBase32(randomBytes(BYTES)).match(/.{4}/g) ?? []).join('-');

// As it is typed over from paper: case, spaces and dashes do not count.
const bare = (code: string): string => code.toUpperCase().replaceAll(/[^A-Z2-7]/g, '');

/** Gives a person ten fresh codes, shown now and never again; older ones are gone. Needs the sign-in role. @personal none */
export const renewRecoveryCodes = async (tx: Tx, ctx: Context, userId: UserId): Promise<string[]> => {
  const codes = Array.from({ length: CODES }, makeCode);
  await tx.sql('delete from identity_recovery_codes where user_id = $1', [userId]);
  await tx.sql(
    'insert into identity_recovery_codes (user_id, code_hash, added_at) select $1, hash, $3 from unnest($2::text[]) hash',
    [userId, codes.map((code) => hashToken(bare(code))), ctx.clock.now()],
  );
  return codes;
};

/** Takes a recovery code, once: of two requests with the same one the second finds nothing. Needs the sign-in role. @personal none */
export const takeRecoveryCode = async (tx: Tx, input: { userId: UserId; code: string }): Promise<boolean> =>
  (
    await tx.sql('delete from identity_recovery_codes where user_id = $1 and code_hash = $2 returning 1 as taken', [
      input.userId,
      hashToken(bare(input.code)),
    ])
  ).length > 0;
