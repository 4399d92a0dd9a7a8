import { type Answer, ok, type Query, refuse } from '../handler.ts';

const sign = (operation: string, after: number): string => Buffer.from(`${operation}|${after}`).toString('base64url');

const readBookmark = (operation: string, bookmark: string): number => {
  const [signed, after] = Buffer.from(bookmark, 'base64url').toString('utf8').split('|');
  const position = Number(after);
  if (signed !== operation || after === undefined || !Number.isInteger(position) || position < 0) {
    return refuse(400, 1, 'The bookmark is not valid.');
  }
  return position;
};

/** `page_size` (1–250, default 25) of a list call. */
export const pageSizeOf = (query: Query): number => query.integer('page_size', { min: 1, max: 250, otherwise: 25 });

/**
 * One page of a list held in memory: `{items, bookmark}`, bookmark null on the last page. `rows` is the whole list, cheap to
 * slice; `show` turns a row into its answer and is called for this page only.
 */
export const page = <Row>(
  request: { query: Query; operation: string },
  rows: { length: number; slice(from: number, to: number): readonly Row[] },
  show: (row: Row) => unknown,
): Answer => {
  const size = pageSizeOf(request.query);
  const bookmark = request.query.text('bookmark');
  const from = bookmark === undefined ? 0 : readBookmark(request.operation, bookmark);
  const to = Math.min(rows.length, from + size);
  return ok({
    items: rows.slice(from, to).map(show),
    bookmark: to < rows.length ? sign(request.operation, to) : null,
  });
};
