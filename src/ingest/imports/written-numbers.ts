/** The sign between units and parts of a number; the other one, spaces and apostrophes may stand between thousands. */
export type DecimalMark = '.' | ',';

/** Why a cell is no figure. */
export type NumberRule = 'number' | 'formula' | 'shortened' | 'whole' | 'negative' | 'large';

// What a column of the ledger holds (int4), and money far below what int8 does: a sum of a whole account still fits.
const COUNT_MAX = 2_147_483_647n;
const MICROS_MAX = 9_000_000_000_000_000n;

const SPACES = /[\s\u00a0\u2007\u2009\u202f]+/g;
const MONEY_SIGN = /^(?:[€$£¥]|[A-Z]{2,3}\$?)|(?:[€$£¥]|[A-Z]{3})$/g;
const EMPTY = new Set(['', '-', '–', '—', '--']);

// Spaces go first, so that `1 234,50 €` and `€ 1.234,50` are read alike.
const bare = (cell: string): string => cell.replaceAll(SPACES, '').replaceAll(MONEY_SIGN, '');

const shapes: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^(-?)(\d+|\d{1,3}(?:[,'’]\d{3})+)(?:\.(\d*))?$/,
  ',': /^(-?)(\d+|\d{1,3}(?:[.'’]\d{3})+)(?:,(\d*))?$/,
};

type Parts = { readonly isNegative: boolean; readonly whole: bigint; readonly fraction: string };

const partsOf = (cell: string, mark: DecimalMark): Parts | NumberRule => {
  if (/^[=@]/.test(cell.trim())) return 'formula';
  const text = bare(cell);
  if (EMPTY.has(text)) return { isNegative: false, whole: 0n, fraction: '' };
  if (/^-?\d+(?:[.,]\d+)?[eE][+-]?\d+$/.test(text)) return 'shortened';
  const found = shapes[mark].exec(text);
  if (found === null) return 'number';
  const [, sign, whole = '', fraction = ''] = found;
  return { isNegative: sign === '-', whole: BigInt(whole.replaceAll(/[^\d]/g, '')), fraction };
};

/** A count: whole, zero or more. An empty cell is zero, as in Pinterest's own reports. @personal none */
export const readCount = (cell: string, mark: DecimalMark): bigint | NumberRule => {
  const parts = partsOf(cell, mark);
  if (typeof parts === 'string') return parts;
  if (/[1-9]/.test(parts.fraction)) return 'whole';
  if (parts.isNegative && parts.whole > 0n) return 'negative';
  return parts.whole > COUNT_MAX ? 'large' : parts.whole;
};

/** An amount in units of the currency, as micros; what is finer than a millionth is rounded. @unit micros @personal none */
export const readMoney = (cell: string, mark: DecimalMark): bigint | NumberRule => {
  const parts = partsOf(cell, mark);
  if (typeof parts === 'string') return parts;
  const micros = parts.whole * 1_000_000n + BigInt(parts.fraction.slice(0, 6).padEnd(6, '0'));
  const rounded = micros + (Number(parts.fraction[6] ?? 0) >= 5 ? 1n : 0n);
  if (rounded > MICROS_MAX) return 'large';
  return parts.isNegative ? -rounded : rounded;
};

/** An amount in millionths: whole, and it may be less than nothing (Pinterest gives money back). @unit micros @personal none */
export const readMicros = (cell: string, mark: DecimalMark): bigint | NumberRule => {
  const parts = partsOf(cell, mark);
  if (typeof parts === 'string') return parts;
  if (/[1-9]/.test(parts.fraction)) return 'whole';
  if (parts.whole > MICROS_MAX) return 'large';
  return parts.isNegative ? -parts.whole : parts.whole;
};

/**
 * Which sign a cell shows to be the decimal one: `1.234,5` can only be read with a comma, `1,234` with either, `12` says nothing.
 *
 * @personal none
 */
export const markShownBy = (cell: string): DecimalMark | 'either' | undefined => {
  const text = bare(cell);
  if (!/^-?[\d.,'’]*\d[\d.,'’]*$/.test(text)) return undefined;
  const [dots, commas] = [text.split('.').length - 1, text.split(',').length - 1];
  if (dots + commas === 0) return undefined;
  if (dots > 0 && commas > 0) return text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',';
  const [sign, other]: [DecimalMark, DecimalMark] = dots > 0 ? ['.', ','] : [',', '.'];
  if (dots + commas > 1) return other;
  return /^-?\d{1,3}[.,]\d{3}$/.test(text) && !/^-?0/.test(text) ? 'either' : sign;
};
