// npm run generate: writes every page that is made from code.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pages } from './generators/pages.ts';
import { root, say } from './tell.ts';

for (const page of pages) {
  const path = join(root, page.file);
  const before = await readFile(path, 'utf8').catch(() => '');
  const text = await page.make(before);
  if (text === undefined || text === before) continue;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  say(`wrote ${page.file}`);
}
