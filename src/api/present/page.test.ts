import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newestFirst, pageOf } from './page.ts';

test('pages put together are the list, each thing once and in order, however long they are', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 30 }), fc.integer({ min: 1, max: 7 }), (items, limit) => {
      const read: string[] = [];
      let cursor: string | undefined;
      for (;;) {
        const page = pageOf(items, { cursor, limit }, (item) => item);
        read.push(...page.items);
        if (page.next === null) break;
        cursor = page.next;
      }
      assert.deepEqual(
        read,
        [...items].sort((one, other) => (one < other ? -1 : 1)),
      );
    }),
  );
});

test('what goes while somebody turns pages hides nothing else', () => {
  const first = pageOf(['a', 'b', 'c', 'd'], { limit: 2 }, (item) => item);
  const rest = pageOf(['a', 'c', 'd'], { limit: 2, cursor: first.next ?? '' }, (item) => item);
  assert.deepEqual(rest, { items: ['c', 'd'], next: null });
});

test('the newest stands first', () => {
  const at = (iso: string) => newestFirst(new Date(iso), 'x');
  assert.ok(at('2026-11-24T00:00:00Z') < at('2026-11-23T23:59:59Z'));
});
