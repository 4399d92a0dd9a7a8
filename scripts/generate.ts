// npm run generate: writes every page that is made from code.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from './generators/page.ts';
import { pages } from './generators/pages.ts';
import { root, say } from './tell.ts';

const write = async (page: Page): Promise<void> => {
  const path = join(root, page.file);
  const before = await readFile(path, 'utf8').catch(() => '');
  const text = await page.make(before);
  if (text === undefined || text === before) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  say(`wrote ${page.file}`);
};

for (const page of pages) {
  // One page that cannot be made (its source does not load) must not keep the others from being right.
  await write(page).catch((error: Error) => {
    say(`${page.file} could not be made: ${error.message}`);
    process.exitCode = 1;
  });
}
