// A cell that begins with one of these is run as a formula by a spreadsheet: whoever names a campaign would decide what happens
// on the desk of who opens the export. An apostrophe before it makes it a text, and is not shown.
const startsFormula = /^[=+\-@\t\r]/;

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A text as a cell: harmless, and quoted where it has to be. */
export const textCell = (text: string | null): string => {
  if (text === null) return '';
  return quoted(startsFormula.test(text) ? `'${text}` : text);
};

const MICROS = 1_000_000n;

/** Micros as money with a decimal point, exact: at least two decimals, more where there are. */
export const moneyCell = (micros: bigint): string => {
  const sign = micros < 0n ? '-' : '';
  const size = micros < 0n ? -micros : micros;
  const decimals = String(size % MICROS)
    .padStart(6, '0')
    .replace(/0{1,4}$/, '');
  return `${sign}${size / MICROS}.${decimals}`;
};

/** One line, ended as RFC 4180 says. */
export const csvLine = (cells: readonly string[]): string => `${cells.join(',')}\r\n`;
