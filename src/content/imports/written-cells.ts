/*
 * How single cells are written and read. What a spreadsheet would take for a formula is written with an apostrophe before it;
 * one apostrophe before such a sign is taken off again, so that whatever was written comes back.
 */

const GUARDED = /^'+[=+\-@]/;
const RISKY = /^'*[=+\-@]/;

/** Text as a cell that no spreadsheet takes for a formula. @personal none */
export const guardCell = (text: string): string => (RISKY.test(text) ? `'${text}` : text);

/** A cell as text: the guard off, ends of lines alike, without space around. @personal none */
export const plainCell = (cell: string): string => {
  const text = cell.replaceAll(/\r\n?/g, '\n').trim();
  return GUARDED.test(text) ? text.slice(1).trim() : text;
};

// A separator inside a label has a backslash before it in our own files.
const LABEL = /((?:\\[\\,;]|[^,;\n])*)(?:[,;\n]|$)/gy;

/** Labels of a cell, each once. @personal none */
export const splitLabels = (cell: string): string[] => {
  const labels = [...cell.matchAll(LABEL)].map(([, label = '']) => label.replaceAll(/\\([\\,;])/g, '$1').trim());
  return [...new Set(labels.filter((label) => label !== ''))];
};

/** Labels as one cell. @personal none */
export const joinLabels = (labels: readonly string[]): string =>
  labels.map((label) => label.replaceAll(/[\\,;]/g, (sign) => `\\${sign}`)).join(', ');

const BETWEEN = /\s*[|,;\n]\s*(?=(?:https?:|asset:))|\s+(?=(?:https?:|asset:))/i;

/** Addresses of a cell: with a comma, semicolon, bar, space or new line between. An address may hold a comma itself. @personal none */
export const splitAddresses = (cell: string): string[] =>
  cell
    .split(BETWEEN)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** A time in a video in seconds: `5`, `5.5`, `0:05`, `00:00:05`; undefined when it is none. @personal none */
export const readSecond = (cell: string): number | undefined => {
  if (!/^\d+(?::\d{1,2}){0,2}(?:[.,]\d{1,3})?$/.test(cell)) return undefined;
  const second = cell
    .replace(',', '.')
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0);
  return second <= 3600 ? second : undefined;
};

/** Whether the text has control characters other than tabs and new lines. @personal none */
export const hasControls = (text: string): boolean => /[^\P{Cc}\t\n]/u.test(text);

/** Whether the text looks as if it was saved in one encoding and read in another. @personal none */
export const isGarbled = (text: string): boolean => /Ã[\u0080-\u00bf©«¨¯®¤¶¼]|â€[™œžš“”¦]|\ufffd/.test(text);
