import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../tell.ts';

/** A page made from code; `make` gives its text, or nothing while what it describes does not exist yet. */
export type Page = { readonly file: string; make(before: string): Promise<string | undefined> };

/** The first line of a generated page, so that nobody edits it by hand. */
export const notice = (source: string): string =>
  `<!-- Generated from ${source} by \`npm run generate\`; edit that instead. -->`;

/** A table in Markdown. */
export const tableOf = (heads: readonly string[], rows: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ')).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
};

/** Paths of all room-level files of one name, sorted: `errors.ts` of every room. */
export const roomFiles = async (name: string): Promise<string[]> => {
  const found = await Array.fromAsync(glob([`src/*/${name}`, `src/foundation/*/${name}`], { cwd: root }));
  return found.sort();
};

/** The exports of a file of this checkout, found by path because the list of rooms is open. */
export const exportsOf = async (file: string): Promise<Record<string, unknown>> =>
  import(pathToFileURL(join(root, file)).href);

/** `src/foundation/db/errors.ts` → `foundation/db`. */
export const roomOf = (file: string): string => file.replace(/^src\//, '').replace(/\/[^/]+$/, '');

/** An object whose fields may be looked at. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
