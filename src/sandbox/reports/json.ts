import type { Column, Row } from './row.ts';

/** A row as an object: a figure without a value is left out, and so is one that is zero. */
export const rowObject = (columns: readonly Column[], row: Row): Record<string, string | number> => {
  const object: Record<string, string | number> = {};
  for (const column of columns) {
    const value = cellOf(column, row);
    if (value !== null && (column.kind !== 'figure' || value !== 0)) object[column.name] = value;
  }
  return object;
};

const cellOf = (column: Column, row: Row): string | number | null => {
  if (column.kind === 'figure') return column.read(row.matrix, row.offset);
  if (column.kind === 'dimension') return column.read(row.subject);
  if (column.kind === 'cut') return column.read(row.cut);
  return column.kind === 'id' ? row.subject.id : row.date;
};

/** Rows as one JSON object: per id, or per day when sorted by date, the list of its rows. Rows must come in that order. */
export function* writeJson(
  columns: readonly Column[],
  rows: Iterable<Row>,
  sort: 'BY_ID' | 'BY_DATE',
): Generator<Buffer> {
  let key = '';
  let open = false;
  let piece = '{';
  for (const row of rows) {
    const mine = sort === 'BY_ID' ? row.subject.id : row.date;
    if (!open || mine !== key) piece += `${open ? '],' : ''}${JSON.stringify(mine)}:[`;
    else piece += ',';
    key = mine;
    open = true;
    piece += JSON.stringify(rowObject(columns, row));
    if (piece.length < 65_536) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  yield Buffer.from(`${piece}${open ? ']' : ''}}`);
}
