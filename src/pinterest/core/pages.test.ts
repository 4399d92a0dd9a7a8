import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { clientFor, countingSession, scriptedServer } from '../../../test/kit/pinterest.ts';
import { isFault } from '../../foundation/kit/index.ts';
import { listAds } from '../endpoints/ads/list-ads.ts';
import { listBoards } from '../endpoints/boards/list-boards.ts';
import { idChunks } from './pages.ts';

const board = (id: number) => ({ id: String(id), name: `Board ${id}` });
const session = () => countingSession(['pina_one']);

const idsOf = async (list: AsyncIterable<{ id: string }[]>): Promise<string[]> => {
  const ids: string[] = [];
  for await (const page of list) ids.push(...page.map((item) => item.id));
  return ids;
};

test('a list is walked to its end, 250 items a page, with the bookmark of each answer', async (t) => {
  const { url, received } = await scriptedServer(t, [
    { status: 200, body: { items: [board(1), board(2)], bookmark: 'a b+c' } },
    { status: 200, body: { items: [], bookmark: 'next' } },
    { status: 200, body: { items: [board(3)], bookmark: null } },
  ]);
  const ids = await idsOf(listBoards(clientFor(url).pinterest, session(), {}));
  assert.deepEqual(ids, ['1', '2', '3']);
  const asked = received.map((one) => new URL(one.url, url).searchParams);
  assert.deepEqual(
    asked.map((query) => query.get('bookmark')),
    [null, 'a b+c', 'next'],
  );
  assert.ok(asked.every((query) => query.get('page_size') === '250'));
});

test('the next page is not asked before the reader wants it', async (t) => {
  const { url, received } = await scriptedServer(t, [{ status: 200, body: { items: [board(1)], bookmark: 'more' } }]);
  for await (const page of listBoards(clientFor(url).pinterest, session(), {})) {
    assert.equal(page.length, 1);
    break;
  }
  assert.equal(received.length, 1);
});

test('a bookmark that comes back ends the walk with a fault', async (t) => {
  const { url } = await scriptedServer(t, [{ status: 200, body: { items: [board(1)], bookmark: 'same' } }]);
  await assert.rejects(idsOf(listBoards(clientFor(url).pinterest, session(), {})), (error) =>
    isFault(error, 'PINTEREST_BOOKMARK_ENDLESS'),
  );
});

test('a run of empty pages that never ends is given up', async (t) => {
  const { url, received } = await scriptedServer(t, (_request, index) => ({
    status: 200,
    body: { items: [], bookmark: `page ${index}` },
  }));
  await assert.rejects(idsOf(listBoards(clientFor(url).pinterest, session(), {})), (error) =>
    isFault(error, 'PINTEREST_BOOKMARK_ENDLESS'),
  );
  assert.equal(received.length, 21);
});

test('ads are asked with every status, ids repeated and at most 100 in one address', async (t) => {
  const { url, received } = await scriptedServer(t, [{ status: 200, body: { items: [], bookmark: null } }]);
  const ids = Array.from({ length: 230 }, (_, index) => String(10 ** 17 + index * 100));
  const input = { adAccountId: '549', by: { parameter: 'ad_ids', ids } } as const;
  await idsOf(listAds(clientFor(url).pinterest, session(), input));
  const asked = received.map((one) => new URL(one.url, url).searchParams);
  assert.deepEqual(
    asked.map((query) => query.getAll('ad_ids').length),
    [100, 100, 30],
  );
  assert.deepEqual(
    asked.flatMap((query) => query.getAll('ad_ids')),
    ids,
  );
  assert.deepEqual(asked[0]?.getAll('entity_statuses'), ['ACTIVE', 'PAUSED', 'ARCHIVED', 'DRAFT', 'DELETED_DRAFT']);
  assert.ok(received.every((one) => one.url.length < 4_000));
});

test('ids cut into pieces are the same ids in the same order', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 450 }), (ids) => {
      const pieces = idChunks(ids);
      assert.deepEqual(pieces.flat(), ids);
      assert.ok(pieces.every((piece) => piece.length > 0 && piece.length <= 100));
    }),
  );
});
