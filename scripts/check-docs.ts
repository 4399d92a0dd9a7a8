// npm run check:docs: every export of a door is documented, generated pages are up to date, links lead somewhere.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { doorProblems } from './docs/door-docs.ts';
import { linkProblems } from './docs/links.ts';
import type { Page } from './generators/page.ts';
import { pages } from './generators/pages.ts';
import { root, say } from './tell.ts';

const problemOf = async (page: Page): Promise<string[]> => {
  const before = await readFile(join(root, page.file), 'utf8').catch(() => '');
  try {
    const text = await page.make(before);
    return text === undefined || text === before ? [] : [`${page.file}: is not what the code says now`];
  } catch (error) {
    return [`${page.file}: could not be made: ${error instanceof Error ? error.message : String(error)}`];
  }
};

const pageProblems = async (): Promise<string[]> => (await Promise.all(pages.map(problemOf))).flat();

const parts = [
  {
    problems: await doorProblems(),
    remedy: 'Write one sentence (and `@personal …` for a function) where it is defined.',
  },
  { problems: await pageProblems(), remedy: 'Run `npm run generate` and commit the result.' },
  { problems: await linkProblems(), remedy: 'Correct the link, or name the file or symbol as it is called now.' },
];

for (const { problems, remedy } of parts.filter((part) => part.problems.length > 0)) {
  for (const problem of problems) say(problem);
  say(`→ ${remedy}`);
  process.exitCode = 1;
}
