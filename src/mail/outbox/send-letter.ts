import { type Context, withoutClient } from '../../foundation/db/index.ts';
import { asFault, Fault } from '../../foundation/kit/index.ts';
import { type Keys, open } from '../../foundation/runtime/index.ts';
import { type Letter, letter } from '../letters/letter.ts';
import { handOver } from '../smtp/hand-over.ts';
import type { MailServer } from '../smtp/mail-server.ts';
import { sealedAt } from './post-letter.ts';
import type { MailState } from './states.ts';

/** What sending needs: the keys letters are sealed with, and the mail server, if there is one still. */
export type SendingContext = Context & { readonly keys: Keys; readonly server: MailServer | undefined };

type Row = { state: MailState; letter_sealed: Buffer | null; is_late: boolean };

// A link is good for a week; a notice that comes later than this frightens more than it tells.
const TAKE = `select state, letter_sealed, added_at < clock_now() - interval '1 day' as is_late
  from mail_outbox where mail_id = $1 and state in ('waiting', 'sending') for update`;

const settle = (ctx: Context, input: { mailId: string; state: MailState; code: string | null }): Promise<unknown> =>
  withoutClient(ctx.db, { actor: ctx.actor }, (tx) =>
    tx.sql(
      `update mail_outbox set state = $2, fault_code = $3, letter_sealed = case when $2 = 'waiting' then letter_sealed end
         where mail_id = $1`,
      [input.mailId, input.state, input.code],
    ),
  );

/** Takes the letter into this process's hands; undefined when there is nothing to send any more. */
const take = (
  ctx: Context,
  mailId: string,
): Promise<{ sealed: Buffer } | { over: MailState; code: string } | undefined> =>
  withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
    const [row] = await tx.sql<Row>(TAKE, [mailId]);
    if (row === undefined || row.letter_sealed === null) return undefined;
    // Whoever had it died with it: it may be at the server.
    if (row.state === 'sending') return { over: 'unsure', code: 'MAIL_UNSURE' };
    if (row.is_late) return { over: 'refused', code: 'MAIL_LATE' };
    await tx.sql("update mail_outbox set state = 'sending' where mail_id = $1", [mailId]);
    return { sealed: row.letter_sealed };
  });

const unseal = (ctx: SendingContext, mailId: string, sealed: Buffer): Letter =>
  letter.parse(JSON.parse(open(ctx.keys, sealed, sealedAt(mailId)).reveal()));

const outcomes: Readonly<Record<string, MailState>> = { invalid: 'refused', unsure: 'unsure' };

/**
 * Sends one letter. What is refused or unknown is written down for who asked for it; only what surely was not sent is tried
 * again.
 *
 * @throws what `handOver` throws of kind `upstream`: the queue tries again
 */
export const sendLetter = async (ctx: SendingContext, { mailId }: { mailId: string }): Promise<void> => {
  const taken = await take(ctx, mailId);
  if (taken === undefined) return;
  if ('over' in taken) {
    await settle(ctx, { mailId, state: taken.over, code: taken.code });
    return;
  }
  try {
    if (ctx.server === undefined) {
      throw new Fault('MAIL_SERVER_AWAY', 'upstream', 'No mail server is configured any more.');
    }
    await handOver(ctx.server, { mailId, letter: unseal(ctx, mailId, taken.sealed) });
  } catch (error) {
    const fault = asFault(error);
    const state = outcomes[fault.kind] ?? 'waiting';
    await settle(ctx, { mailId, state, code: fault.code });
    ctx.log.info('mail.not-sent', { code: fault.code, state });
    if (state === 'waiting') throw fault;
    return;
  }
  await settle(ctx, { mailId, state: 'sent', code: null });
};
