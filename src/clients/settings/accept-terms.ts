import { record } from '../../foundation/audit/index.ts';
import { type Context, roomDb, type Tx } from '../../foundation/db/index.ts';
import { type ClientId, Fault } from '../../foundation/kit/index.ts';
import { clientsTables } from '../tables.ts';

/**
 * Notes that a client accepted Pinterest's terms, in the transaction of the consent that carried the acceptance.
 * Pinterest: developer guidelines ask for it per client; a later consent dates it again.
 *
 * @throws CLIENTS_MISSING
 * @personal the id of the person who connected is stored
 */
export const noteTermsAccepted = async (tx: Tx, ctx: Context, input: { clientId: ClientId }): Promise<void> => {
  const changed = await roomDb(tx, clientsTables)
    .updateTable('clients')
    .set({
      terms_accepted_at: ctx.clock.now(),
      terms_accepted_by: ctx.actor.kind === 'user' ? ctx.actor.id : null,
    })
    .where('client_id', '=', input.clientId)
    .returning('client_id')
    .execute();
  if (changed.length === 0) throw new Fault('CLIENTS_MISSING', 'missing', 'There is no such client.');
  await record(tx, { action: 'clients.terms-accepted', clientId: input.clientId, actor: ctx.actor });
};
