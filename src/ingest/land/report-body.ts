import { Readable } from 'node:stream';
import { reorderedLines } from './reordered-lines.ts';
import { headerEnd, plainLines } from './report-lines.ts';

// A header of 43 column names is about 1 kB; whatever has no line end by then is not a report.
const HEADER_LIMIT = 64 << 10;

/** Writes landing lines somewhere; waits when that place is full. */
export type LineSink = (bytes: Uint8Array) => Promise<void>;

const countLines = (bytes: Uint8Array): number => {
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1;
  return lines;
};

const plain = async (rest: AsyncIterable<Uint8Array>, fields: number, sink: LineSink): Promise<number> => {
  const lines = plainLines({ fields });
  for await (const piece of rest) await sink(lines.push(piece));
  return lines.finish();
};

const reordered = async (
  whole: AsyncIterable<Uint8Array>,
  asked: readonly string[],
  sink: LineSink,
): Promise<number> => {
  let lines = 0;
  const [parser, pick] = reorderedLines(asked);
  for await (const piece of Readable.from(whole).compose(parser).compose(pick)) {
    const bytes = Buffer.from(piece);
    lines += countLines(bytes);
    await sink(bytes);
  }
  return lines;
};

const startOf = async (
  body: AsyncIterator<Uint8Array>,
): Promise<{ header: string | undefined; first: Uint8Array; headerBytes: number }> => {
  let first = Buffer.alloc(0);
  for (;;) {
    const end = headerEnd(first);
    if (end !== undefined) {
      return { header: first.subarray(0, end).toString('utf8').replace(/\r$/, ''), first, headerBytes: end + 1 };
    }
    const next = first.length > HEADER_LIMIT ? { done: true as const, value: undefined } : await body.next();
    if (next.done === true) return { header: undefined, first, headerBytes: 0 };
    first = Buffer.concat([first, next.value]);
  }
};

const after = async function* (first: Uint8Array, body: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  if (first.length > 0) yield first;
  for (let next = await body.next(); next.done !== true; next = await body.next()) yield next.value;
};

/**
 * Reads a CSV report as it comes in and writes landing lines (see `report-lines.ts`) to the sink.
 * @param asked the columns in the order of the landing, the id column and `DATE` first
 * @returns how many lines there were; an empty report has none
 * @throws INGEST_REPORT_MALFORMED when the report is not what was asked
 * @cost one pass over the bytes when the header is as asked; one piece in memory
 * @personal none: columns not asked for are dropped here
 */
export const readReportBody = async (
  body: AsyncIterable<Uint8Array>,
  asked: readonly string[],
  sink: LineSink,
): Promise<number> => {
  const pieces = body[Symbol.asyncIterator]();
  const { header, first, headerBytes } = await startOf(pieces);
  if (header === undefined && first.length === 0) return 0;
  if (header === asked.join(',')) return plain(after(first.subarray(headerBytes), pieces), asked.length, sink);
  return reordered(after(first, pieces), asked, sink);
};
