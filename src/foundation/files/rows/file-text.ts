import { isAscii, isUtf8 } from 'node:buffer';
import type { Fault } from '../../kit/index.ts';

/** How the bytes of a file are read. */
export type FileEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** What may keep a file from being read at all. */
export type FileTrouble =
  | 'encoding'
  | 'not-text'
  | 'workbook'
  | 'old-workbook'
  | 'broken-workbook'
  | 'bomb'
  | 'quotes'
  | 'line'
  | 'wide';

/** The reader's own word for such a trouble, with the line where one is known. */
export type RefuseFile = (why: FileTrouble, line?: number) => Fault;

/** How text is to be read. */
export type TextWish = {
  readonly refuse: RefuseFile;
  readonly onEncoding: (encoding: FileEncoding) => void;
  /** True: what is no UTF-8 is read as Windows-1252, in which Excel writes "CSV". */
  readonly isWesternRead: boolean;
};

/** The first bytes of a zip, which every .xlsx is. @personal none */
export const isZip = (first: Uint8Array): boolean => first[0] === 0x50 && first[1] === 0x4b && first[2] === 3;

/** The first bytes of an .xls, and of an .xlsx with a password. @personal none */
export const isOldWorkbook = (first: Uint8Array): boolean =>
  first[0] === 0xd0 && first[1] === 0xcf && first[2] === 0x11 && first[3] === 0xe0;

// Excel writes "Unicode text" as UTF-16 with a mark before it. Text of a Western language in UTF-16 without one has a zero as
// every other byte.
const encodingOf = (first: Uint8Array): FileEncoding => {
  const [one, two] = first;
  if (one === 0xff && two === 0xfe) return 'utf-16le';
  if (one === 0xfe && two === 0xff) return 'utf-16be';
  if (one !== undefined && one !== 0 && two === 0 && first[2] !== 0) return 'utf-16le';
  return 'utf-8';
};

type Decode = (bytes: Uint8Array | undefined) => string;

const strictDecode = (decoder: TextDecoder, refuse: RefuseFile): Decode => {
  return (bytes) => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw refuse('encoding');
    }
  };
};

const sequenceLength = (lead: number): number => {
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  if (lead >= 0xe0) return lead <= 0xef ? 3 : 1;
  return lead >= 0xc2 ? 2 : 1;
};

/** How many bytes at the end begin a letter that is not whole yet. */
const unfinished = (bytes: Uint8Array): number => {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? back : 0;
  }
  return 0;
};

const beginsAsUtf8 = (bytes: Uint8Array): boolean => {
  const at = bytes.findIndex((byte) => byte >= 0x80);
  return at >= 0 && isUtf8(bytes.subarray(at, at + Math.max(2, sequenceLength(bytes[at] ?? 0))));
};

// The first letter beyond ASCII tells: as UTF-8 it is two bytes or more that fit together, which letters of Windows-1252 hardly
// ever do. What begins as one and goes on as the other was mixed by somebody, and no reading of it is right.
const tellingDecode = ({ refuse, onEncoding }: TextWish): Decode => {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let western: TextDecoder | undefined;
  let held: Uint8Array = new Uint8Array();
  let isUtf = false;
  const asWestern = (bytes: Uint8Array): string => {
    if (isUtf || beginsAsUtf8(bytes)) throw refuse('encoding');
    western = new TextDecoder('windows-1252');
    onEncoding('windows-1252');
    return western.decode(bytes, { stream: true });
  };
  return (bytes) => {
    if (western !== undefined) return bytes === undefined ? western.decode() : western.decode(bytes, { stream: true });
    if (bytes === undefined) return held.length === 0 ? strict.decode() : asWestern(held);
    const all = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
    const whole = all.subarray(0, all.length - unfinished(all));
    if (!isUtf8(whole)) return asWestern(all);
    held = all.subarray(whole.length);
    isUtf ||= !isAscii(whole);
    return strict.decode(whole, { stream: true });
  };
};

const START_BYTES = 4;

/**
 * The text of a file as its bytes come in, without the mark at its beginning.
 *
 * @throws what `refuse` makes of `encoding`, `not-text`, `workbook`, `old-workbook`
 * @personal none
 */
export const textOf = async function* (body: AsyncIterable<Uint8Array>, wish: TextWish): AsyncGenerator<string> {
  const { refuse } = wish;
  let decode: Decode | undefined;
  let start: Uint8Array = new Uint8Array();
  const open = (): Decode => {
    if (isZip(start)) throw refuse('workbook');
    if (isOldWorkbook(start)) throw refuse('old-workbook');
    const encoding = encodingOf(start);
    wish.onEncoding(encoding);
    decode =
      encoding === 'utf-8' && wish.isWesternRead
        ? tellingDecode(wish)
        : strictDecode(new TextDecoder(encoding, { fatal: true }), refuse);
    return decode;
  };
  const checked = (text: string): string => {
    if (text.includes('\0')) throw refuse('not-text');
    return text;
  };
  for await (const bytes of body) {
    if (decode !== undefined) {
      yield checked(decode(bytes));
      continue;
    }
    start = Buffer.concat([start, bytes]);
    if (start.length >= START_BYTES) yield checked(open()(start));
  }
  if (decode === undefined) yield checked(open()(start));
  yield checked((decode ?? open())(undefined));
};

/** What separates the cells of a line. */
export type Delimiter = ',' | ';' | '\t';

const delimiters: readonly Delimiter[] = [',', ';', '\t'];

const outsideQuotes = (line: string): string => line.replaceAll(/"[^"]*"/g, '');

/** The separator of a file, told from its first lines; Excel may name it in a line of its own (`sep=;`). @personal none */
export const delimiterOf = (start: string): Delimiter => {
  const named = /^sep=(.)\r?\n/i.exec(start)?.[1];
  const found = delimiters.find((each) => each === named);
  if (found !== undefined) return found;
  // The line with the most separators is the header; a title above it has none.
  const lines = start.split(/\r?\n|\r/, 25).map(outsideQuotes);
  const count = (each: Delimiter): number => Math.max(...lines.map((line) => line.split(each).length));
  return delimiters.reduce((best, each) => (count(each) > count(best) ? each : best));
};
