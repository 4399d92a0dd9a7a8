import { roomDb, type Tx } from '../../foundation/db/index.ts';
import type { AdAccountId, ClientId, PinterestUserId } from '../../foundation/kit/index.ts';
import { Fault } from '../../foundation/kit/index.ts';
import { hmac, type Keys } from '../../foundation/runtime/index.ts';
import type { GateContext } from '../gate/open-gate.ts';
import { connectTables } from '../tables.ts';

/** A Pinterest user or ad account that may belong to one client only. */
export type Bindable =
  | { readonly kind: 'user'; readonly id: PinterestUserId }
  | { readonly kind: 'ad-account'; readonly id: AdAccountId };

type Keyed = { readonly binding: string; readonly owner: string };

// The owner's key is made of client and thing together: two rows of one client cannot be seen to be of one client.
const keyedOf = (keys: Keys, clientId: ClientId, thing: Bindable): Keyed => ({
  binding: hmac(keys, 'connect-binding', `${thing.kind}|${thing.id}`),
  owner: hmac(keys, 'connect-binding-owner', `${clientId}|${thing.kind}|${thing.id}`),
});

/**
 * Binds Pinterest users and ad accounts to a client, all or none. What this client has already stays; what another has
 * is refused with one and the same fault, whoever it is. A binding being made by a transaction at this moment is waited for.
 *
 * @throws CONNECT_TAKEN
 * @personal none; keys are HMACs
 */
export const bind = async (
  tx: Tx,
  ctx: GateContext,
  input: { clientId: ClientId; things: readonly Bindable[] },
): Promise<void> => {
  // One order for everyone: two clients that bind the same things at once must wait for each other, not lock.
  const keyed = input.things
    .map((thing) => keyedOf(ctx.gate.keys, input.clientId, thing))
    .sort((one, other) => (one.binding < other.binding ? -1 : 1));
  const db = roomDb(tx, connectTables);
  for (const { binding, owner } of keyed) {
    await db
      .insertInto('connect_bindings')
      .values({ binding_key: binding, owner_key: owner, bound_at: ctx.clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const row = await db
      .selectFrom('connect_bindings')
      .select('owner_key')
      .where('binding_key', '=', binding)
      .executeTakeFirst();
    if (row?.owner_key !== owner) {
      throw new Fault('CONNECT_TAKEN', 'conflict', 'This Pinterest account or ad account is in use here already.');
    }
  }
};

/** Gives bindings free again; those that are not this client's stay. @personal none; keys are HMACs */
export const release = async (
  tx: Tx,
  keys: Keys,
  input: { clientId: ClientId; things: readonly Bindable[] },
): Promise<void> => {
  if (input.things.length === 0) return;
  await roomDb(tx, connectTables)
    .deleteFrom('connect_bindings')
    .where(
      'owner_key',
      'in',
      input.things.map((thing) => keyedOf(keys, input.clientId, thing).owner),
    )
    .execute();
};
