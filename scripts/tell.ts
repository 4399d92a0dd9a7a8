import { resolve } from 'node:path';

/** The folder of this checkout. */
export const root = resolve(import.meta.dirname, '..');

/** Says what a script is doing, on stderr: stdout is for results. */
export const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
