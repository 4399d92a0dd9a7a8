import { createRequire } from 'node:module';
import type { Page } from './page.ts';
import { isBuilt, roomTable } from './room-table.ts';

const floors: readonly (readonly string[])[] = createRequire(import.meta.url)('../../floors.cjs');

// The two staircases (docs/decisions/0002): an upper room asks the one below, or hands over to it.
const climbing: readonly string[] = ['pinterest', 'connect', 'ingest', 'facts', 'insight', 'report', 'api', 'web'];
const descending: readonly string[] = ['decide', 'content', 'act', 'pinterest'];

const step = (floor: readonly string[]): string => {
  const signs = `${floor.some((room) => climbing.includes(room)) ? '▲' : ' '} ${floor.some((room) => descending.includes(room)) ? '▼' : ' '}`;
  return ` ${signs}  ${floor.map((room) => (isBuilt(room) ? room : `(${room})`)).join(' · ')}`;
};

const drawing = (): string =>
  [
    '```',
    ' ▲ data climbs: the upper room asks    ▼ decisions descend: the upper room hands over    (planned)',
    '',
    ...floors.toReversed().map(step),
    '```',
  ].join('\n');

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
    return between(between(before, 'floors', drawing()), 'rooms', await roomTable(floors.flat()));
  },
};
