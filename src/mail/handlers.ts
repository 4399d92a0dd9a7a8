import { withoutClient } from '../foundation/db/index.ts';
import { type Handler, handle } from '../foundation/jobs/index.ts';
import type { Config, Keys } from '../foundation/runtime/index.ts';
import { clearOutboxJob } from './outbox/clear-outbox.ts';
import { sendLetterJob } from './outbox/post-letter.ts';
import { mailServerOf } from './smtp/mail-server.ts';

/** The handlers of this room's jobs. @personal none */
export const mailHandlers = ({ config, keys }: { config: Config; keys: Keys }): readonly Handler[] => [
  handle(sendLetterJob, async (ctx, payload) => {
    const { sendLetter } = await import('./outbox/send-letter.ts');
    await sendLetter({ ...ctx, keys, server: mailServerOf(config) }, payload);
  }),
  // The terms of the labels in tables.ts; a letter whose job was lost is given up with its text.
  handle(clearOutboxJob, (ctx) =>
    withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
      await tx.sql("delete from mail_outbox where added_at < clock_now() - interval '30 days'");
      await tx.sql(
        `update mail_outbox set state = 'refused', fault_code = 'MAIL_LATE', letter_sealed = null
          where state in ('waiting', 'sending') and added_at < clock_now() - interval '1 day'`,
      );
    }),
  ),
];
