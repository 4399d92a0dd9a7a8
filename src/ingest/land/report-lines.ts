import { Fault } from '../../foundation/kit/index.ts';

/**
 * Turns the bytes of a CSV report into landing lines: tab-separated `entity id, day, metrics in the asked order`, without a
 * header. Two ways, one result. When Pinterest's header is exactly what we asked (the ordinary case) the body is only
 * checked and its commas become tabs, at memory speed. Anything else (another order, extra or quoted columns) goes through
 * the CSV library in `reordered-lines.ts`, which drops what we did not ask for.
 */
export type LineCheck = { readonly fields: number };

const TAB = 9;
const NEWLINE = 10;

// What a byte does to the line. A body holds nothing but whole numbers and days, so every other byte (0) is refused.
const DIGIT = 1;
const SEPARATOR = 2;
const LINE_END = 3;
const IGNORED = 4;

const byteKinds = new Uint8Array(256);
for (const digit of Buffer.from('0123456789-')) byteKinds[digit] = DIGIT;
byteKinds[Buffer.from(',')[0] ?? 0] = SEPARATOR;
byteKinds[NEWLINE] = LINE_END;
byteKinds[Buffer.from('\r')[0] ?? 0] = IGNORED;

const malformed = (line: number, why: string): Fault =>
  new Fault('INGEST_REPORT_MALFORMED', 'upstream', `Line ${line} of the report ${why}; it is asked again.`, {
    facts: { line },
  });

/**
 * A checker that keeps its place between pieces of the body. `push` rewrites the piece in place and returns it;
 * `finish` returns how many lines went through.
 * @throws INGEST_REPORT_MALFORMED for a line with another number of fields, an empty field, or a byte that is no number
 * @cost one pass over the bytes, nothing allocated
 * @personal none
 */
export const plainLines = ({
  fields,
}: LineCheck): { push: (piece: Uint8Array) => Uint8Array; finish: () => number } => {
  let lines = 0;
  let seen = 1;
  // Where the field begins in the piece at hand; negative when it began in an earlier one.
  let begin = 0;
  const endField = (at: number): void => {
    if (at === begin) throw malformed(lines + 1, 'has an empty field');
    begin = at + 1;
  };
  // False for a blank line, which is left out.
  const endLine = (at: number): boolean => {
    if (at === begin && seen === 1) return false;
    endField(at);
    lines += 1;
    if (seen !== fields) throw malformed(lines, `has ${seen} fields instead of ${fields}`);
    seen = 1;
    return true;
  };
  const staysAsEnd = (kind: number | undefined, at: number): boolean => {
    if (kind === LINE_END) return endLine(at);
    if (kind !== IGNORED) throw malformed(lines + 1, 'holds a character that is no digit');
    return false;
  };
  return {
    push: (piece) => {
      let kept = 0;
      for (let index = 0; index < piece.length; index += 1) {
        const byte = piece[index] ?? 0;
        const kind = byteKinds[byte];
        if (kind === SEPARATOR) {
          endField(kept);
          seen += 1;
        } else if (kind !== DIGIT && !staysAsEnd(kind, kept)) continue;
        piece[kept] = kind === SEPARATOR ? TAB : byte;
        kept += 1;
      }
      begin -= kept;
      return piece.subarray(0, kept);
    },
    finish: () => {
      // The last line may come without a newline; that nothing is missing is told by the report's stated size.
      endLine(0);
      return lines;
    },
  };
};

/** Where the header line ends, or undefined while it has not come in whole. @personal none */
export const headerEnd = (bytes: Uint8Array): number | undefined => {
  const at = bytes.indexOf(NEWLINE);
  return at < 0 ? undefined : at;
};
