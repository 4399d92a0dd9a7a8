import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { type Delimiter, delimiterOf, type FileEncoding, type RefuseFile, textOf } from './file-text.ts';

/** A row of a CSV: its cells, and the line it ends on. */
export type CsvRow = { readonly record: readonly string[]; readonly info: { readonly lines: number } };

/** A CSV being read. The encoding may turn out another one while rows come. */
export type CsvReading = {
  readonly delimiter: Delimiter;
  readonly encoding: () => FileEncoding;
  readonly rows: AsyncIterable<CsvRow>;
};

const SNIFF_CHARS = 1 << 16;

const troubles: Readonly<Record<string, 'quotes' | 'line'>> = {
  CSV_QUOTE_NOT_CLOSED: 'quotes',
  INVALID_OPENING_QUOTE: 'quotes',
  CSV_INVALID_CLOSING_QUOTE: 'quotes',
  CSV_MAX_RECORD_SIZE: 'line',
};

const asRefusal = (error: unknown, refuse: RefuseFile): unknown => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = troubles[code];
  if (known === undefined) return error;
  return refuse(known, error instanceof Error && 'lines' in error ? Number(error.lines) : 0);
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

/**
 * The rows of a CSV as its bytes come in, with commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1252.
 *
 * @param wish.lineChars the most characters of one row: who forgot a quotation mark is told before all is read
 * @throws what `refuse` makes of `encoding`, `not-text`, `workbook`, `old-workbook`, `quotes`, `line`
 * @cost one pass; a row in memory, and 64 kB to tell the separator
 * @personal none
 */
export const readCsv = async (
  body: AsyncIterable<Uint8Array>,
  wish: { readonly refuse: RefuseFile; readonly lineChars: number; readonly isWesternRead?: boolean },
): Promise<CsvReading> => {
  const { refuse, lineChars } = wish;
  let encoding: FileEncoding = 'utf-8';
  const onEncoding = (found: FileEncoding): void => {
    encoding = found;
  };
  const text = textOf(body, { refuse, onEncoding, isWesternRead: wish.isWesternRead === true });
  const { start, whole } = await withStart(text);
  const delimiter = delimiterOf(start);
  const rows = async function* (): AsyncGenerator<CsvRow> {
    const parser = parse({
      ...{ delimiter, info: true, relax_column_count: true, skip_empty_lines: true, max_record_size: lineChars },
      // Named, since told from the first line it would be wrong for a file that mixes them.
      record_delimiter: ['\r\n', '\n', '\r'],
    });
    try {
      yield* Readable.from(whole).compose(parser) as AsyncIterable<CsvRow>;
    } catch (error) {
      throw asRefusal(error, refuse);
    }
  };
  return { delimiter, encoding: () => encoding, rows: rows() };
};
