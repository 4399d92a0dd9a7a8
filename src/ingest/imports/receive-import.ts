import { createHash } from 'node:crypto';
import { boundAdAccounts } from '../../connect/index.ts';
import { record } from '../../foundation/audit/index.ts';
import { type Context, withClient } from '../../foundation/db/index.ts';
import { enqueue } from '../../foundation/jobs/index.ts';
import { type ClientId, Fault, isFault, uuidv7 } from '../../foundation/kit/index.ts';
import { checkImportJob } from '../jobs/import-jobs.ts';
import { dropPieces, type ImportKey, importWriter } from './import-pieces.ts';
import type { ImportStated } from './import-shapes.ts';
import { moveImport } from './import-states.ts';
import { type FileSeen, stripFile } from './strip-file.ts';

/** The most bytes of one file: a year of a thousand ads with forty columns is about half of it. */
export const IMPORT_BYTES_MAX = 256 << 20;

// Pinterest's campaign figures may lie about for a week without becoming facts; somebody who went on holiday chooses again.
const KEPT_MS = 7 * 86_400_000;
// Each may hold a quarter of a gigabyte; nobody works on more than a few.
const WAITING_MAX = 10;

const openImport = async (
  ctx: Context,
  key: ImportKey,
  input: { account: string; stated: ImportStated },
): Promise<void> => {
  const now = ctx.clock.now();
  await withClient(ctx.db, { actor: ctx.actor, clientId: key.clientId }, async (tx) => {
    const [row] = await tx.sql<{ waiting: number }>(
      `select count(*)::int4 as waiting from ingest_imports
        where client_id = $1 and state not in ('landing', 'landed') and expires_at > clock_now()`,
      [key.clientId],
    );
    if ((row?.waiting ?? 0) >= WAITING_MAX) {
      throw new Fault('INGEST_IMPORT_TOO_MANY', 'conflict', `${WAITING_MAX} files of this client are waiting already.`);
    }
    await tx.sql(
      `insert into ingest_imports (client_id, import_id, account, state, uploaded_at, expires_at, changed_at, uploaded_by,
                                   file, stated)
       values ($1, $2, $3, 'uploading', $4, $5, $4, $6, '{}', $7)`,
      [
        ...[key.clientId, key.importId, input.account, now, new Date(now.getTime() + KEPT_MS)],
        ctx.actor.kind === 'user' ? ctx.actor.id : null,
        JSON.stringify(input.stated),
      ],
    );
  });
};

const dropImport = async (ctx: Context, key: ImportKey): Promise<void> => {
  await dropPieces(ctx, key, 'nothing');
  await withClient(ctx.db, { actor: ctx.actor, clientId: key.clientId }, (tx) =>
    tx.sql('delete from ingest_imports where client_id = $1 and import_id = $2', [key.clientId, key.importId]),
  );
};

const measured = (body: AsyncIterable<Uint8Array>) => {
  const hash = createHash('sha256');
  let bytes = 0;
  const through = (async function* () {
    for await (const piece of body) {
      bytes += piece.length;
      if (bytes > IMPORT_BYTES_MAX) {
        throw new Fault('INGEST_IMPORT_TOO_LARGE', 'invalid', `A file may have ${IMPORT_BYTES_MAX} bytes.`);
      }
      hash.update(piece);
      yield piece;
    }
  })();
  return { through, total: () => ({ bytes, sha256: hash.digest('hex') }) };
};

// A body that ends before its time is the sender's network, not our fault.
const isCutOff = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR', 'FST_ERR_CTP_INVALID_CONTENT_LENGTH'].includes(
    String(error.code),
  );

/**
 * Takes in a file as its bytes come in: stripped, compressed and kept in pieces, then its rows are checked by a job. A file that
 * cannot be read leaves nothing behind.
 *
 * @returns the id of the import
 * @throws INGEST_IMPORT_ACCOUNT, INGEST_IMPORT_TOO_MANY, and what `import-faults.ts` says of files
 * @cost memory of a piece and a line, however large the file
 * @personal names of accounts and whatever else is no figure, id or day are not kept
 */
export const receiveImport = async (
  ctx: Context,
  input: { clientId: ClientId; account: string; stated: ImportStated; body: AsyncIterable<Uint8Array> },
): Promise<string> => {
  const { clientId, account, stated } = input;
  const accounts = await boundAdAccounts(ctx, { clientId });
  if (!accounts.some((each) => each.adAccountId === account)) {
    throw new Fault('INGEST_IMPORT_ACCOUNT', 'invalid', 'This is no ad account of the client.', {
      facts: { field: 'account' },
    });
  }
  const key = { clientId, importId: uuidv7(ctx.clock.now().getTime()) };
  await openImport(ctx, key, { account, stated });
  const { through, total } = measured(input.body);
  let seen: FileSeen & { rows: number };
  try {
    const writer = importWriter(ctx, key);
    seen = await stripFile(through, (row) => writer.write('file', `${JSON.stringify(row)}\n`));
    await writer.end();
  } catch (error) {
    await dropImport(ctx, key);
    if (!isFault(error) && isCutOff(error)) {
      throw new Fault('INGEST_IMPORT_CUT_OFF', 'invalid', 'The file did not come in whole.', { cause: error });
    }
    throw error;
  }
  const { rows, ...file } = seen;
  await withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const size = total();
    const now = ctx.clock.now();
    await moveImport(tx, { ...key, from: ['uploading'], now }, { state: 'uploaded', file, rows, ...size });
    const facts = { account, rows, ...size };
    await record(tx, { action: 'ingest.import-uploaded', clientId, subject: key.importId, actor: ctx.actor, facts });
    await enqueue(tx, checkImportJob, key, { singletonKey: key.importId });
  });
  return key.importId;
};

/**
 * States anew what a file is and how it is written, and has its rows checked again.
 *
 * @throws INGEST_IMPORT_MISSING, INGEST_IMPORT_STATE
 * @personal none
 */
export const restateImport = (ctx: Context, key: ImportKey, stated: ImportStated): Promise<void> =>
  withClient(ctx.db, { actor: ctx.actor, clientId: key.clientId }, async (tx) => {
    await moveImport(
      tx,
      { ...key, from: ['checked', 'refused'], now: ctx.clock.now() },
      { state: 'uploaded', stated, outcome: null, fault_code: null, rows_done: 0 },
    );
    await enqueue(tx, checkImportJob, key, { singletonKey: key.importId });
  });

/**
 * Throws away a file that has not landed, with all that was kept of it.
 *
 * @throws INGEST_IMPORT_STATE
 * @personal none
 */
export const discardImport = (ctx: Context, key: ImportKey): Promise<void> =>
  withClient(ctx.db, { actor: ctx.actor, clientId: key.clientId }, async (tx) => {
    const gone = await tx.sql(
      `delete from ingest_imports where client_id = $1 and import_id = $2 and state in ('uploaded', 'checked', 'refused')
       returning import_id`,
      [key.clientId, key.importId],
    );
    if (gone.length === 0) {
      throw new Fault('INGEST_IMPORT_STATE', 'conflict', 'The import is being imported, has been, or is gone.');
    }
    await tx.sql('delete from ingest_import_pieces where client_id = $1 and import_id = $2', [
      key.clientId,
      key.importId,
    ]);
    await record(tx, {
      action: 'ingest.import-discarded',
      clientId: key.clientId,
      subject: key.importId,
      actor: ctx.actor,
    });
  });
