import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import { type Context, type Tx, withClient } from '../../foundation/db/index.ts';
import type { ClientId, Day } from '../../foundation/kit/index.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);
// As landings: what lives a week is compressed for speed.
const options = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Which import. */
export type ImportKey = { readonly clientId: ClientId; readonly importId: string };

/** A part of an import's content: the stripped file, the verdicts, or the good rows of a month. */
export type ImportPart = 'file' | 'verdicts' | `rows ${Day}`;

// Small enough that a writer for each month of a long history fits in memory beside the others.
const PIECE_CHARS = 128 << 10;

/** Writes the parts of an import, each line to its part; every piece is a transaction of its own, so that no upload holds one open. */
export const importWriter = (ctx: Context, key: ImportKey) => {
  const open = new Map<ImportPart, { piece: number; lines: string[]; chars: number }>();
  const flush = async (part: ImportPart): Promise<void> => {
    const state = open.get(part);
    if (state === undefined || state.chars === 0) return;
    const body = await compress(Buffer.from(state.lines.join('')), options);
    await withClient(ctx.db, { actor: ctx.actor, clientId: key.clientId }, (tx) =>
      tx.sql(
        `insert into ingest_import_pieces (client_id, import_id, part, piece, written_at, body)
         values ($1, $2, $3, $4, $5, $6)`,
        [key.clientId, key.importId, part, state.piece, ctx.clock.now(), body],
      ),
    );
    open.set(part, { piece: state.piece + 1, lines: [], chars: 0 });
  };
  return {
    /** Writes a line with its end. */
    write: async (part: ImportPart, line: string): Promise<void> => {
      const state = open.get(part) ?? { piece: 0, lines: [], chars: 0 };
      open.set(part, state);
      state.lines.push(line);
      state.chars += line.length;
      if (state.chars >= PIECE_CHARS) await flush(part);
    },
    end: async (): Promise<void> => {
      for (const part of open.keys()) await flush(part);
    },
  };
};

const readPiece = async (tx: Tx, { clientId, importId }: ImportKey, at: { part: ImportPart; piece: number }) => {
  const [row] = await tx.sql<{ body: Buffer }>(
    'select body from ingest_import_pieces where (client_id, import_id, part, piece) = ($1, $2, $3, $4)',
    [clientId, importId, at.part, at.piece],
  );
  return row === undefined ? undefined : decompress(row.body);
};

/** The pieces of a part, in order, read through a transaction; each is whole lines. One piece in memory. */
export const piecesIn = async function* (tx: Tx, key: ImportKey, part: ImportPart): AsyncGenerator<Buffer> {
  for (let piece = 0; ; piece += 1) {
    const body = await readPiece(tx, key, { part, piece });
    if (body === undefined) return;
    yield body;
  }
};

/** The lines of a part, without their ends; a short transaction for each piece, since whoever reads them may write meanwhile. */
export const importLines = async function* (ctx: Context, key: ImportKey, part: ImportPart): AsyncGenerator<string> {
  for (let piece = 0; ; piece += 1) {
    const body = await withClient(ctx.db, { actor: ctx.actor, clientId: key.clientId }, (tx) =>
      readPiece(tx, key, { part, piece }),
    );
    if (body === undefined) return;
    for (const line of body.toString('utf8').split('\n')) if (line !== '') yield line;
  }
};

/** Deletes what was written of an import: all of it, or all but the file itself. */
export const dropPieces = async (ctx: Context, key: ImportKey, keep: 'nothing' | 'file'): Promise<void> => {
  await withClient(ctx.db, { actor: ctx.actor, clientId: key.clientId }, (tx) =>
    tx.sql('delete from ingest_import_pieces where client_id = $1 and import_id = $2 and part <> $3', [
      key.clientId,
      key.importId,
      keep === 'file' ? 'file' : '',
    ]),
  );
};
