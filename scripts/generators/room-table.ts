import { existsSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../tell.ts';
import { exportsOf, isRecord, tableOf } from './page.ts';

const read = (...path: string[]): Promise<string> => readFile(join(root, 'src', ...path), 'utf8');

/** True for a room that exists: it says what it owns. */
export const isBuilt = (room: string): boolean => existsSync(join(root, 'src', room, 'README.md'));

// A README says after its title, in one sentence, what the room is; the word "Owns" before it is the table's own heading.
const ownsOf = async (room: string): Promise<string> => {
  const text = await read(room, 'README.md');
  const opening = text.split(/\n\s*\n/)[1] ?? '';
  const sentence = opening
    .split(/\n- \*\*(?!Owns)/)[0]
    ?.replace(/^(?:- )?\*{0,2}Owns\b\*{0,2}:?/, '')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/\s+/g, ' ')
    .split(/(?<=\.) (?=[A-Z`])/)[0]
    ?.trim()
    .replace(/[.;,]$/, '');
  return (sentence ?? '').replace(/^[a-z]/, (letter) => letter.toUpperCase());
};

// Nobody imports main, and web is entered by its page.
const doorless = new Set(['main', 'web']);

const doorsOf = async (room: string): Promise<string[]> => {
  if (doorless.has(room)) return [];
  const found = await Array.fromAsync(glob('*.ts', { cwd: join(root, 'src', room) }));
  return found.filter((file) => !/\.test\.ts$|^tables\.ts$/.test(file)).sort();
};

const tablesOf = async (room: string): Promise<string[]> => {
  const file = `src/${room}/tables.ts`;
  if (!existsSync(join(root, file)) || room === 'main') return [];
  const lists = Object.values(await exportsOf(file)).filter(Array.isArray);
  return [...new Set(lists.flat().flatMap((each) => (isRecord(each) ? [String(each.name)] : [])))];
};

const definedIn = async (room: string, maker: string): Promise<string[]> => {
  const files = await Array.fromAsync(glob('**/*.ts', { cwd: join(root, 'src', room) }));
  const texts = await Promise.all(files.filter((file) => !file.endsWith('.test.ts')).map((file) => read(room, file)));
  const pattern = new RegExp(`\\b${maker}\\(\\{\\s*name: '([^']+)'`, 'g');
  return texts.flatMap((text) => [...text.matchAll(pattern)].flatMap(([, name]) => name ?? [])).sort();
};

const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(' ');

// A library's tables and a long list of files tell nothing one by one.
const shortened = (names: readonly string[], most: number, of: string): string =>
  names.length > most ? `${names.length} ${of}` : code(names);

const rowOf = async (room: string): Promise<string[]> => [
  `[${room}](src/${room}/README.md)`,
  await ownsOf(room),
  code((await doorsOf(room)).map((file) => file.replace(/\.ts$/, ''))),
  shortened(await tablesOf(room), 16, 'tables'),
  code(await definedIn(room, 'defineEvent')),
  code(await definedIn(room, 'defineJob')),
];

/** One line for each room that exists, from the ground up: what it owns, its doors, tables, events and jobs. */
export const roomTable = async (rooms: readonly string[]): Promise<string> =>
  tableOf(['Room', 'Owns', 'Doors', 'Tables', 'Events', 'Jobs'], await Promise.all(rooms.filter(isBuilt).map(rowOf)));
