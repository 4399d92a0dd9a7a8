import { type Context, type Tx, withClient, withClients } from '../../foundation/db/index.ts';
import { type ClientId, Fault } from '../../foundation/kit/index.ts';
import type { ImportKey } from './import-pieces.ts';
import {
  fileSeen,
  type ImportChoice,
  type ImportOutcome,
  type ImportStated,
  importChoice,
  importOutcome,
  importStated,
} from './import-shapes.ts';
import type { FileSeen } from './strip-file.ts';

/*
 * | state       | means                                                              | goes to                               |
 * |-------------|--------------------------------------------------------------------|---------------------------------------|
 * | `uploading` | the file is coming in; what a crash leaves of it expires           | `uploaded` · gone                     |
 * | `uploaded`  | stripped and kept; its rows are being checked                      | `checked` · `refused`                 |
 * | `checked`   | every row has its verdict; a person chooses                        | `landing` · `uploaded` (stated anew) · gone |
 * | `refused`   | cannot be checked as it stands; `fault_code` says what to state    | `uploaded` (stated anew) · gone       |
 * | `landing`   | chosen; its months become landings one by one                      | `landed`                              |
 * | `landed`    | all months are landings; content deleted, the row stays as provenance | —                                  |
 *
 * "Gone" is discarded by a person or expired: the row and its content are deleted. A check or a landing that dies is done again
 * by its job from the beginning or from the first month that is not a landing yet.
 */

/** The states above. */
export type ImportState = 'uploading' | 'uploaded' | 'checked' | 'refused' | 'landing' | 'landed';

/** A file somebody brought in: what is stated, what was found and how far it is. */
export type ImportView = {
  readonly importId: string;
  readonly account: string;
  readonly state: ImportState;
  readonly uploadedAt: Date;
  readonly expiresAt: Date;
  readonly landedAt: Date | null;
  readonly uploadedBy: string | null;
  readonly bytes: number;
  readonly sha256: string | null;
  readonly rows: number;
  readonly rowsDone: number;
  readonly file: FileSeen | null;
  readonly stated: ImportStated;
  readonly outcome: ImportOutcome | null;
  readonly choice: ImportChoice | null;
  readonly faultCode: string | null;
  /** Landings made of it that are not yet facts. */
  readonly underived: number;
};

type Row = {
  import_id: string;
  account: string;
  state: ImportState;
  uploaded_at: Date;
  expires_at: Date;
  landed_at: Date | null;
  uploaded_by: string | null;
  bytes: bigint;
  sha256: string | null;
  rows: number;
  rows_done: number;
  file: unknown;
  stated: unknown;
  outcome: unknown;
  choice: unknown;
  fault_code: string | null;
  underived: number;
};

const viewOf = (row: Row): ImportView => ({
  importId: row.import_id,
  account: row.account,
  state: row.state,
  uploadedAt: row.uploaded_at,
  expiresAt: row.expires_at,
  landedAt: row.landed_at,
  uploadedBy: row.uploaded_by,
  bytes: Number(row.bytes),
  sha256: row.sha256,
  rows: row.rows,
  rowsDone: row.rows_done,
  file: fileSeen.safeParse(row.file).data ?? null,
  stated: importStated.parse(row.stated),
  outcome: importOutcome.nullable().parse(row.outcome),
  choice: importChoice.nullable().parse(row.choice),
  faultCode: row.fault_code,
  underived: row.underived,
});

// What has expired is in no answer from that moment on; the sweep deletes it within the hour. What has landed stays.
const SELECT = `
select i.*, (select count(*)::int4 from ingest_landings l
              where l.client_id = i.client_id and l.derived_at is null and l.chunk_id = i.import_id) as underived
  from ingest_imports i
 where i.client_id = $1 and (i.state in ('landing', 'landed') or i.expires_at > clock_now())`;

/**
 * One import.
 *
 * @throws INGEST_IMPORT_MISSING
 * @personal the id of who brought it in
 */
export const getImport = async (ctx: Context, { clientId, importId }: ImportKey): Promise<ImportView> => {
  const [row] = await withClients(ctx.db, { actor: ctx.actor, clientIds: [clientId] }, (tx) =>
    tx.sql<Row>(`${SELECT} and i.import_id = $2`, [clientId, importId]),
  );
  if (row === undefined) throw new Fault('INGEST_IMPORT_MISSING', 'missing', 'There is no such import.');
  return viewOf(row);
};

/** A client's imports, the newest first. @personal the ids of who brought them in */
export const listImports = async (
  ctx: Context,
  { clientId, limit }: { clientId: ClientId; limit: number },
): Promise<ImportView[]> => {
  const rows = await withClients(ctx.db, { actor: ctx.actor, clientIds: [clientId] }, (tx) =>
    tx.sql<Row>(`${SELECT} and i.state <> 'uploading' order by i.import_id desc limit $2`, [clientId, limit]),
  );
  return rows.map(viewOf);
};

type Change = Partial<{
  state: ImportState;
  file: FileSeen;
  stated: ImportStated;
  outcome: ImportOutcome | null;
  choice: ImportChoice;
  fault_code: string | null;
  rows: number;
  rows_done: number;
  bytes: number;
  sha256: string;
  landed_at: Date;
}>;

const isJson = (name: string): boolean => ['file', 'stated', 'outcome', 'choice'].includes(name);

/** Changes an import that is in one of some states; false when it is in another, or gone. */
export const changeImport = async (
  tx: Tx,
  key: ImportKey & { readonly from: readonly ImportState[]; readonly now: Date },
  change: Change,
): Promise<boolean> => {
  const entries = Object.entries(change);
  const sets = entries.map(([name], at) => `${name} = $${at + 5}`).join(', ');
  const rows = await tx.sql(
    `update ingest_imports set changed_at = $4, ${sets}
      where client_id = $1 and import_id = $2 and state = any($3::text[]) returning import_id`,
    [
      key.clientId,
      key.importId,
      key.from,
      key.now,
      ...entries.map(([name, value]) => (isJson(name) && value !== null ? JSON.stringify(value) : value)),
    ],
  );
  return rows.length > 0;
};

/**
 * The same, refused aloud.
 * @throws INGEST_IMPORT_STATE
 */
export const moveImport = async (...given: Parameters<typeof changeImport>): Promise<void> => {
  if (await changeImport(...given)) return;
  throw new Fault('INGEST_IMPORT_STATE', 'conflict', 'The import is in another state, or gone.');
};

/** Changes an import in a transaction of its own. */
export const changeImportNow = (
  ctx: Context,
  key: ImportKey & { readonly from: readonly ImportState[] },
  change: Change,
): Promise<boolean> =>
  withClient(ctx.db, { actor: ctx.actor, clientId: key.clientId }, (tx) =>
    changeImport(tx, { ...key, now: ctx.clock.now() }, change),
  );
