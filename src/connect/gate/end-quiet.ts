import { type Context, withClient } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import { findLivingRow } from '../tokens/rows.ts';

/**
 * Ends the quiet Pinterest asked for, for one client: for when a person has seen that a block was lifted before its time.
 * Does nothing for a client without a living connection.
 *
 * @personal none
 */
export const endQuiet = (ctx: Context, input: { clientId: ClientId }): Promise<void> =>
  withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, async (tx) => {
    const row = await findLivingRow(tx, input.clientId);
    if (row === undefined) return;
    await tx.sql('update connect_budget set paused_until = null where budget_key = $1 and paused_until is not null', [
      row.budget_key,
    ]);
  });
