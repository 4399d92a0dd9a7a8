declare global {
  interface JSON {
    /** Text that goes into the JSON exactly as it stands. Node 26 has it; TypeScript's library does not know yet. */
    rawJSON(text: string): object;
  }
}

const wholeNumber = /^-?\d+$/;

// A double holds whole numbers exactly up to 2^53; Pinterest's ids have up to 19 digits and arrive as JSON numbers in
// analytics rows. What a double cannot hold becomes a bigint, read from the text itself.
const revive = (_key: string, value: unknown, context?: { source?: string }): unknown => {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source;
  return source !== undefined && wholeNumber.test(source) ? BigInt(source) : value;
};

// The smallest whole number a double cannot hold has 16 digits. Most answers have none so long, and reading them without
// the reviver takes an eighth of the time (a page of 250 ads: 0.4 instead of 3.3 ms). In doubt, the reviver.
const mayHoldLongNumber = /(?:^|[[:,\s-])\d{16}/;

/**
 * Reads JSON without rounding: a whole number too large for a double comes back as a bigint with every digit.
 *
 * @throws SyntaxError when the text is not JSON
 * @personal none
 */
export const readJson = (text: string): unknown =>
  mayHoldLongNumber.test(text) ? JSON.parse(text, revive) : JSON.parse(text);

/**
 * Writes JSON that `readJson` gives back unchanged: a bigint becomes a plain JSON number with all its digits.
 *
 * @personal none
 */
export const writeJson = (value: unknown): string =>
  JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? JSON.rawJSON(item.toString()) : item));
