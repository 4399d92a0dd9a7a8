import { column, plain, secretData, table } from '../foundation/schema/index.ts';
import type { LetterKind } from './letters/letter.ts';
import type { MailState } from './outbox/states.ts';

/** Letters on their way out, sealed until the mail server has decided about them. */
export const mailOutbox = table(
  'mail_outbox',
  ['mail_id'],
  {
    mail_id: column.uuid(plain),
    kind: column.text<LetterKind>(plain),
    state: column.text<MailState>(plain).defaulted(),
    fault_code: column.text(plain).nullable(),
    letter_sealed: column
      .bytea(
        secretData({
          purpose: 'account',
          keep: { days: 1, after: 'written' },
          onErase: 'delete',
          category: 'contact.email',
        }),
      )
      .nullable(),
    added_at: column.instant(plain),
  },
  { keep: { days: 30, after: 'written' } },
);

export const mailTables = [mailOutbox] as const;
