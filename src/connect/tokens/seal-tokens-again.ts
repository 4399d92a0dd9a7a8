import { type Context, roomDb, type Tx, withClient } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import type { Keys } from '../../foundation/runtime/index.ts';
import { connectTables } from '../tables.ts';
import { type SealedColumn, sealTokenAgain } from './sealing.ts';

const sealedColumns = [
  'access_sealed',
  'refresh_sealed',
  'refresh_previous_sealed',
] as const satisfies readonly SealedColumn[];

const lockRows = (tx: Tx, clientId: ClientId) =>
  roomDb(tx, connectTables)
    .selectFrom('connect_connections')
    .select(['connection_id', ...sealedColumns])
    .where('client_id', '=', clientId)
    // A renewal takes the same lock before it stores: neither writes over what the other has just sealed.
    .forUpdate()
    .execute();

type Row = Awaited<ReturnType<typeof lockRows>>[number] & { readonly client_id: ClientId };

const sealedRow = (keys: Keys, row: Row): { fresh: { [Column in SealedColumn]?: Buffer }; lost: number } => {
  const place = { clientId: row.client_id, connectionId: row.connection_id };
  const fresh: { [Column in SealedColumn]?: Buffer } = {};
  let lost = 0;
  for (const column of sealedColumns) {
    const bytes = row[column];
    if (bytes === null) continue;
    const sealed = sealTokenAgain(keys, place, { column, bytes });
    if (sealed.state === 'lost') lost += 1;
    if (sealed.state === 'again') fresh[column] = sealed.bytes;
  }
  return { fresh, lost };
};

/**
 * Seals the tokens of one client again that an older key sealed, in one short transaction. Tokens, their version and the
 * processes that hold them are untouched. Done twice it does nothing the second time. Returns how many were sealed again, and
 * how many do not open any more.
 *
 * @personal none
 */
export const sealTokensAgain = (
  ctx: Context & { readonly keys: Keys },
  input: { clientId: ClientId },
): Promise<{ again: number; lost: number }> =>
  withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, async (tx) => {
    const done = { again: 0, lost: 0 };
    for (const row of await lockRows(tx, input.clientId)) {
      const { fresh, lost } = sealedRow(ctx.keys, { ...row, client_id: input.clientId });
      done.again += Object.keys(fresh).length;
      done.lost += lost;
      if (Object.keys(fresh).length === 0) continue;
      await roomDb(tx, connectTables)
        .updateTable('connect_connections')
        .set(fresh)
        .where('client_id', '=', input.clientId)
        .where('connection_id', '=', row.connection_id)
        .execute();
    }
    return done;
  });
