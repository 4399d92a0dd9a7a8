import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Context, Tx } from '../../foundation/db/index.ts';
import { defineJob, enqueue } from '../../foundation/jobs/index.ts';
import { type Keys, seal } from '../../foundation/runtime/index.ts';
import type { Letter } from '../letters/letter.ts';

/** Hands one letter to the mail server. From half a minute to half an hour between tries, for about a day. */
export const sendLetterJob = defineJob({
  name: 'mail-send-letter',
  payload: z.object({ mailId: z.uuid() }),
  retry: { tries: 60, firstDelaySeconds: 5, longestDelaySeconds: 1800 },
  // Mail servers mistrust whoever opens many connections at once.
  atOnce: 2,
  timeoutMinutes: 5,
});

/** Where a letter's seal belongs. */
export const sealedAt = (mailId: string): string => `mail_outbox|${mailId}|letter`;

/**
 * Writes a letter and puts it on its way, in the caller's transaction: it leaves exactly if that commits. The caller asks
 * `mayMail` first.
 *
 * @returns the letter's id, to ask later what became of it
 * @personal name, address and whatever the letter says are kept sealed until it was sent, a day at most
 */
export const postLetter = async (
  tx: Tx,
  ctx: Pick<Context, 'clock'> & { readonly keys: Keys },
  letter: Letter,
): Promise<string> => {
  const mailId = randomUUID();
  await tx.sql('insert into mail_outbox (mail_id, kind, letter_sealed, added_at) values ($1, $2, $3, $4)', [
    mailId,
    letter.kind,
    seal(ctx.keys, JSON.stringify(letter), sealedAt(mailId)),
    ctx.clock.now(),
  ]);
  await enqueue(tx, sendLetterJob, { mailId });
  return mailId;
};
