import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { testSandbox } from '../../../test/kit/sandbox.ts';

const setUp = async (t: TestContext) => {
  const sandbox = await testSandbox(t, { now: '2026-11-23T15:00:00Z' });
  const [, user] = await sandbox.users();
  const { access } = await sandbox.consent({ user: user?.id ?? '' });
  const site = `${sandbox.url}/sites/${user?.username}`;
  const feed = async (name: string) => (await fetch(`${site}/feeds/${name}`)).text();
  return { sandbox, access, site, feed };
};

test('every seeded Pin that has a link leads to a landing page with picture, price and title', async (t) => {
  const { sandbox, access } = await setUp(t);
  const response = await sandbox.call(access, 'GET', '/pins?page_size=100');
  const { items }: { items: { link: string | null }[] } = JSON.parse(await response.text());
  const links = [...new Set(items.map(({ link }) => link).filter((link) => link !== null))];
  assert.ok(links.length > 10);
  const [link] = links;
  const page = await (await fetch(link ?? '')).text();
  assert.match(page, /<meta property="og:title" content="[^"]+">/);
  assert.match(page, /"@type":"Product"/);
  const image = /property="og:image" content="([^"]+)"/.exec(page)?.[1] ?? '';
  assert.equal((await fetch(image)).headers.get('content-type'), 'image/png');
  assert.equal((await fetch(`${sandbox.url}/sites/nobody/1`)).status, 404);
});

test('every feed holds the items asked for, newest first, and grows by one a day', async (t) => {
  const { feed, sandbox } = await setUp(t);
  const marks: Record<string, RegExp> = {
    'rss.xml': /<item>/g,
    'rss1.xml': /<item rdf:about/g,
    'atom.xml': /<entry>/g,
    'feed.json': /"url":/g,
    'products.xml': /<item>/g,
    'products.tsv': /\nsku-/g,
    'products.csv': /\n"sku-/g,
  };
  for (const [name, mark] of Object.entries(marks)) {
    assert.equal([...(await feed(`${name}?count=50`)).matchAll(mark)].length, 50, name);
  }
  const titles = async (query: string) =>
    JSON.parse(await feed(`feed.json?${query}`)).items.map(({ id }: { id: string }) => id);
  assert.deepEqual(await titles('through=60&count=3'), ['item-60', 'item-59', 'item-58']);
  const [before] = await titles('count=1');
  await sandbox.control.clock.advance('P1D');
  const [after] = await titles('count=1');
  assert.equal(Number(after?.slice(5)), Number(before?.slice(5)) + 1);
});

test('product feeds keep their columns whatever the texts hold', async (t) => {
  const { feed } = await setUp(t);
  const comma = parse(await feed('products.csv?count=30'), { columns: true });
  const tab = parse(await feed('products.tsv?count=30'), { columns: true, delimiter: '\t', quote: null });
  assert.equal(comma.length, 30);
  assert.deepEqual(comma, tab);
});

test('pictures are of the size in their name, the same each time', async (t) => {
  const { sandbox } = await setUp(t);
  const bytes = async () => Buffer.from(await (await fetch(`${sandbox.url}/assets/320x480/a.png`)).arrayBuffer());
  const one = await bytes();
  assert.deepEqual([one.readUInt32BE(16), one.readUInt32BE(20)], [320, 480]);
  assert.deepEqual(one, await bytes());
  assert.equal((await fetch(`${sandbox.url}/assets/9999x9999/a.png`)).status, 404);
});
