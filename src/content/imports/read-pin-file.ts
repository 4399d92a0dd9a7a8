import {
  type Delimiter,
  type FileEncoding,
  type FileTrouble,
  isZip,
  readCsv,
  type WorkbookRow,
  workbookRows,
} from '../../foundation/files/index.ts';
import { Fault } from '../../foundation/kit/index.ts';
import { headerScore, type PinField, type PinFormat, recogniseHeader } from './formats.ts';
import { isBlank, type RawRow } from './read-pin-row.ts';
import { orderIn } from './written-moments.ts';

/** A column of a file: its header, what it says of a Pin as far as its header tells, and the orders of a day its cells show. */
export type PinColumn = {
  readonly header: string;
  readonly field: PinField | null;
  readonly shows: readonly string[];
};

/** What was seen of a file. */
export type PinFileSeen = {
  readonly kind: 'csv' | 'xlsx';
  readonly format: PinFormat;
  readonly encoding: FileEncoding | null;
  readonly delimiter: Delimiter | null;
  readonly columns: readonly PinColumn[];
};

/** The most bytes, rows and columns of a file with Pins. */
export const PIN_FILE_BYTES = 32 << 20;
export const PIN_FILE_ROWS = 20_000;
const COLUMNS_MAX = 200;
// Ten addresses of two thousand characters and all texts at their longest.
const LINE_CHARS = 1 << 16;
const HEADER_CHARS = 120;
// A title or an explanation may stand above the header.
const PREAMBLE_LINES = 10;

const troubles: Readonly<Record<FileTrouble, { code: string; message: string }>> = {
  encoding: { code: 'CONTENT_IMPORT_ENCODING', message: 'The letters of the file are in no encoding we read.' },
  'not-text': { code: 'CONTENT_IMPORT_NOT_A_FILE', message: 'The file is neither a CSV nor a workbook.' },
  workbook: { code: 'CONTENT_IMPORT_WORKBOOK', message: 'The workbook cannot be read.' },
  'old-workbook': { code: 'CONTENT_IMPORT_OLD_WORKBOOK', message: 'The workbook is an old one, or has a password.' },
  'broken-workbook': { code: 'CONTENT_IMPORT_WORKBOOK', message: 'The workbook cannot be read.' },
  bomb: { code: 'CONTENT_IMPORT_BOMB', message: 'The workbook unpacks into more than a list of Pins.' },
  quotes: { code: 'CONTENT_IMPORT_QUOTES', message: 'A quotation mark is missing, or stands where it cannot.' },
  line: { code: 'CONTENT_IMPORT_LINE', message: 'A line is too long; perhaps a quotation mark was not closed.' },
  wide: { code: 'CONTENT_IMPORT_WIDE', message: 'The file has too many columns.' },
};

const refuse = (why: FileTrouble, line?: number): Fault => {
  const { code, message } = troubles[why];
  return new Fault(code, 'invalid', message, line === undefined ? {} : { facts: { line } });
};

const tooLarge = (): Fault =>
  new Fault('CONTENT_IMPORT_LARGE', 'invalid', `A file with Pins has ${PIN_FILE_BYTES >> 20} MB at most.`);

const newLines = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + (cell.match(/\r\n?|\n/g)?.length ?? 0), 0);

const csvLines = async function* (rows: AsyncIterable<{ record: readonly string[]; info: { lines: number } }>) {
  for await (const { record, info } of rows) {
    // The line the row begins on, as an editor shows it.
    yield { line: info.lines - newLines(record), cells: record, formulas: [] } satisfies RawRow;
  }
};

const sheetLines = async function* (rows: AsyncIterable<WorkbookRow>) {
  for await (const { record, line, formulas } of rows) yield { line, cells: record, formulas } satisfies RawRow;
};

const wholeFile = async (body: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.length;
    if (bytes > PIN_FILE_BYTES) throw tooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
};

const bounded = async function* (body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.length;
    if (bytes > PIN_FILE_BYTES) throw tooLarge();
    yield piece;
  }
};

type Lines = {
  readonly kind: 'csv' | 'xlsx';
  readonly encoding: () => FileEncoding | null;
  readonly delimiter: Delimiter | null;
  readonly lines: AsyncIterable<RawRow>;
};

