import { type Context, roomDb, withoutClient } from '../../foundation/db/index.ts';
import { mailTables } from '../tables.ts';
import type { MailState } from './states.ts';

/** What became of a letter. */
export type MailOutcome = { readonly state: MailState; readonly code: string | null };

/** What became of these letters, by their ids; those older than a month are left out. @personal none */
export const mailStates = async (
  ctx: Context,
  input: { mailIds: readonly string[] },
): Promise<ReadonlyMap<string, MailOutcome>> => {
  if (input.mailIds.length === 0) return new Map();
  const rows = await withoutClient(ctx.db, { actor: ctx.actor }, (tx) =>
    roomDb(tx, mailTables)
      .selectFrom('mail_outbox')
      .select(['mail_id', 'state', 'fault_code'])
      .where('mail_id', 'in', [...input.mailIds])
      .execute(),
  );
  return new Map(rows.map((row) => [row.mail_id, { state: row.state, code: row.fault_code }]));
};
