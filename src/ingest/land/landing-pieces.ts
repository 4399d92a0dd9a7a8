import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import { type Context, roomDb, type Tx, withClient } from '../../foundation/db/index.ts';
import { type ClientId, type Day, Fault } from '../../foundation/kit/index.ts';
import type { BreakdownType, LedgerLevel, ReportTime } from '../../pinterest/contract.ts';
import { setText, typesOf } from '../plans/breakdowns.ts';
import { ingestTables } from '../tables.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

// About a megabyte of lines a piece: large enough that a row's overhead vanishes, small enough that ten downloads at once
// fit in memory with room to spare.
const PIECE_BYTES = 1 << 20;

// Level 1: the bodies live 7 days, and a higher level costs more time than it saves disk.
// By default zlib comes back from its threads for every 16 kB, which costs more than the work; in steps of 64 kB a piece
// takes two thirds of the time.
const chunkSize = 64 << 10;
const options = { chunkSize, params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Where a landing came from; the body follows in pieces. */
export type LandingHead = {
  readonly clientId: ClientId;
  readonly landingId: string;
  readonly chunkId: string;
  readonly kind: 'report' | 'sync' | 'structure' | 'organic' | 'breakdown';
  readonly account: string;
  readonly level: LedgerLevel;
  readonly reportTime: ReportTime | '';
  readonly window: string;
  /** The targeting types a breakdown was asked for, those without a row too; none for everything else. */
  readonly breakdown?: readonly BreakdownType[];
  readonly from: Day;
  readonly to: Day;
  /** Metric columns in the order of the lines; empty for structure. Organic lines have a status before them. */
  readonly columns: readonly string[];
  readonly landedOn: Day;
  readonly pulledAt: Date;
  readonly rows: bigint;
  /** A file somebody brought in and what it may change; undefined for Pinterest's own answers. */
  readonly imported?: { readonly wholeDays: boolean; readonly overPinterest: boolean } | undefined;
};

type PieceKey = { readonly clientId: ClientId; readonly landingId: string; readonly landedOn: Day };

/** Compresses and stores one piece of a body. */
export const storePiece = async (tx: Tx, key: PieceKey & { piece: number }, body: Uint8Array): Promise<void> => {
  await roomDb(tx, ingestTables)
    .insertInto('ingest_landing_pieces')
    .values({
      client_id: key.clientId,
      landed_on: key.landedOn,
      landing_id: key.landingId,
      piece: key.piece,
      body: await compress(body, options),
    })
    .execute();
};

/**
 * Stores a body piece by piece as it comes in; `end` gives the number of pieces. The transaction's claim is renewed with each
 * piece, because a large report may take longer than a claim lives.
 * @cost one insert of about a megabyte before compression per piece; never more than two pieces in memory
 */
export const pieceWriter = (
  tx: Tx,
  key: PieceKey,
): { write: (bytes: Uint8Array) => Promise<void>; end: () => Promise<number> } => {
  let waiting: Uint8Array[] = [];
  let size = 0;
  let piece = 0;
  const flush = async () => {
    if (size === 0) return;
    const body = Buffer.concat(waiting, size);
    waiting = [];
    size = 0;
    await tx.renewClaim();
    await storePiece(tx, { ...key, piece }, body);
    piece += 1;
  };
  return {
    write: async (bytes) => {
      waiting.push(bytes);
      size += bytes.length;
      if (size >= PIECE_BYTES) await flush();
    },
    end: async () => {
      await flush();
      return piece;
    },
  };
};

/** Writes the provenance row that makes a body a landing. */
export const storeHead = async (tx: Tx, head: LandingHead, pieces: number): Promise<void> => {
  await roomDb(tx, ingestTables)
    .insertInto('ingest_landings')
    .values({
      client_id: head.clientId,
      landing_id: head.landingId,
      chunk_id: head.chunkId,
      kind: head.kind,
      account: head.account,
      level: head.level,
      report_time: head.reportTime,
      conversion_window: head.window,
      breakdown: setText(head.breakdown ?? []),
      from_day: head.from,
      to_day: head.to,
      columns: [...head.columns],
      landed_on: head.landedOn,
      pulled_at: head.pulledAt,
      pieces,
      rows: head.rows,
      whole_days: head.imported?.wholeDays ?? null,
      over_pinterest: head.imported?.overPinterest ?? null,
    })
    .execute();
};

const gone = (landingId: string): Fault =>
  new Fault('INGEST_LANDING_GONE', 'missing', 'This landing is gone or was never there.', { facts: { landingId } });

/**
 * A landing and its body. Reports and sync answers: lines `entity id, day, columns…` separated by tabs, without a header,
 * exactly what `COPY` reads. Breakdowns: `entity id, day, targeting type, value, columns…`. Organic: lines `Pin id or nothing, day, status, columns…`, an unknown
 * figure as COPY's null. Structure: one JSON object a line, in the shapes of `pinterest`. Lines may cross pieces.
 * @source ingest_landings, ingest_landing_pieces (7 days)
 * @throws INGEST_LANDING_GONE when the landing does not exist for this client or its body has passed its 7 days
 * @cost one query for the head and one per megabyte of body; one piece in memory
 * @personal none
 */
export const readLanding = async (
  tx: Tx,
  { clientId, landingId }: { clientId: ClientId; landingId: string },
): Promise<{ head: LandingHead; body: AsyncIterable<Uint8Array> }> => {
  const db = roomDb(tx, ingestTables);
  const row = await db
    .selectFrom('ingest_landings')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('landing_id', '=', landingId)
    .executeTakeFirst();
  if (row === undefined) throw gone(landingId);
  const pieces = async function* () {
    for (let piece = 0; piece < row.pieces; piece += 1) {
      const found = await db
        .selectFrom('ingest_landing_pieces')
        .select('body')
        .where('client_id', '=', row.client_id)
        .where('landed_on', '=', row.landed_on)
        .where('landing_id', '=', landingId)
        .where('piece', '=', piece)
        .executeTakeFirst();
      if (found === undefined) throw gone(landingId);
      yield await decompress(found.body, { chunkSize });
    }
  };
  const head: LandingHead = {
    clientId: row.client_id,
    landingId: row.landing_id,
    chunkId: row.chunk_id,
    kind: row.kind,
    account: row.account,
    level: row.level,
    reportTime: row.report_time,
    window: row.conversion_window,
    breakdown: typesOf(row.breakdown),
    from: row.from_day,
    to: row.to_day,
    columns: row.columns,
    landedOn: row.landed_on,
    pulledAt: row.pulled_at,
    rows: row.rows,
    ...(row.whole_days === null
      ? {}
      : { imported: { wholeDays: row.whole_days, overPinterest: row.over_pinterest === true } }),
  };
  return { head, body: pieces() };
};

/**
 * Notes that a landing has been derived into facts; noting it twice does nothing.
 * @personal none
 */
export const markDerived = async (ctx: Context, input: { clientId: ClientId; landingId: string }): Promise<void> => {
  await withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, (tx) =>
    roomDb(tx, ingestTables)
      .updateTable('ingest_landings')
      .set({ derived_at: ctx.clock.now() })
      .where('client_id', '=', input.clientId)
      .where('landing_id', '=', input.landingId)
      .where('derived_at', 'is', null)
      .execute(),
  );
};
