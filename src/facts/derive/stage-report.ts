import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Tx } from '../../foundation/db/index.ts';
import { Fault } from '../../foundation/kit/index.ts';
import type { LandingHead } from './landing-reader.ts';
import { type LedgerColumn, ledgerColumn } from './ledger-columns.ts';

/**
 * How much of a body goes into one COPY. The body is read through the same connection, so reading and copying take turns:
 * larger pieces cost memory, smaller ones round trips; from 1 MB on the difference could not be measured.
 */
const COPY_BYTES = 1024 * 1024;
const NEWLINE = 10;

const columnsOf = (head: LandingHead): LedgerColumn[] =>
  head.columns.map((name) => {
    const column = ledgerColumn(name);
    if (column === undefined) {
      throw new Fault('FACTS_COLUMN_UNKNOWN', 'bug', `The ledger has no column for ${name}.`, { facts: { name } });
    }
    return column;
  });

const copyBatch = async (target: Writable, chunks: readonly Uint8Array[]): Promise<void> => {
  const done = finished(target);
  for (const chunk of chunks) target.write(chunk);
  target.end();
  await done;
};

/** Gives a body in batches that end at the end of a line. */
const lineBatches = async function* (body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array[]> {
  let batch: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    batch.push(chunk);
    size += chunk.length;
    if (size < COPY_BYTES) continue;
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end === 0) continue;
    batch[batch.length - 1] = chunk.subarray(0, end);
    yield batch;
    batch = end < chunk.length ? [chunk.subarray(end)] : [];
    size = chunk.length - end;
  }
  if (size > 0) yield batch;
};

/** Copies a body, line by line as COPY takes it, into a table this transaction made. @personal none */
export const copyBody = async (tx: Tx, copy: string, body: AsyncIterable<Uint8Array>): Promise<void> => {
  for await (const batch of lineBatches(body)) await copyBatch(tx.copyFrom(copy), batch);
};

const columnList = (columns: readonly LedgerColumn[]): string => columns.map((column) => column.name).join(', ');

/**
 * Copies a report's lines into the temp tables `facts_stage (id, day, figures…)` and `facts_stage_seen (id, …)`, which live until
 * the end of the transaction, and gives back which columns of the ledger it carries.
 *
 * @throws FACTS_COLUMN_UNKNOWN for a figure the ledger has no column for; FACTS_LANDING_MALFORMED for a day outside the
 * landing's range
 * @personal none
 */
export const stageReport = async (
  tx: Tx,
  head: LandingHead,
  body: AsyncIterable<Uint8Array>,
): Promise<LedgerColumn[]> => {
  const columns = columnsOf(head);
  const figures = columns.map((column) => `${column.name} ${column.isMoney ? 'int8' : 'int4'}`);
  await tx.sql(`create temp table facts_stage (id text, day date, ${figures.join(', ')}) on commit drop`);
  await copyBody(tx, `copy facts_stage (id, day, ${columnList(columns)}) from stdin`, body);
  // Only these two decide plans, and only roughly: a sample of 1,500 rows does, the usual 30,000 are a tenth of the work.
  await tx.sql('set local default_statistics_target = 5');
  await tx.sql('analyze facts_stage (id, day)');
  await tx.sql(
    `create temp table facts_stage_seen on commit drop as
     select id, min(day) as first_day, max(day) as last_day from facts_stage group by id`,
  );
  const [outside] = await tx.sql<{ id: string }>(
    'select id from facts_stage_seen where first_day < $1 or last_day > $2 or first_day is null or id is null limit 1',
    [head.from, head.to],
  );
  if (outside !== undefined) {
    throw new Fault('FACTS_LANDING_MALFORMED', 'bug', 'A landing holds a day outside its range.', {
      facts: { landingId: head.landingId, id: outside.id },
    });
  }
  return columns;
};
