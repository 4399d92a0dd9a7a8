import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { copyOfTree } from './copy-of-tree.ts';

const run = (copy: string, script: string): string[] => {
  const { stderr } = spawnSync(process.execPath, [join(copy, 'scripts', script)], { cwd: copy, encoding: 'utf8' });
  return stderr.split('\n');
};

test('check:docs names an undocumented export, a missing @personal, a stale page and links that lead nowhere', async (t) => {
  const copy = await copyOfTree(t);
  await writeFile(
    join(copy, 'src/foundation/kit/seeded.ts'),
    [
      'export const bare = 1;',
      '/** Says a word. */',
      "export const half = (): string => 'word';",
      '/** Says a word. @personal none */',
      "export const whole = (): string => 'word';",
    ].join('\n'),
  );
  await appendFile(join(copy, '.env.example'), 'STALE=1\n');
  await writeFile(
    join(copy, 'docs/seeded.md'),
    [
      '# Some heading',
      '[good](../src/foundation/kit/seeded.ts#whole) [also](#some-heading) `[code](nowhere.md)`',
      '[gone](nowhere.md)',
      '[renamed](../src/foundation/kit/seeded.ts#once)',
      '[unheard](#other-heading)',
    ].join('\n\n'),
  );
  const lines = run(copy, 'check-docs.ts');
  const named = lines.filter((line) => /seeded|\.env\.example/.test(line));
  assert.deepEqual(named, [
    'src/foundation/kit/seeded.ts: bare has no sentence that says what it is',
    'src/foundation/kit/seeded.ts: half has no @personal line (none, or what it gives)',
    '.env.example: is not what the code says now',
    'docs/seeded.md: nowhere.md does not exist',
    'docs/seeded.md: ../src/foundation/kit/seeded.ts#once has no once (any more)',
    'docs/seeded.md: #other-heading has no heading for #other-heading',
  ]);
});

test('the machine’s own date is refused in source and migrations, and clock and timers are not', async (t) => {
  const copy = await copyOfTree(t);
  await writeFile(
    join(copy, 'src/foundation/kit/seeded.ts'),
    'export const a = Date.now();\nexport const b = new Date();\nexport const c = [performance.now(), clock.now(), new Date(0)];\n',
  );
  await writeFile(join(copy, 'migrations/9999_seeded.sql'), 'select now();\nselect clock_now(), clock_timestamp();\n');
  const named = run(copy, 'check-time.ts')
    .filter((line) => line.includes('seeded'))
    .sort();
  assert.deepEqual(named, [
    'migrations/9999_seeded.sql:1: select now();',
    'src/foundation/kit/seeded.ts:1: export const a = Date.now();',
    'src/foundation/kit/seeded.ts:2: export const b = new Date();',
  ]);
});
