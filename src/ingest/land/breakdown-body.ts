import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { Fault } from '../../foundation/kit/index.ts';
import type { BreakdownType } from '../../pinterest/contract.ts';
import type { LineSink } from './report-body.ts';

/** What was asked of a report split by targeting. */
type Asked = {
  /** The column that names the thing. */
  readonly id: string;
  readonly types: readonly BreakdownType[];
  readonly columns: readonly string[];
};

const WHOLE = /^-?\d+$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

// Longer than any keyword, country or device Pinterest writes; what is longer is something else.
const LONGEST_VALUE = 500;

// Sent on in pieces of about this size: a line by itself would be a write by itself.
const PIECE_BYTES = 1 << 16;

const malformed = (why: string, facts: Record<string, string | number> = {}): Fault =>
  new Fault('INGEST_REPORT_MALFORMED', 'upstream', `The report ${why}; it is asked again.`, { facts });

/** Where each asked column stands in the report. @throws INGEST_REPORT_MALFORMED when one is missing */
const placesOf = (head: readonly string[], { id, columns }: Asked): number[] =>
  [id, 'DATE', 'TARGETING_TYPE', 'TARGETING_VALUE', ...columns].map((name) => {
    const place = head.indexOf(name);
    if (place < 0) throw malformed(`lacks the column ${name}`, { column: name });
    return place;
  });

// As COPY reads it: a backslash and what ends a field or line would otherwise change the line.
const escaped = (value: string): string => value.replaceAll(/\p{Cc}+/gu, ' ').replaceAll('\\', '\\\\');

const nameOf = (text: string | undefined): string => {
  const value = text?.trim() ?? '';
  if (value === '' || value.length > LONGEST_VALUE) throw malformed('holds a part without a name we can keep');
  return escaped(value);
};

const figureOf = (text: string | undefined): string => {
  // Pinterest's CSV reports zero-fill; an empty cell is the same.
  if (text === undefined || text === '') return '0';
  if (WHOLE.test(text)) return text;
  throw malformed('holds a value of another kind than asked');
};

/** One landing line, or nothing for a type that was not asked. */
const lineOf = (record: readonly string[], places: readonly number[], asked: Asked): string => {
  const [id, day, type, value, ...figures] = places.map((place) => record[place]);
  if (!asked.types.some((each) => each === type)) return '';
  if (!WHOLE.test(id ?? '') || !DAY.test(day ?? '')) throw malformed('holds a value of another kind than asked');
  return `${[id, day, type, nameOf(value), ...figures.map(figureOf)].join('\t')}\n`;
};

/**
 * Reads a CSV report split by targeting and writes landing lines: `entity id, day, targeting type, value, figures…`, separated
 * by tabs and escaped as COPY reads them. Values are what Pinterest writes; types and columns not asked for are dropped here.
 * @returns how many lines there were
 * @throws INGEST_REPORT_MALFORMED when the report is not what was asked
 * @cost each cell is read: about 20 times a plain report's cost a byte, of far fewer columns
 * @personal none: keywords and audiences an advertiser chose, no people
 */
export const readBreakdownBody = async (
  body: AsyncIterable<Uint8Array>,
  asked: Asked,
  sink: LineSink,
): Promise<number> => {
  const parser = parse({ bom: true, relax_column_count: false, skip_empty_lines: true, max_record_size: 1 << 20 });
  let places: number[] | undefined;
  let lines = 0;
  let waiting = '';
  for await (const record of Readable.from(body).compose(parser) as AsyncIterable<string[]>) {
    if (places === undefined) {
      places = placesOf(record, asked);
      continue;
    }
    const line = lineOf(record, places, asked);
    if (line === '') continue;
    lines += 1;
    waiting += line;
    if (waiting.length < PIECE_BYTES) continue;
    await sink(Buffer.from(waiting));
    waiting = '';
  }
  if (waiting !== '') await sink(Buffer.from(waiting));
  return lines;
};
