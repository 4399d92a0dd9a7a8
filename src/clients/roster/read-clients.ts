import { type Context, roomDb, type Tx, withClients, withoutClient } from '../../foundation/db/index.ts';
import { type ClientId, Fault } from '../../foundation/kit/index.ts';
import type { Client, ClientReportTime } from '../shapes.ts';
import { clientsTables } from '../tables.ts';

const rowsOf = async (tx: Tx, clientIds: readonly ClientId[]): Promise<Client[]> => {
  const rows = await roomDb(tx, clientsTables)
    .selectFrom('clients')
    .selectAll()
    .where('client_id', 'in', [...clientIds])
    .orderBy('name')
    .orderBy('client_id')
    .execute();
  return rows.map((row) => ({
    clientId: row.client_id,
    name: row.name,
    kind: row.kind,
    locale: row.locale,
    zone: row.zone,
    settings: {
      organicHistory: row.organic_history,
      organicGround: row.organic_ground,
      windows: row.windows,
      // The table's check constraint and checkSettings let no other words in.
      reportTimes: row.report_times.filter(isReportTime),
      keepMonths: row.keep_months,
    },
    termsAcceptedAt: row.terms_accepted_at,
    termsAcceptedBy: row.terms_accepted_by,
    addedAt: row.added_at,
  }));
};

const isReportTime = (text: string): text is ClientReportTime =>
  text === 'TIME_OF_AD_ACTION' || text === 'TIME_OF_CONVERSION';

/**
 * The ids of all clients, oldest first: for timetables and the command line, which work over everyone. A face that
 * answers a person starts from that person's own clients instead.
 *
 * @personal none
 */
export const listClientIds = async (ctx: Context): Promise<ClientId[]> => {
  const rows = await withoutClient(ctx.db, { actor: ctx.actor }, (tx) =>
    roomDb(tx, clientsTables).selectFrom('client_ids').select('client_id').orderBy('added_at').execute(),
  );
  return rows.map((row) => row.client_id);
};

/**
 * The given clients by name; all clients when no ids are given. Ids that do not exist are left out.
 *
 * @personal the names of clients that are natural persons
 */
export const listClients = async (ctx: Context, input: { clientIds?: readonly ClientId[] } = {}): Promise<Client[]> => {
  const clientIds = input.clientIds ?? (await listClientIds(ctx));
  if (clientIds.length === 0) return [];
  return withClients(ctx.db, { actor: ctx.actor, clientIds }, (tx) => rowsOf(tx, clientIds));
};

/**
 * One client with its settings.
 *
 * @throws CLIENTS_MISSING
 * @personal the name of a client that is a natural person
 */
export const getClient = async (ctx: Context, input: { clientId: ClientId }): Promise<Client> => {
  const [client] = await listClients(ctx, { clientIds: [input.clientId] });
  if (client === undefined) throw new Fault('CLIENTS_MISSING', 'missing', 'There is no such client.');
  return client;
};
