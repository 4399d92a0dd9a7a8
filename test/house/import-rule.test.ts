import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';

const root = resolve(import.meta.dirname, '../..');
let copy = '';

/** One violation of each kind: the rule that must name it, the file that breaks it, what that file holds. */
const seeds: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['floor:facts', 'src/facts/climbs.ts', "export { report } from '../report/index.ts';"],
  ['floor:insight', 'src/insight/sideways.ts', "export { content } from '../content/index.ts';"],
  [
    'floor:foundation/kit',
    'src/foundation/kit/types-count.ts',
    "import type { Db } from '../db/index.ts';\nexport type T = Db;",
  ],
  ['floor-of-tests:facts', 'src/facts/climbs.test.ts', "import '../report/index.ts';"],
  ['door:facts', 'src/report/past-the-door.ts', "export { secret } from '../facts/derive/secret.ts';"],
  ['door:facts', 'test/past-the-door.ts', "export { secret } from '../src/facts/derive/secret.ts';"],
  ['every-room-has-a-floor', 'src/main/homeless.ts', "export { nobody } from '../helpers/index.ts';"],
  ['own-door-is-for-others', 'src/facts/own-door.ts', "export { facts as again } from './index.ts';"],
  ['own-door-is-for-others', 'src/foundation/db/own-door.ts', "export { db as again } from './index.ts';"],
  ['only-act-writes', 'src/decide/writes.ts', "export { createPin } from '../pinterest/write.ts';"],
  ['sandbox-only-from-main', 'src/cli/plays.ts', "export { sandbox } from '../sandbox/index.ts';"],
  ['pinterest-stands-alone', 'src/pinterest/knows-db.ts', "export { db } from '../foundation/db/index.ts';"],
  ['web-knows-only-the-contract', 'src/web/knows-facts.ts', "export { facts } from '../facts/index.ts';"],
  ['sql-lives-in-rooms-not-faces', 'src/api/asks.ts', "export { Kysely } from 'kysely';"],
  ['tables-are-private', 'src/report/peeks.ts', "export { tables } from '../facts/tables.ts';"],
  ['tables-are-private-outside', 'test/peeks.ts', "export { tables } from '../src/facts/tables.ts';"],
  ['tests-stay-outside', 'src/facts/tested.ts', "export { fixture } from '../../test/fixture.ts';"],
  ['no-cycles', 'src/charts/a.ts', "export { b } from './b.ts';\nexport const a = 1;"],
  ['not-to-unresolvable', 'src/charts/lost.ts', "export { gone } from './gone.ts';"],
];

/** What the house allows, close beside each wall. */
const allowed: Readonly<Record<string, string>> = {
  'src/report/index.ts': "import { facts } from '../facts/index.ts';\nexport const report = facts;",
  'src/content/index.ts': 'export const content = 1;',
  'src/helpers/index.ts': 'export const nobody = 1;',
  'src/foundation/db/index.ts':
    "import { kit } from '../kit/index.ts';\nexport const db = kit;\nexport type Db = number;",
  'src/foundation/kit/index.ts': 'export const kit = 1;',
  'src/facts/index.ts':
    "import { secret } from './derive/secret.ts';\nimport { tables } from './tables.ts';\nexport const facts = [secret, tables];",
  'src/facts/tables.ts': 'export const tables = 1;',
  'src/facts/derive/secret.ts': "import { Kysely } from 'kysely';\nexport const secret = Kysely;",
  'src/facts/derive/secret.test.ts':
    "import '../../../test/fixture.ts';\nimport '../../sandbox/index.ts';\nimport './secret.ts';",
  'src/sandbox/index.ts': "import { kit } from '../foundation/kit/index.ts';\nexport const sandbox = kit;",
  'src/pinterest/write.ts': "import { kit } from '../foundation/kit/index.ts';\nexport const createPin = kit;",
  'src/pinterest/write.test.ts': "import '../sandbox/index.ts';\nimport './write.ts';",
  'src/act/index.ts': "export { createPin } from '../pinterest/write.ts';",
  'src/main/gather.ts': "export { sandbox } from '../sandbox/index.ts';\nexport { tables } from '../facts/tables.ts';",
  'src/api/contract.ts': 'export const contract = 1;',
  'src/web/page.ts': "export { contract } from '../api/contract.ts';",
  'src/charts/b.ts': "import { a } from './a.ts';\nexport const b = a;",
  'test/fixture.ts': "export { facts as fixture } from '../src/facts/index.ts';",
};

const cruise = (): Promise<string[]> =>
  new Promise((done, fail) => {
    const program = join(root, 'node_modules/.bin/depcruise');
    const words = [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src', 'test'];
    execFile(process.execPath, words, { cwd: copy, maxBuffer: 2 ** 26 }, (_, stdout, stderr) => {
      if (stdout === '') return fail(new Error(stderr));
      const { summary } = JSON.parse(stdout);
      const found: { rule: { name: string }; from: string }[] = summary.violations;
      done(found.map(({ rule, from }) => `${rule.name} ${from}`));
    });
  });

const write = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(join(copy, file)), { recursive: true });
  await writeFile(join(copy, file), `${text}\n`);
};

before(async () => {
  copy = await mkdtemp(join(tmpdir(), 'prikbord-house-'));
  for (const name of ['floors.cjs', '.dependency-cruiser.cjs', 'tsconfig.json'])
    await cp(join(root, name), join(copy, name));
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const [file, text] of Object.entries(allowed)) await write(file, text);
  for (const [, file, text] of seeds) await write(file, text);
});
after(() => rm(copy, { recursive: true }));

test('the import rule refuses one violation of each kind, by its name', async () => {
  const found = await cruise();
  const missed = seeds.map(([rule, file]) => `${rule} ${file}`).filter((line) => !found.includes(line));
  assert.deepEqual(missed, []);
});

test('the import rule lets pass what the house allows close beside each wall', async () => {
  const seeded = new Set(seeds.map(([, file]) => file));
  const refused = (await cruise()).filter((line) => !seeded.has(line.split(' ')[1] ?? ''));
  assert.deepEqual(refused, []);
});
