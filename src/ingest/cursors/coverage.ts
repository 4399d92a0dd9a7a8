import { roomDb, type Tx } from '../../foundation/db/index.ts';
import type { ClientId, Day } from '../../foundation/kit/index.ts';
import { type BreakdownType, isBreakdownType, type LedgerLevel, type ReportTime } from '../../pinterest/contract.ts';
import type { Coverage } from '../plans/plan-chunks.ts';
import { type DayRange, mergeRanges } from '../plans/report-ranges.ts';
import { ingestTables } from '../tables.ts';

type Line = {
  clientId: ClientId;
  account: string;
  level: LedgerLevel;
  reportTime: ReportTime;
  window: string;
  breakdown: BreakdownType | '';
};

/** The days of one account that have landed at least once. */
export const readCoverage = async (tx: Tx, input: { clientId: ClientId; account: string }): Promise<Coverage> => {
  const found = await roomDb(tx, ingestTables)
    .selectFrom('ingest_coverage')
    .select(['level', 'report_time', 'conversion_window', 'breakdown', 'from_day', 'to_day'])
    .where('client_id', '=', input.clientId)
    .where('account', '=', input.account)
    .execute();
  return found.map((row) => ({
    level: row.level,
    reportTime: row.report_time,
    window: row.conversion_window,
    breakdown: isBreakdownType(row.breakdown) ? row.breakdown : '',
    range: { from: row.from_day, to: row.to_day },
  }));
};

/** Adds landed days. Two chunks of one line never end at once on the same row: the rows are locked while merging. */
export const extendCoverage = async (tx: Tx, line: Line, range: DayRange): Promise<void> => {
  const db = roomDb(tx, ingestTables);
  await tx.sql('select pg_advisory_xact_lock($1, hashtext($2))', [
    line.clientId,
    `coverage ${line.account} ${line.level} ${line.reportTime} ${line.window} ${line.breakdown}`,
  ]);
  const mine = db
    .selectFrom('ingest_coverage')
    .select(['from_day', 'to_day'])
    .where('client_id', '=', line.clientId)
    .where('account', '=', line.account)
    .where('level', '=', line.level)
    .where('report_time', '=', line.reportTime)
    .where('conversion_window', '=', line.window)
    .where('breakdown', '=', line.breakdown);
  const before = (await mine.execute()).map((row) => ({ from: row.from_day, to: row.to_day }));
  const after = mergeRanges([...before, range]);
  await db
    .deleteFrom('ingest_coverage')
    .where('client_id', '=', line.clientId)
    .where('account', '=', line.account)
    .where('level', '=', line.level)
    .where('report_time', '=', line.reportTime)
    .where('conversion_window', '=', line.window)
    .where('breakdown', '=', line.breakdown)
    .execute();
  await db
    .insertInto('ingest_coverage')
    .values(
      after.map((piece) => ({
        client_id: line.clientId,
        account: line.account,
        level: line.level,
        report_time: line.reportTime,
        conversion_window: line.window,
        breakdown: line.breakdown,
        from_day: piece.from,
        to_day: piece.to,
      })),
    )
    .execute();
};

/**
 * Forgets that days before a client's term have landed: they are deleted, so a term that is made longer asks them again.
 * Without this they would count as here for ever.
 */
export const trimCoverage = async (tx: Tx, { clientId, from }: { clientId: ClientId; from: Day }): Promise<void> => {
  const db = roomDb(tx, ingestTables);
  await db.deleteFrom('ingest_coverage').where('client_id', '=', clientId).where('to_day', '<', from).execute();
  await db
    .updateTable('ingest_coverage')
    .set({ from_day: from })
    .where('client_id', '=', clientId)
    .where('from_day', '<', from)
    .execute();
};
