import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { operateEn } from './operate-en.ts';
import { operateNl } from './operate-nl.ts';

const source = join(import.meta.dirname, '../..');

const defined = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .flatMap((path) => [...readFileSync(join(source, path), 'utf8').matchAll(/defineJob\(\{\s*name: '([a-z-]+)'/g)])
  .map(([, name]) => name ?? '');

test('every kind of job has words in Dutch and in English', () => {
  assert.ok(defined.length > 10);
  for (const { jobs } of [operateNl, operateEn]) {
    assert.deepEqual(
      defined.filter((name) => jobs[name] === undefined),
      [],
    );
  }
});
