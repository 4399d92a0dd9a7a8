// npm run check:docs: every export of a door is documented, generated pages are up to date, links lead somewhere.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { doorProblems } from './docs/door-docs.ts';
import { linkProblems } from './docs/links.ts';
import { pages } from './generators/pages.ts';
import { root, say } from './tell.ts';

const pageProblems = async (): Promise<string[]> => {
  const problems: string[] = [];
  for (const page of pages) {
    const before = await readFile(join(root, page.file), 'utf8').catch(() => '');
    const text = await page.make(before);
    if (text !== undefined && text !== before) problems.push(`${page.file}: is not what the code says now`);
  }
  return problems;
};

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
