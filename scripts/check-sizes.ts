// npm run check:sizes: prints medians and the largest files, to be looked at. The ceilings are lint errors.
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './tell.ts';

const targets = { median: 80, p90: 200 };

const at = (sorted: readonly number[], share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;

const files: { file: string; lines: number }[] = [];
for await (const file of glob('src/**/*.{ts,tsx}', { cwd: root, exclude: ['**/*.test.*', '**/generated/**'] })) {
  files.push({ file, lines: (await readFile(join(root, file), 'utf8')).split('\n').length - 1 });
}
const sorted = files.map(({ lines }) => lines).sort((a, b) => a - b);
const largest = files.toSorted((a, b) => b.lines - a.lines).slice(0, 5);
const rooms = new Map<string, number>();
for (const { file, lines } of files) {
  const room = /^src\/((?:foundation\/)?[^/]+)\//.exec(file)?.[1] ?? file;
  rooms.set(room, (rooms.get(room) ?? 0) + lines);
}

process.stdout.write(
  [
    `${files.length} files, median ${at(sorted, 0.5)} lines (aim ${targets.median}), p90 ${at(sorted, 0.9)} (aim ${targets.p90})`,
    `largest: ${largest.map(({ file, lines }) => `${file} ${lines}`).join(', ')}`,
    `rooms: ${[...rooms]
      .sort((a, b) => b[1] - a[1])
      .map(([room, lines]) => `${room} ${lines}`)
      .join(', ')}`,
    '',
  ].join('\n'),
);
