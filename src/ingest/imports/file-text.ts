import { Fault } from '../../foundation/kit/index.ts';

/** How the bytes of a file are read. */
export type FileEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

const notText = (): Fault => new Fault('INGEST_IMPORT_NOT_TEXT', 'invalid', 'The file is no text.');

// Excel writes "Unicode text" as UTF-16 with a mark before it. Text of a Western language in UTF-16 without one has a zero as
// every other byte.
const encodingOf = (first: Uint8Array): FileEncoding => {
  const [one, two] = first;
  if (one === 0xff && two === 0xfe) return 'utf-16le';
  if (one === 0xfe && two === 0xff) return 'utf-16be';
  if (one !== undefined && one !== 0 && two === 0 && first[2] !== 0) return 'utf-16le';
  return 'utf-8';
};

// Every .xlsx is a zip, and every zip begins so.
const isZip = (first: Uint8Array): boolean => first[0] === 0x50 && first[1] === 0x4b && first[2] === 3;

const decoded = (decoder: TextDecoder, bytes: Uint8Array | undefined): string => {
  let text: string;
  try {
    text = bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Fault('INGEST_IMPORT_ENCODING', 'invalid', 'The file is neither UTF-8 nor UTF-16.');
  }
  if (text.includes('\0')) throw notText();
  return text;
};

const START_BYTES = 4;

/**
 * The text of a file as its bytes come in, without the mark at its beginning.
 *
 * @throws INGEST_IMPORT_ENCODING, INGEST_IMPORT_NOT_TEXT
 */
export const textOf = async function* (
  body: AsyncIterable<Uint8Array>,
  onEncoding: (encoding: FileEncoding) => void,
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let start: Uint8Array = new Uint8Array();
  const open = (): TextDecoder => {
    if (isZip(start)) throw notText();
    const encoding = encodingOf(start);
    onEncoding(encoding);
    decoder = new TextDecoder(encoding, { fatal: true });
    return decoder;
  };
  for await (const bytes of body) {
    if (decoder !== undefined) {
      yield decoded(decoder, bytes);
      continue;
    }
    start = Buffer.concat([start, bytes]);
    if (start.length >= START_BYTES) yield decoded(open(), start);
  }
  if (decoder === undefined) yield decoded(open(), start);
  yield decoded(decoder ?? open(), undefined);
};

/** What separates the cells of a line. */
export type Delimiter = ',' | ';' | '\t';

const delimiters: readonly Delimiter[] = [',', ';', '\t'];

const outsideQuotes = (line: string): string => line.replaceAll(/"[^"]*"/g, '');

/** The separator of a file, told from its first lines; Excel may name it in a line of its own (`sep=;`). */
export const delimiterOf = (start: string): Delimiter => {
  const named = /^sep=(.)\r?\n/i.exec(start)?.[1];
  const found = delimiters.find((each) => each === named);
  if (found !== undefined) return found;
  // The line with the most separators is the header; a title above it has none.
  const lines = start.split(/\r?\n|\r/, 25).map(outsideQuotes);
  const count = (each: Delimiter): number => Math.max(...lines.map((line) => line.split(each).length));
  return delimiters.reduce((best, each) => (count(each) > count(best) ? each : best));
};
