import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../tell.ts';
import { type Page, tableOf } from './page.ts';

const floors: readonly (readonly string[])[] = createRequire(import.meta.url)('../../floors.cjs');

const built = (room: string): boolean => existsSync(join(root, 'src', room, 'README.md'));

const drawing = (): string =>
  [
    '```',
    ...floors.toReversed().map((floor) => ` ${floor.map((room) => (built(room) ? room : `(${room})`)).join(' · ')}`),
    '```',
  ].join('\n');

// A room's README opens with its name and then says what it owns, in one paragraph.
const ownsOf = async (room: string): Promise<string> => {
  const text = await readFile(join(root, 'src', room, 'README.md'), 'utf8');
  const paragraph = text.split(/\n\s*\n/).find((part) => /\bOwns\b/.test(part)) ?? text.split(/\n\s*\n/)[1] ?? '';
  return paragraph.replace(/^\W*Owns\W*\s*/, '').replace(/\s+/g, ' ');
};

const roomTable = async (): Promise<string> => {
  const rooms = floors.flat().filter(built);
  const rows = await Promise.all(rooms.map(async (room) => [`[${room}](src/${room}/README.md)`, await ownsOf(room)]));
  return tableOf(['Room', 'Owns'], rows);
};

const between = (text: string, name: string, content: string): string => {
  const parts = new RegExp(`(<!-- generated:${name} -->\\n)[\\s\\S]*?(<!-- /generated -->)`);
  if (!parts.test(text)) throw new Error(`ARCHITECTURE.md lacks <!-- generated:${name} --> … <!-- /generated -->.`);
  return text.replace(parts, (_, open, close) => `${open}\n${content}\n\n${close}`);
};

/** The generated parts of ARCHITECTURE.md: the floors (rooms not built yet in brackets) and the list of rooms. */
export const houseDrawing: Page = {
  file: 'ARCHITECTURE.md',
  make: async (before) => {
    if (before === '') return undefined;
    return between(between(before, 'floors', drawing()), 'rooms', await roomTable());
  },
};
