import type { Column, Row } from './row.ts';

/** Bytes gathered before they are sent on: large enough for few writes, small enough to keep memory flat. */
const CHUNK = 128 * 1024;
/** No row is longer than this: a few hundred columns of at most sixteen digits. */
const ROW = 16 * 1024;

const ZERO = 48;
const COMMA = 44;
const NEWLINE = 10;

/** Writes text and numbers into a buffer that is handed out when it is full. */
type Sheet = { readonly bytes: Buffer; length: number };

const putText = (sheet: Sheet, text: string): void => {
  sheet.length += sheet.bytes.write(text, sheet.length, 'utf8');
};

/** Whole numbers below 2^31 digit by digit, which is several times faster than by way of a string. */
const putNumber = (sheet: Sheet, value: number): void => {
  const { bytes } = sheet;
  if (value < 10 && value >= 0 && Number.isInteger(value)) {
    bytes[sheet.length] = ZERO + value;
    sheet.length += 1;
    return;
  }
  if (!(Number.isInteger(value) && value > 0 && value < 2_147_483_648)) {
    putText(sheet, String(value));
    return;
  }
  let digits = 1;
  for (let bound = 10; bound <= value; bound *= 10) digits += 1;
  let rest = value | 0;
  for (let place = sheet.length + digits - 1; place >= sheet.length; place -= 1) {
    const next = (rest / 10) | 0;
    bytes[place] = ZERO + (rest - next * 10);
    rest = next;
  }
  sheet.length += digits;
};

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const putCell = (sheet: Sheet, column: Column, row: Row): void => {
  switch (column.kind) {
    case 'figure':
      // The additive columns are read straight from the matrix: this line runs for every number of every report.
      putNumber(
        sheet,
        column.place >= 0 ? (row.matrix[row.offset + column.place] ?? 0) : (column.read(row.matrix, row.offset) ?? 0),
      );
      return;
    case 'id':
      putText(sheet, row.subject.id);
      return;
    case 'date':
      putText(sheet, row.date);
      return;
    case 'cut':
      putText(sheet, quoted(String(column.read(row.cut))));
      return;
    case 'dimension':
      putText(sheet, quoted(String(column.read(row.subject) ?? '')));
  }
};

/** Rows as CSV with a header line; figures without a value are written as zero, as Pinterest does. */
export function* writeCsv(columns: readonly Column[], rows: Iterable<Row>): Generator<Buffer> {
  let sheet: Sheet = { bytes: Buffer.allocUnsafe(CHUNK + ROW), length: 0 };
  putText(sheet, `${columns.map((column) => column.name).join(',')}\n`);
  for (const row of rows) {
    for (let at = 0; at < columns.length; at += 1) {
      const column = columns[at];
      if (column === undefined) continue;
      if (at > 0) {
        sheet.bytes[sheet.length] = COMMA;
        sheet.length += 1;
      }
      putCell(sheet, column, row);
    }
    sheet.bytes[sheet.length] = NEWLINE;
    sheet.length += 1;
    if (sheet.length < CHUNK) continue;
    yield sheet.bytes.subarray(0, sheet.length);
    sheet = { bytes: Buffer.allocUnsafe(CHUNK + ROW), length: 0 };
  }
  yield sheet.bytes.subarray(0, sheet.length);
}
