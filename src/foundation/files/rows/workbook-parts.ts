import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import type { RefuseFile } from './file-text.ts';

/** The parts of a workbook, read one at a time and never unpacked further than allowed. */
export type WorkbookParts = {
  /** The text of a part piece by piece; undefined when there is no such part. */
  readonly read: (name: string, maxBytes: number) => AsyncGenerator<string> | undefined;
};

// A workbook has some dozens of parts.
const PARTS_MAX = 2_000;

const open = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    // Without `validateEntrySizes` a part could say that it is small and unpack into as much as it likes.
    yauzl.fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) =>
      zip ? resolve(zip) : reject(error),
    );
  });

const entriesOf = (zip: ZipFile): Promise<Map<string, Entry>> =>
  new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry);
      if (entries.size > PARTS_MAX) reject(new Error('too many parts'));
      else zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', reject);
    zip.readEntry();
  });

const streamOf = (zip: ZipFile, entry: Entry): Promise<Readable> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (stream ? resolve(stream) : reject(error)));
  });

const isTooMuch = (error: unknown): boolean => error instanceof Error && /too many bytes/.test(error.message);

/**
 * Opens a workbook. What a part says of its size is checked before it is read and held to while it is: a small file does not
 * become a large one here.
 *
 * @throws what `refuse` makes of `broken-workbook`; while reading also of `bomb`
 * @cost the file in memory; of its parts a piece
 * @personal none
 */
export const openWorkbook = async (bytes: Buffer, refuse: RefuseFile): Promise<WorkbookParts> => {
  let zip: ZipFile;
  let entries: Map<string, Entry>;
  try {
    zip = await open(bytes);
    entries = await entriesOf(zip);
  } catch {
    // Whatever the zip is wrong in, to a person it is a broken file.
    throw refuse('broken-workbook');
  }
  const pieces = async function* (entry: Entry): AsyncGenerator<string> {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    try {
      const stream = await streamOf(zip, entry);
      for await (const piece of stream as AsyncIterable<Uint8Array>) yield decoder.decode(piece, { stream: true });
      yield decoder.decode();
    } catch (error) {
      throw refuse(isTooMuch(error) ? 'bomb' : 'broken-workbook');
    }
  };
  return {
    read: (name, maxBytes) => {
      const entry = entries.get(name);
      if (entry === undefined) return undefined;
      if (entry.uncompressedSize > maxBytes) throw refuse('bomb');
      return pieces(entry);
    },
  };
};
