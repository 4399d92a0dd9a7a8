import { existsSync } from 'node:fs';
import { glob, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { root } from '../tell.ts';

const findTexts = async (): Promise<string[]> => {
  const found = await Array.fromAsync(
    glob(['*.md', 'docs/**/*.md', 'src/**/*.md', 'bench/*.md', 'test/**/*.md'], { cwd: root }),
  );
  return found.sort();
};

// Code is not text: a sample may show a link that leads nowhere.
const withoutCode = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');

const slugOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

const hasHeading = (text: string, slug: string): boolean =>
  [...text.matchAll(/^#+\s+(.+?)\s*$/gm)].some(([, heading]) => slugOf(heading ?? '') === slug);

/** A declaration of that name at the top of the file or as a key of a catalogue; in SQL, the name itself. */
const hasSymbol = (text: string, file: string, name: string): boolean => {
  if (file.endsWith('.sql')) return new RegExp(`\\b${RegExp.escape(name)}\\b`).test(text);
  const declared = new RegExp(`\\b(?:const|let|function|class|type|interface)\\s+${RegExp.escape(name)}\\b`);
  return declared.test(text) || new RegExp(`^\\s+'?${RegExp.escape(name)}'?\\s*[:,(]`, 'm').test(text);
};

const problemOf = async (from: string, target: string): Promise<string | undefined> => {
  const [path = '', name] = decodeURIComponent(target).split('#');
  const file = path === '' ? join(root, from) : join(root, dirname(from), path);
  if (!existsSync(file)) return 'does not exist';
  if (name === undefined || name === '' || (await stat(file)).isDirectory()) return undefined;
  const text = await readFile(file, 'utf8');
  if (file.endsWith('.md')) return hasHeading(text, name) ? undefined : `has no heading for #${name}`;
  return hasSymbol(text, file, name) ? undefined : `has no ${name} (any more)`;
};

const linksOf = (text: string): string[] =>
  [...withoutCode(text).matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)].flatMap(([, target]) =>
    target === undefined || /^[a-z]+:/.test(target) ? [] : [target],
  );

/** Links in the texts of this checkout to files, headings or symbols that are not there, one line each. */
export const linkProblems = async (): Promise<string[]> => {
  const problems: string[] = [];
  for (const from of await findTexts()) {
    for (const target of linksOf(await readFile(join(root, from), 'utf8'))) {
      const problem = await problemOf(from, target);
      if (problem !== undefined) problems.push(`${relative('.', from)}: ${target} ${problem}`);
    }
  }
  return problems;
};
