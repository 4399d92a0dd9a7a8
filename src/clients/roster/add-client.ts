import { record } from '../../foundation/audit/index.ts';
import { type Context, roomDb, type Tx, withClient } from '../../foundation/db/index.ts';
import { type ClientId, Fault, newClientId } from '../../foundation/kit/index.ts';
import { type ClientIdentity, checkIdentity, defaultSettings } from '../settings/check.ts';
import { clientsTables } from '../tables.ts';

// Two random ids of 31 bits meet once in millions; five meetings in a row mean that something else is wrong.
const TRIES = 5;

const insertClient = async (
  tx: Tx,
  ctx: Context,
  input: { clientId: ClientId; identity: ClientIdentity },
): Promise<boolean> => {
  const db = roomDb(tx, clientsTables);
  const at = ctx.clock.now();
  const taken = await db
    .insertInto('client_ids')
    .values({ client_id: input.clientId, added_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('client_id')
    .executeTakeFirst();
  if (taken === undefined) return false;
  await db
    .insertInto('clients')
    .values({
      client_id: input.clientId,
      ...input.identity,
      organic_history: defaultSettings.organicHistory,
      organic_ground: defaultSettings.organicGround,
      windows: [...defaultSettings.windows],
      report_times: [...defaultSettings.reportTimes],
      keep_months: defaultSettings.keepMonths,
      added_at: at,
      changed_at: at,
    })
    .execute();
  await record(tx, {
    action: 'clients.added',
    clientId: input.clientId,
    actor: ctx.actor,
    facts: { kind: input.identity.kind, locale: input.identity.locale, zone: input.identity.zone },
  });
  return true;
};

/**
 * Adds a client with the default settings and gives its new id.
 *
 * @throws CLIENTS_INVALID when name, kind, language or zone is not right
 * @personal person.name is stored when the client is a natural person
 */
export const addClient = async (
  ctx: Context,
  input: { name: string; kind: string; locale: string; zone: string },
): Promise<ClientId> => {
  const identity = checkIdentity(input);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const clientId = newClientId();
    const isAdded = await withClient(ctx.db, { actor: ctx.actor, clientId }, (tx) =>
      insertClient(tx, ctx, { clientId, identity }),
    );
    if (isAdded) return clientId;
  }
  throw new Fault('CLIENTS_ID_EXHAUSTED', 'bug', 'No free client id was found.');
};
