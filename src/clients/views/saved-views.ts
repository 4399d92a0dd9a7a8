import { record } from '../../foundation/audit/index.ts';
import { type Context, roomDb, withClient, withClients } from '../../foundation/db/index.ts';
import { type ClientId, Fault, type UserId, uuidv7 } from '../../foundation/kit/index.ts';
import { clientsTables } from '../tables.ts';

/** A view of a client's workspace that a person kept under a name. */
export type SavedView = {
  readonly viewId: string;
  readonly name: string;
  /** The search part of the page's address, without the question mark. */
  readonly address: string;
};

const NAME_MAX = 60;
const ADDRESS_MAX = 2000;
// More than anybody finds again in a list; without an end a script could fill the table.
const VIEWS_MAX = 50;
// What URLSearchParams writes; nothing else is an address of ours.
const ADDRESS = /^[\w.~%=&+*-]*$/;

type Owned = { readonly clientId: ClientId; readonly owner: UserId };

/**
 * The views a person kept of a client, by name; nobody else's.
 *
 * @source client_saved_views
 * @personal names people gave to their own views
 */
export const listViews = (ctx: Context, { clientId, owner }: Owned): Promise<SavedView[]> =>
  withClients(ctx.db, { actor: ctx.actor, clientIds: [clientId] }, async (tx) => {
    const rows = await roomDb(tx, clientsTables)
      .selectFrom('client_saved_views')
      .select(['view_id', 'name', 'address'])
      .where('client_id', '=', clientId)
      .where('owner', '=', owner)
      .orderBy('name')
      .execute();
    return rows.map((row) => ({ viewId: row.view_id, name: row.name, address: row.address }));
  });

/**
 * Keeps a view under a name; one of that name is replaced.
 *
 * @throws CLIENTS_VIEW_INVALID, CLIENTS_VIEWS_FULL
 * @personal the name, which stands in no trail
 */
export const saveView = async (ctx: Context, input: Owned & { name: string; address: string }): Promise<SavedView> => {
  const { clientId, owner, address } = input;
  const name = input.name.trim();
  if (name.length < 1 || name.length > NAME_MAX || address.length > ADDRESS_MAX || !ADDRESS.test(address)) {
    throw new Fault('CLIENTS_VIEW_INVALID', 'invalid', 'A view has a name and an address.');
  }
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const db = roomDb(tx, clientsTables);
    const own = await db
      .selectFrom('client_saved_views')
      .select('name')
      .where('client_id', '=', clientId)
      .where('owner', '=', owner)
      .execute();
    if (own.length >= VIEWS_MAX && !own.some((view) => view.name === name)) {
      throw new Fault('CLIENTS_VIEWS_FULL', 'conflict', 'This person has kept as many views as there may be.');
    }
    const savedAt = ctx.clock.now();
    const row = await db
      .insertInto('client_saved_views')
      .values({ client_id: clientId, view_id: uuidv7(savedAt.getTime()), owner, name, address, saved_at: savedAt })
      .onConflict((conflict) =>
        conflict.columns(['client_id', 'owner', 'name']).doUpdateSet({ address, saved_at: savedAt }),
      )
      .returning('view_id')
      .executeTakeFirstOrThrow();
    await record(tx, { action: 'clients.view-saved', clientId, actor: ctx.actor, subject: row.view_id });
    return { viewId: row.view_id, name, address };
  });
};

/** Removes a person's own view. @throws CLIENTS_VIEW_MISSING, for somebody else's too @personal none */
export const removeView = (ctx: Context, input: Owned & { viewId: string }): Promise<void> =>
  withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, async (tx) => {
    const removed = await roomDb(tx, clientsTables)
      .deleteFrom('client_saved_views')
      .where('client_id', '=', input.clientId)
      .where('owner', '=', input.owner)
      .where('view_id', '=', input.viewId)
      .returning('view_id')
      .executeTakeFirst();
    if (removed === undefined) {
      throw new Fault('CLIENTS_VIEW_MISSING', 'missing', 'There is no such view.');
    }
    await record(tx, {
      action: 'clients.view-removed',
      clientId: input.clientId,
      actor: ctx.actor,
      subject: input.viewId,
    });
  });
