import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const root = resolve(import.meta.dirname, '../..');

/** Codes that source throws by name, with a file that does. A code made by a table of its room is typed by its words already. */
const thrown = async (): Promise<ReadonlyMap<string, string>> => {
  const files = await Array.fromAsync(glob('src/**/*.ts', { cwd: root }));
  const found = new Map<string, string>();
  for (const file of files.filter((each) => !each.endsWith('.test.ts') && !each.startsWith('src/sandbox/'))) {
    const text = await readFile(join(root, file), 'utf8');
    for (const [, code] of text.matchAll(/(?:new Fault|refusal)\(\s*'([A-Z]+_[A-Z_]+)'/g)) found.set(code ?? '', file);
  }
  return found;
};

test('every fault that is thrown by name has its meaning and remedy in both languages', async () => {
  const reference = await readFile(join(root, 'docs/reference/errors.md'), 'utf8');
  const known = new Set([...reference.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code]) => code));
  const nameless = [...(await thrown())]
    .filter(([code]) => !known.has(code))
    .map(([code, file]) => `${code} in ${file}`);
  assert.deepEqual(nameless.sort(), []);
});
