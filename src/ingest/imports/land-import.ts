import { record } from '../../foundation/audit/index.ts';
import { type Context, type Tx, withClient } from '../../foundation/db/index.ts';
import { announce, enqueue } from '../../foundation/jobs/index.ts';
import { addDays, type Day, dayOf, earlierDay, Fault, laterDay, monthOf, uuidv7 } from '../../foundation/kit/index.ts';
import { landed } from '../events.ts';
import { landImportJob } from '../jobs/import-jobs.ts';
import { makeLandingRoom } from '../land/land-chunk.ts';
import { pieceWriter, storeHead } from '../land/landing-pieces.ts';
import { chunkPriority } from '../plans/plan-chunks.ts';
import { type ImportRows, rowsOf } from './check-import.ts';
import { dropPieces, type ImportKey } from './import-pieces.ts';
import type { ImportChoice } from './import-shapes.ts';
import { changeImport, getImport, moveImport } from './import-states.ts';

/*
 * The law of what a file may change (docs/decisions/0020):
 *
 * - A landing of Pinterest's speaks for its whole range: what it lacks is gone. A file does so only when a person states that it
 *   is whole (no filter was on); else it speaks for its own rows, and everything else stays as it was.
 * - Only a whole file makes a day known: what a part of one says of some things tells nothing of the others.
 * - Days Pinterest itself has told about stay as they are unless the person says otherwise: the file is a copy, and an older one.
 * - What Pinterest can still answer is still asked: a file does not count as collected, and a later pull goes over it.
 */

const refuse = (code: string, message: string): Fault => new Fault(code, 'conflict', message);

/**
 * Chooses what becomes of a checked file and has it done.
 *
 * @throws INGEST_IMPORT_MISSING, INGEST_IMPORT_STATE, INGEST_IMPORT_BAD_ROWS, INGEST_IMPORT_TWICE, INGEST_IMPORT_NOTHING
 * @personal none
 */
export const landImport = async (ctx: Context, key: ImportKey, choice: ImportChoice): Promise<void> => {
  const { state, outcome } = await getImport(ctx, key);
  if (state !== 'checked' || outcome === null) throw refuse('INGEST_IMPORT_STATE', 'The file is not checked.');
  if (outcome.good === 0) throw refuse('INGEST_IMPORT_NOTHING', 'The file has no good row.');
  if ((outcome.rules.twice ?? 0) > 0) throw refuse('INGEST_IMPORT_TWICE', 'A thing has two rows for one day.');
  if (choice.rows === 'all' && outcome.bad > 0) throw refuse('INGEST_IMPORT_BAD_ROWS', 'The file has bad rows.');
  await withClient(ctx.db, { actor: ctx.actor, clientId: key.clientId }, async (tx) => {
    await moveImport(tx, { ...key, from: ['checked'], now: ctx.clock.now() }, { state: 'landing', choice });
    const { clientId, importId } = key;
    await record(tx, { action: 'ingest.import-chosen', clientId, subject: importId, actor: ctx.actor, facts: choice });
    await enqueue(tx, landImportJob, key, { singletonKey: importId });
  });
};

type Landing = { readonly rows: ImportRows; readonly choice: ImportChoice; readonly uploadedAt: Date };

const isLanded = async (tx: Tx, key: ImportKey, from: Day): Promise<boolean> => {
  const found = await tx.sql('select from ingest_landings where client_id = $1 and chunk_id = $2 and from_day = $3', [
    key.clientId,
    key.importId,
    from,
  ]);
  return found.length > 0;
};

/** One month of a file as a landing: body, provenance and announcement in one transaction, once. */
const landMonth = async (ctx: Context, key: ImportKey, { month, landing }: { month: Day; landing: Landing }) => {
  const { rows, choice, uploadedAt } = landing;
  const from = laterDay(month, rows.from);
  const to = earlierDay(addDays(monthOf(addDays(month, 31)), -1), rows.to);
  const landedOn = dayOf(ctx.clock.now());
  await makeLandingRoom(ctx, landedOn);
  await withClient(ctx.db, { actor: ctx.actor, clientId: key.clientId }, async (tx) => {
    await tx.sql('select pg_advisory_xact_lock($1, hashtext($2))', [key.clientId, `import ${key.importId}`]);
    if (await isLanded(tx, key, from)) return;
    const landingId = uuidv7(ctx.clock.now().getTime());
    const writer = pieceWriter(tx, { clientId: key.clientId, landingId, landedOn });
    let lines = 0n;
    for await (const piece of rows.read(tx, month)) {
      for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines += 1n;
      await writer.write(piece);
    }
    const pieces = await writer.end();
    await tx.renewClaim();
    const head = {
      ...{ clientId: key.clientId, landingId, chunkId: key.importId, kind: 'report' as const, account: rows.account },
      ...{ level: rows.level, reportTime: rows.reportTime, window: rows.window, columns: rows.columns, from, to },
      ...{ landedOn, pulledAt: uploadedAt, rows: lines },
      imported: { wholeDays: choice.wholeDays, overPinterest: choice.overPinterest },
    };
    await storeHead(tx, head, pieces);
    await announce(tx, landed, { clientId: key.clientId, landingId, priority: chunkPriority.history });
  });
};

/** The months a file speaks for: of a whole one also those without a row, on which nothing happened. */
const monthsOf = (rows: ImportRows, choice: ImportChoice): Day[] => {
  if (!choice.wholeDays) return [...rows.months];
  const months: Day[] = [];
  for (let month = monthOf(rows.from); month <= rows.to; month = monthOf(addDays(month, 31))) months.push(month);
  return months;
};

/**
 * Makes landings of a chosen file, a month at a time; they become facts as every landing does. Repeated after a crash it goes on
 * with the first month that is none yet.
 *
 * @cost memory of two pieces
 * @personal none
 */
export const makeImportLandings = async (ctx: Context, key: ImportKey): Promise<void> => {
  const view = await getImport(ctx, key);
  const { outcome, choice, uploadedAt } = view;
  if (view.state !== 'landing' || outcome === null || choice === null) return;
  const rows = rowsOf(key, view, outcome);
  if (rows === undefined) return;
  const months = monthsOf(rows, choice);
  for (const month of months) await landMonth(ctx, key, { month, landing: { rows, choice, uploadedAt } });
  const now = ctx.clock.now();
  await withClient(ctx.db, { actor: ctx.actor, clientId: key.clientId }, async (tx) => {
    const isFirst = await changeImport(tx, { ...key, from: ['landing'], now }, { state: 'landed', landed_at: now });
    if (!isFirst) return;
    const { reportTime, window, level, account, from, to } = rows;
    const facts = {
      ...{ account, level, from, to, rows: outcome.good, leftOut: outcome.bad, sha256: view.sha256 ?? '' },
      ...{ window, reportTime, wholeDays: choice.wholeDays, overPinterest: choice.overPinterest },
    };
    const { clientId, importId } = key;
    await record(tx, { action: 'ingest.import-landed', clientId, subject: importId, actor: ctx.actor, facts });
  });
  await dropPieces(ctx, key, 'nothing');
};
