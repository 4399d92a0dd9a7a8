import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { auditEn } from './audit-en.ts';
import { auditNl } from './audit-nl.ts';

const source = join(import.meta.dirname, '../..');

const recording = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('foundation/audit'))
  .map((path) => ({ path, text: readFileSync(join(source, path), 'utf8') }))
  .filter(({ text }) => /import \{[^}]*\brecord\b[^}]*\} from '[^']*foundation\/audit\/index\.ts'/.test(text));

/** What a call of `record` may write: every literal behind its `action:`. */
const actionsOf = (text: string): string[] =>
  [...text.matchAll(/\baction:[^\n]*/g)].flatMap(([line]) =>
    [...line.matchAll(/'([a-z]+\.[a-z]+(?:-[a-z]+)*)'/g)].map(([, action]) => action ?? ''),
  );

test('everything that is recorded has a sentence in Dutch and in English, and a subject to be found under', () => {
  const actions = new Set<string>();
  for (const { path, text } of recording) {
    const found = actionsOf(text);
    // An action put together elsewhere would pass by this test: it is written out where it is recorded.
    assert.ok(found.length >= (text.match(/\brecord\(/g) ?? []).length, `${path}: an action is not written out`);
    for (const action of found) actions.add(action);
  }
  assert.ok(actions.size > 30);
  for (const words of [auditNl, auditEn]) {
    const missing = [...actions].filter((action) => words.actions[action] === undefined);
    assert.deepEqual(missing, []);
    const rooms = Object.keys(words.rooms);
    assert.deepEqual(
      [...actions].filter((action) => !rooms.some((room) => action.startsWith(room))),
      [],
    );
  }
});

test('both languages tell of the same things', () => {
  assert.deepEqual(Object.keys(auditEn.actions), Object.keys(auditNl.actions));
  assert.deepEqual(Object.keys(auditEn.facts), Object.keys(auditNl.facts));
});
