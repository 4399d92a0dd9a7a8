import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { Fault } from '../../foundation/kit/index.ts';
import { type Delimiter, delimiterOf, type FileEncoding, textOf } from './file-text.ts';
import { currencyIn, type HeaderRole, roleOfHeader } from './header-roles.ts';
import { orderShownBy, readDay } from './written-days.ts';
import { markShownBy } from './written-numbers.ts';

/*
 * A file is stripped while it comes in; what is not kept never reaches the disk. Of columns we know and do not bring in (names
 * of accounts among them) nothing is kept; of columns nobody knows only what looks like a number, an id or a day, since nothing
 * else could be pointed out as one of them.
 */

/** What one column of a file is, and how its cells turned out to be written. */
export type FileColumn = {
  readonly header: string;
  readonly role: HeaderRole;
  readonly currency: string | null;
  /** Which decimal signs and orders of a day its cells show. */
  readonly shows: readonly string[];
};

/** What was seen of a file. */
export type FileSeen = {
  readonly encoding: FileEncoding;
  readonly delimiter: Delimiter;
  readonly columns: readonly FileColumn[];
};

/** One row of a stripped file: its line, how many cells it had, whether it calls itself a total, and its cells (null: not kept). */
export type StrippedRow = readonly [line: number, cells: number, isTotal: boolean, values: readonly (string | null)[]];

export const ROWS_MAX = 1_000_000;
// Pinterest knows 613 columns; whatever has more is no export.
const COLUMNS_MAX = 700;
// All 613 columns in quotes are some 30 kB.
const LINE_CHARS_MAX = 1 << 18;
const HEADER_CHARS_MAX = 120;
const CELL_CHARS_MAX = 60;
// Some exports have a title and the days asked above the header.
const PREAMBLE_LINES = 20;
const SNIFF_CHARS = 1 << 16;

const TOTAL = /^(grand |sub)?totals?:?$|^(eind|sub)?totaal:?$/i;
const NUMBER_LIKE = /^[\s\d.,:/'’€$£¥=+"()%-]*$/;
const NOT_KEPT = '…';

const refusals: Readonly<Record<string, { code: string; message: string }>> = {
  CSV_QUOTE_NOT_CLOSED: { code: 'INGEST_IMPORT_QUOTES', message: 'A quotation mark is never closed.' },
  INVALID_OPENING_QUOTE: { code: 'INGEST_IMPORT_QUOTES', message: 'A quotation mark stands inside a cell.' },
  CSV_INVALID_CLOSING_QUOTE: { code: 'INGEST_IMPORT_QUOTES', message: 'A cell goes on behind its quotation mark.' },
  CSV_MAX_RECORD_SIZE: { code: 'INGEST_IMPORT_LINE', message: 'A line is too long.' },
};

const asRefusal = (error: unknown): unknown => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = refusals[code];
  if (known === undefined) return error;
  const line = error instanceof Error && 'lines' in error ? Number(error.lines) : 0;
  return new Fault(known.code, 'invalid', known.message, { facts: { line } });
};

type Raw = { readonly record: readonly string[]; readonly info: { readonly lines: number } };

const headerAt = (first: readonly Raw[]): number => {
  const at = first.findIndex(({ record }) => record.some((cell) => roleOfHeader(cell).is === 'day'));
  if (at >= 0) return at;
  // The widest of the first lines is the header, whatever it calls its columns.
  const widest = Math.max(0, ...first.map(({ record }) => record.length));
  return first.findIndex(({ record }) => record.length === widest);
};

const keptCell = (cell: string, role: HeaderRole): string | null => {
  if (role.is === 'left' || role.is === 'breakdown' || role.is === 'coarse') return null;
  const text = cell.slice(0, CELL_CHARS_MAX);
  if (role.is !== 'unknown') return text;
  if (cell.length > CELL_CHARS_MAX) return NOT_KEPT;
  return NUMBER_LIKE.test(cell) || readDay(cell, 'day-month') !== undefined ? text : NOT_KEPT;
};

