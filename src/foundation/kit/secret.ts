const shown = '[secret]';

/** A value that must not be printed: logging, JSON, templates and inspection show `[secret]`; only `reveal()` gives it. */
export type Secret = { readonly reveal: () => string; readonly toJSON: () => string; readonly toString: () => string };

/** Wraps a token, password or key so that it cannot slip into a log or an answer. @personal none */
export const secret = (value: string): Secret => ({
  reveal: () => value,
  toJSON: () => shown,
  toString: () => shown,
  // node:util's inspect asks for this symbol before printing an object.
  [Symbol.for('nodejs.util.inspect.custom')]: () => shown,
});
