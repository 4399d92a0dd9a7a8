import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { copyOfTree } from './copy-of-tree.ts';

// docs/recipes/adding-a-metric.md, followed to the letter on a copy of the tree: the entry is the one the page shows.
const page = 'docs/recipes/adding-a-metric.md';
const family = 'src/facts/metrics/costs.ts';
const reference = 'docs/reference/metrics.md';
const end = '\n} as const satisfies';

type Ran = { readonly code: number | null; readonly out: string };

const run = (copy: string, program: string, ...words: string[]): Ran => {
  // A test runner that finds itself inside another one runs nothing and says that all is well.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: copy, encoding: 'utf8', env });
  return { code: status, out: `${stdout}${stderr}` };
};

const node = (copy: string, ...words: string[]) => run(copy, process.execPath, ...words);
const tool = (copy: string, name: string, ...words: string[]) =>
  run(copy, join(copy, 'node_modules/.bin', name), ...words);

const edit = async (copy: string, file: string, change: (text: string) => string): Promise<void> => {
  const path = join(copy, file);
  await writeFile(path, change(await readFile(path, 'utf8')));
};

const entryOf = async (copy: string): Promise<string> => {
  const [, block] = /^ *```ts\n([\s\S]*?)^ *```/m.exec(await readFile(join(copy, page), 'utf8')) ?? [];
  assert.ok(block !== undefined, `${page} shows no entry`);
  // The page sets the block in under its step; the file wants it two spaces in.
  return block.replace(/^ {3}/gm, '  ').trimEnd();
};

const addEntry = async (copy: string, entry: string): Promise<void> =>
  edit(copy, family, (text) => text.replace(end, `\n${entry}${end}`));

const contents = async (copy: string): Promise<ReadonlyMap<string, string>> => {
  const files = await Array.fromAsync(
    glob(['src/**/*', 'docs/**/*', 'test/**/*', 'migrations/*', '*.*'], { cwd: copy }),
  );
  const hashes = files.map(async (file) => {
    // A folder has no text of its own.
    const text = await readFile(join(copy, file)).catch(() => '');
    return [file, createHash('sha256').update(text).digest('hex')] as const;
  });
  return new Map(await Promise.all(hashes));
};

const differences = (was: ReadonlyMap<string, string>, is: ReadonlyMap<string, string>): string[] =>
  [...new Set([...was.keys(), ...is.keys()])].filter((file) => was.get(file) !== is.get(file)).sort();

/** The types of the catalogue and what tests it; the whole project takes a minute on a busy machine. */
const checkTypes = async (copy: string) => {
  const files = ['src/facts/metrics.ts', 'src/facts/metrics/evaluate.test.ts'];
  await writeFile(
    join(copy, 'tsconfig.recipe.json'),
    JSON.stringify({ extends: './tsconfig.json', include: [], files }),
  );
  return tool(copy, 'tsc', '-p', 'tsconfig.recipe.json', '--incremental', 'false');
};

const passes = (ran: Ran): void => assert.equal(ran.code, 0, ran.out);

test('adding "cost per save" by its recipe touches one room, and every check is green', async (t) => {
  const copy = await copyOfTree(t);
  passes(node(copy, 'scripts/generate.ts'));
  const was = await contents(copy);

  await addEntry(copy, await entryOf(copy));
  passes(node(copy, 'scripts/generate.ts'));

  const changed = differences(was, await contents(copy));
  assert.deepEqual(changed, [reference, family]);
  assert.match(await readFile(join(copy, reference), 'utf8'), /\| `cost-per-save` \| Cost per save \| micros \|/);

  passes(await checkTypes(copy));
  passes(tool(copy, 'biome', 'check', '--error-on-warnings', '--vcs-enabled=false', family));
  passes(
    tool(
      copy,
      'depcruise',
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err',
      'src/facts/metrics',
      'src/facts/metrics.ts',
    ),
  );
  passes(node(copy, '--test', 'src/facts/metrics/evaluate.test.ts'));
  const question = `const { evaluate } = await import('./src/facts/metrics.ts');
    console.log(evaluate('cost-per-save', { spend: 6_000_000n, 'paid-saves': 1n, 'earned-saves': 2n }));`;
  assert.equal(node(copy, '--input-type=module', '-e', question).out.trim(), '2000000');
});

test('a metric over a figure that does not exist, or without a Dutch label, does not compile', async (t) => {
  const copy = await copyOfTree(t);
  const entry = await entryOf(copy);
  await addEntry(copy, entry.replace("'saves'", "'savings'"));
  assert.match((await checkTypes(copy)).out, /costs\.ts[\s\S]*'"savings"' is not assignable/);
  await edit(copy, family, (text) =>
    text.replace("'savings'", "'saves'").replace("nl: 'Kosten per keer bewaard', ", ''),
  );
  assert.match((await checkTypes(copy)).out, /costs\.ts[\s\S]*'nl' is missing/);
});

test('a metric that mixes paid spend with an earned lens is refused by the tests of the catalogue', async (t) => {
  const copy = await copyOfTree(t);
  const entry = await entryOf(copy);
  await addEntry(copy, entry.replace("lens: 'total'", "lens: 'earned'"));
  const ran = node(copy, '--test', 'src/facts/metrics/evaluate.test.ts');
  assert.equal(ran.code, 1);
  assert.match(ran.out, /a ratio never mixes paid with earned/);
});