const looker = (headers: readonly string[]) => {
  const roles = headers.map(roleOfHeader);
  const shows = headers.map(() => new Set<string>());
  const look = (cell: string | null, at: number): void => {
    if (cell === null || cell === '') return;
    const mark = markShownBy(cell);
    if (mark !== undefined) shows[at]?.add(mark === 'either' ? 'either-mark' : mark);
    const order = orderShownBy(cell);
    if (order !== undefined) shows[at]?.add(order === 'either' ? 'either-order' : order);
  };
  return {
    strip: ({ record, info }: Raw): StrippedRow => {
      const values = roles.map((role, at) => keptCell(record[at] ?? '', role));
      values.forEach(look);
      return [info.lines, record.length, record.some((cell) => TOTAL.test(cell.trim())), values];
    },
    columns: (): FileColumn[] =>
      headers.map((header, at) => ({
        header: header.trim().slice(0, HEADER_CHARS_MAX),
        role: roles[at] ?? { is: 'unknown' },
        currency: currencyIn(header) ?? null,
        shows: [...(shows[at] ?? [])].sort(),
      })),
  };
};

const withStart = async (text: AsyncGenerator<string>): Promise<{ start: string; whole: AsyncIterable<string> }> => {
  let start = '';
  let isOver = false;
  while (start.length < SNIFF_CHARS && !isOver) {
    const next = await text.next();
    isOver = next.done === true;
    if (next.done !== true) start += next.value;
  }
  const whole = (async function* () {
    if (start !== '') yield start.replace(/^sep=.\r?\n/i, '\n');
    yield* text;
  })();
  return { start, whole };
};

/** Gives back the rows in order, the header's place known: the first lines are held until it is. */
const withHeader = async function* (
  records: AsyncIterable<Raw>,
): AsyncGenerator<{ header?: readonly string[]; raw?: Raw }> {
  let first: Raw[] | undefined = [];
  const release = function* (held: readonly Raw[]) {
    const at = headerAt(held);
    if (at < 0) return;
    yield { header: held[at]?.record ?? [] };
    for (const raw of held.slice(at + 1)) yield { raw };
  };
  for await (const raw of records) {
    if (first === undefined) {
      yield { raw };
      continue;
    }
    first.push(raw);
    if (first.length <= PREAMBLE_LINES) continue;
    yield* release(first);
    first = undefined;
  }
  if (first !== undefined) yield* release(first);
};

const tooMany = (code: string): Fault => new Fault(code, 'invalid', 'The file is larger than an export can be.');

/**
 * Reads a CSV as it comes in and gives its rows to `keep`, stripped.
 *
 * @throws the faults of `import-faults.ts` that are about the file as such
 * @cost one pass; a line in memory, and 64 kB to tell separator and header
 */
export const stripFile = async (
  body: AsyncIterable<Uint8Array>,
  keep: (row: StrippedRow) => Promise<void>,
): Promise<FileSeen & { readonly rows: number }> => {
  let encoding: FileEncoding = 'utf-8';
  let rows = 0;
  let looking: ReturnType<typeof looker> | undefined;
  try {
    const text = textOf(body, (found) => {
      encoding = found;
    });
    const { start, whole } = await withStart(text);
    const delimiter = delimiterOf(start);
    const parser = parse({
      ...{
        delimiter,
        info: true,
        relax_column_count: true,
        skip_empty_lines: true,
        max_record_size: LINE_CHARS_MAX,
        // Named, since told from the first line it would be wrong for a file that mixes them.
        record_delimiter: ['\r\n', '\n', '\r'],
      },
    });
    const records: AsyncIterable<Raw> = Readable.from(whole).compose(parser);
    for await (const { header, raw } of withHeader(records)) {
      if (header !== undefined) {
        if (header.length > COLUMNS_MAX) throw tooMany('INGEST_IMPORT_TOO_WIDE');
        looking = looker(header);
      }
      if (raw === undefined || looking === undefined) continue;
      rows += 1;
      if (rows > ROWS_MAX) throw tooMany('INGEST_IMPORT_TOO_LONG');
      await keep(looking.strip(raw));
    }
    if (looking === undefined || rows === 0) throw new Fault('INGEST_IMPORT_EMPTY', 'invalid', 'The file has no rows.');
    return { encoding, delimiter, columns: looking.columns(), rows };
  } catch (error) {
    throw asRefusal(error);
  }
};
