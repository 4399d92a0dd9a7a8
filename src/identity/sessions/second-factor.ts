import type { Tx } from '../../foundation/db/index.ts';
import type { UserId } from '../../foundation/kit/index.ts';
import { type Keys, open } from '../../foundation/runtime/index.ts';
import { matchTotp } from '../proofs/totp.ts';

/** Where a second factor stands; sealed for another person it does not open. @personal none */
export const secondFactorPlace = (userId: UserId): string => `identity_second_factors|${userId}`;

type Row = { secret_sealed: Buffer; last_step: bigint; epoch: number };

/** Whether a person has a second factor. @personal none */
export const hasSecondFactor = async (tx: Tx, userId: UserId): Promise<boolean> =>
  (await tx.sql('select 1 from identity_second_factors where user_id = $1', [userId])).length > 0;

/**
 * Takes a code, once: the step it belongs to and all before it are used up. Two requests with the same code wait for each
 * other at the row, and the second is refused.
 */
export const takeCode = async (tx: Tx, keys: Keys, input: { userId: UserId; code: string }): Promise<boolean> => {
  // Real time, not the calendar: a phone knows nothing of the clock of a demo.
  const [row] = await tx.sql<Row>(
    `select secret_sealed, last_step, extract(epoch from clock_timestamp())::float8 as epoch
       from identity_second_factors where user_id = $1 for update`,
    [input.userId],
  );
  if (row === undefined) return false;
  const secret = open(keys, row.secret_sealed, secondFactorPlace(input.userId)).reveal();
  const step = matchTotp(secret, input.code, row.epoch);
  if (step === undefined || BigInt(step) <= row.last_step) return false;
  await tx.sql('update identity_second_factors set last_step = $2 where user_id = $1', [input.userId, step]);
  return true;
};