const linesOf = async (body: AsyncIterable<Uint8Array>): Promise<Lines> => {
  const pieces = body[Symbol.asyncIterator]();
  let start = Buffer.alloc(0);
  for (let next = await pieces.next(); ; next = await pieces.next()) {
    if (next.done === true) break;
    start = Buffer.concat([start, next.value]);
    if (start.length >= 4) break;
  }
  const whole = (async function* () {
    yield start;
    yield* { [Symbol.asyncIterator]: () => pieces };
  })();
  if (isZip(start)) {
    const limits = { columns: COLUMNS_MAX, cellChars: LINE_CHARS };
    const rows = workbookRows(await wholeFile(whole), { refuse, limits });
    return { kind: 'xlsx', encoding: () => null, delimiter: null, lines: sheetLines(rows) };
  }
  const csv = await readCsv(bounded(whole), { refuse, lineChars: LINE_CHARS, isWesternRead: true });
  return { kind: 'csv', encoding: csv.encoding, delimiter: csv.delimiter, lines: csvLines(csv.rows) };
};

/** The place of the header among the first lines: the one with the most names we know; without any the first wide one. */
const headerAt = (first: readonly RawRow[]): number => {
  const scores = first.map(({ cells }) => headerScore(cells));
  const best = Math.max(0, ...scores);
  if (best >= 2) return scores.indexOf(best);
  const widest = Math.max(0, ...first.map(({ cells }) => cells.length));
  return first.findIndex(({ cells }) => cells.length === widest);
};

const looker = (header: readonly string[], known: readonly (PinField | undefined)[]) => {
  const shows = header.map(() => new Set<string>());
  return {
    look: (cells: readonly string[]): void => {
      for (const [at, cell] of cells.entries()) {
        const order = orderIn(cell);
        if (order !== undefined) shows[at]?.add(order);
      }
    },
    columns: (): PinColumn[] =>
      header.map((name, at) => ({
        header: name.trim().slice(0, HEADER_CHARS),
        field: known[at] ?? null,
        shows: [...(shows[at] ?? [])].sort(),
      })),
  };
};

const withoutEnd = (cells: readonly string[]): readonly string[] => {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  return cells.slice(0, last + 1);
};

/**
 * Reads a file with Pins as it comes in, and gives its rows to `keep`.
 *
 * @throws the faults of `import-faults.ts` that are about the file as such
 * @cost one pass; of a CSV a line in memory, of a workbook the packed file and the texts its cells share
 * @personal none
 */
export const readPinFile = async (
  body: AsyncIterable<Uint8Array>,
  keep: (row: RawRow) => Promise<void>,
): Promise<PinFileSeen & { readonly rows: number }> => {
  const { kind, encoding, delimiter, lines } = await linesOf(body);
  let rows = 0;
  let first: RawRow[] | undefined = [];
  let looking: ReturnType<typeof looker> | undefined;
  let format: PinFormat = 'unknown';
  const take = async (row: RawRow): Promise<void> => {
    if (isBlank(row.cells) && row.formulas.length === 0) return;
    rows += 1;
    if (rows > PIN_FILE_ROWS) {
      throw new Fault('CONTENT_IMPORT_LONG', 'invalid', `A file with Pins has ${PIN_FILE_ROWS} rows at most.`);
    }
    looking?.look(row.cells);
    await keep({ ...row, cells: withoutEnd(row.cells) });
  };
  const begin = async (held: readonly RawRow[]): Promise<void> => {
    const at = headerAt(held);
    const header = withoutEnd(held[at]?.cells ?? []);
    if (header.length === 0) return;
    const recognised = recogniseHeader(header);
    format = recognised.format;
    looking = looker(header, recognised.fields);
    for (const row of held.slice(at + 1)) await take(row);
  };
  for await (const row of lines) {
    if (row.cells.length > COLUMNS_MAX) throw refuse('wide');
    if (first === undefined) {
      await take(row);
      continue;
    }
    first.push(row);
    if (first.length <= PREAMBLE_LINES) continue;
    await begin(first);
    first = undefined;
  }
  if (first !== undefined) await begin(first);
  if (looking === undefined || rows === 0) throw new Fault('CONTENT_IMPORT_EMPTY', 'invalid', 'The file has no rows.');
  return { kind, format, encoding: encoding(), delimiter, columns: looking.columns(), rows };
};
