import { roomDb, type Tx } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import { Fault } from '../../foundation/kit/index.ts';
import { connectTables } from '../tables.ts';

const columns = [
  'client_id',
  'connection_id',
  'pinterest_user_id',
  'budget_key',
  'state',
  'scopes',
  'access_sealed',
  'refresh_sealed',
  'refresh_previous_sealed',
  'token_version',
  'access_expires_at',
  'refresh_expires_at',
] as const;

const livingRow = (tx: Tx, clientId: ClientId) =>
  roomDb(tx, connectTables)
    .selectFrom('connect_connections')
    .select(columns)
    .where('client_id', '=', clientId)
    .where('state', '<>', 'disconnected');

/** The client's connection that has not ended, or undefined. @personal the Pinterest user's id */
export const findLivingRow = (tx: Tx, clientId: ClientId) => livingRow(tx, clientId).executeTakeFirst();

/** The same, locked until the transaction ends. @personal the Pinterest user's id */
export const lockLivingRow = (tx: Tx, clientId: ClientId) => livingRow(tx, clientId).forUpdate().executeTakeFirst();

/** A connection that has not ended, with its tokens sealed. */
export type LivingRow = NonNullable<Awaited<ReturnType<typeof findLivingRow>>>;

/** The fault for a client without a living connection. @personal none */
export const notConnected = (): Fault =>
  new Fault('CONNECT_NOT_CONNECTED', 'missing', 'This client is not connected with Pinterest.');

/** The fault for a connection whose tokens Pinterest no longer knows. @personal none */
export const reconnectNeeded = (): Fault =>
  new Fault('CONNECT_RECONNECT_NEEDED', 'unauthenticated', 'Pinterest no longer knows this client’s consent.');
