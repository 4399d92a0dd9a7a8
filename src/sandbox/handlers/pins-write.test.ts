import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type SandboxChoices, testSandbox } from '../../../test/kit/sandbox.ts';
import { drawPicture } from '../organic/pictures.ts';

type Picture = { width: number; height: number; url: string };

/** What these tests read of an answer. */
type Body = {
  id: string;
  title: string;
  code: number;
  message: string;
  board_id: string;
  parent_pin_id: string;
  creative_type: string;
  pin_id: string;
  is_pin_deleted: boolean;
  has_been_promoted: boolean;
  pin_count: number;
  media: { images: { originals: Picture; '600x': Picture }; items: [Body, ...Body[]] };
  items: [Body, Body, ...Body[]];
};

const setUp = async (t: TestContext, choices: SandboxChoices = {}) => {
  const sandbox = await testSandbox(t, choices);
  const [, user] = await sandbox.users();
  const account = user?.id ?? '';
  const { access } = await sandbox.consent({ user: account });
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await sandbox.call(access, method, path, body);
    const text = await response.text();
    const json: Body = JSON.parse(text === '' ? 'null' : text);
    return { status: response.status, json };
  };
  const boards = (await ask('GET', '/boards')).json.items;
  const board = boards[0].id;
  const pin = (media_source: unknown, more: object = {}) =>
    ask('POST', '/pins', { board_id: board, media_source, ...more });
  const address = (path: string) => ({ source_type: 'image_url', url: `${sandbox.url}${path}` });
  return { sandbox, account, ask, boards, board, pin, address };
};

const picture = async (width: number, height: number) => ({
  content_type: 'image/png',
  data: (await drawPicture(width, { width, height })).toString('base64'),
});

test('a Pin from an address is fetched for real and carries the size of what was found', async (t) => {
  const { pin, address, ask, sandbox, account } = await setUp(t);
  const made = await pin(address('/assets/400x600/one.png'), {
    title: 'Een stoel',
    link: 'https://www.example.com/stoel',
    alt_text: 'Een stoel',
  });
  assert.equal(made.status, 201);
  const { images } = made.json.media;
  assert.deepEqual([images.originals.width, images.originals.height, images['600x'].height], [400, 600, 900]);
  assert.equal(made.json.creative_type, 'REGULAR');
  const picture600 = await fetch(images['600x'].url);
  assert.deepEqual([picture600.status, picture600.headers.get('content-type')], [200, 'image/png']);
  assert.equal((await ask('GET', `/pins/${made.json.id}`)).json.title, 'Een stoel');
  const truth = (await sandbox.control.pins(account)).find(({ id }) => id === made.json.id);
  assert.deepEqual([truth?.title, truth?.link, truth?.deletedAt], ['Een stoel', 'https://www.example.com/stoel', null]);
});

test('an address that gives no image is refused and leaves no Pin behind', async (t) => {
  const { pin, address, sandbox, account } = await setUp(t);
  const before = (await sandbox.control.pins(account)).length;
  const bad = ['/odd/missing', '/odd/error', '/odd/loop', '/odd/not-an-image.png', '/odd/too-big.png', '/sites/none'];
  for (const path of bad) {
    const refused = await pin(address(path));
    assert.deepEqual([path, refused.status, refused.json.code], [path, 400, 1]);
  }
  for (const url of ['http://192.0.2.1/a.png', 'http://127.0.0.1:1/a.png', 'nonsense']) {
    const refused = await pin({ source_type: 'image_url', url });
    assert.match(refused.json.message, /Unable to reach the URL/);
  }
  assert.equal((await sandbox.control.pins(account)).length, before);
  assert.equal((await pin(address('/odd/redirect'))).status, 201);
});

test('bytes must be the image they are said to be', async (t) => {
  const { pin } = await setUp(t);
  assert.equal((await pin({ source_type: 'image_base64', ...(await picture(30, 40)) })).status, 201);
  const wrong = await pin({ source_type: 'image_base64', ...(await picture(30, 40)), content_type: 'image/jpeg' });
  assert.equal(wrong.status, 400);
  const text = { content_type: 'image/png', data: Buffer.from('no image').toString('base64') };
  assert.equal((await pin({ source_type: 'image_base64', ...text })).status, 400);
  assert.equal((await pin({ source_type: 'image_base64', content_type: 'image/png', data: '***' })).status, 400);
});

test('a carousel takes two to five images of one size', async (t) => {
  const { pin } = await setUp(t);
  const carousel = (items: object[]) => pin({ source_type: 'multiple_image_base64', items });
  const made = await carousel([{ ...(await picture(40, 40)), title: 'Eén' }, await picture(40, 40)]);
  assert.deepEqual([made.status, made.json.creative_type, made.json.media.items.length], [201, 'CAROUSEL', 2]);
  assert.equal(made.json.media.items[0].title, 'Eén');
  assert.equal((await carousel([await picture(40, 40)])).status, 400);
  assert.equal((await carousel(await Promise.all(Array.from({ length: 6 }, () => picture(40, 40))))).status, 400);
  assert.match((await carousel([await picture(40, 40), await picture(40, 50)])).json.message, /same width and height/);
});

test('what is too long, lies on no board or in no section is refused', async (t) => {
  const { pin, address, ask, boards } = await setUp(t);
  const source = address('/assets/40x60/a.png');
  assert.equal((await pin(source, { title: 'x'.repeat(101) })).json.code, 1);
  assert.equal((await pin(source, { description: 'x'.repeat(801) })).json.code, 1);
  assert.equal((await pin(source, { link: 'not an address' })).json.code, 1);
  assert.deepEqual(await pin(source, { board_id: '1' }).then(({ status, json }) => [status, json.code]), [404, 40]);
  const section = await pin(source, { board_section_id: '1' });
  assert.deepEqual([section.status, section.json.code], [404, 2031]);
  assert.equal((await ask('POST', '/pins', { board_id: boards[0].id })).status, 400);
  assert.equal((await pin({ source_type: 'pin_url' })).status, 403);
});

test('a new Pin is in no list and no count until its lag is over, but opens at once', async (t) => {
  const { pin, address, ask, board } = await setUp(t, { settings: { listLag: 600 } });
  const count = async () => (await ask('GET', `/boards/${board}`)).json.pin_count;
  const before = await count();
  const made = await pin(address('/assets/40x60/a.png'));
  const isListed = async () => {
    const lists = await Promise.all([ask('GET', `/boards/${board}/pins`), ask('GET', '/pins')]);
    return lists.map(({ json }) => json.items.some((item: Body) => item.id === made.json.id));
  };
  assert.equal((await ask('GET', `/pins/${made.json.id}`)).status, 200);
  assert.deepEqual([await isListed(), await count()], [[false, false], before]);
  await sleep(700);
  assert.deepEqual([await isListed(), await count()], [[true, true], before + 1]);
});

test('a fault after the commit leaves a Pin behind, one before it does not', async (t) => {
  const { pin, address, sandbox, account } = await setUp(t);
  const source = address('/assets/40x60/a.png');
  const titles = async () => (await sandbox.control.pins(account)).map(({ title }) => title);
  const attempt = async (kind: '500' | '500-after-commit' | '2787-after-commit') => {
    await sandbox.control.faults([{ op: 'pins/create', kind }]);
    const { status, json } = await pin(source, { title: kind });
    return [status, json.code];
  };
  assert.deepEqual(await attempt('500'), [500, 500]);
  assert.deepEqual(await attempt('500-after-commit'), [500, 500]);
  assert.deepEqual(await attempt('2787-after-commit'), [400, 2787]);
  const now = await titles();
  assert.deepEqual(
    [now.includes('500'), now.includes('500-after-commit'), now.includes('2787-after-commit')],
    [false, true, true],
  );
});

test('a time-out after the commit leaves a Pin behind', async (t) => {
  const { sandbox, account, board, address } = await setUp(t);
  const { access } = await sandbox.consent({ user: account });
  await sandbox.control.faults([{ op: 'pins/create', kind: 'timeout-after-commit' }]);
  const body = { board_id: board, title: 'stil', media_source: address('/assets/40x60/a.png') };
  const silent = fetch(`${sandbox.api}/pins`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(400),
  });
  await assert.rejects(silent);
  assert.equal((await sandbox.control.pins(account)).filter(({ title }) => title === 'stil').length, 1);
});

test('the same Pin twice is two Pins: nothing is recognised', async (t) => {
  const { pin, address } = await setUp(t);
  const source = address('/assets/40x60/a.png');
  const [one, two] = [await pin(source, { title: 'Zelfde' }), await pin(source, { title: 'Zelfde' })];
  assert.notEqual(one.json.id, two.json.id);
});

test('after fifty Pins in an hour the account is taken for spam', async (t) => {
  const { pin } = await setUp(t);
  const source = { source_type: 'image_base64', ...(await picture(8, 8)) };
  for (let n = 0; n < 50; n += 1) assert.equal((await pin(source)).status, 201);
  const refused = await pin(source);
  assert.equal(refused.status, 429);
  assert.match(refused.json.message, /spam/);
});

test('a Pin is changed, moved, saved elsewhere and deleted', async (t) => {
  const { pin, address, ask, boards } = await setUp(t);
  const made = await pin(address('/assets/40x60/a.png'), { title: 'Eerst' });
  const path = `/pins/${made.json.id}`;
  const [, second] = boards;
  const changed = await ask('PATCH', path, { title: 'Later', board_id: second.id });
  assert.deepEqual([changed.json.title, changed.json.board_id], ['Later', second.id]);
  const saved = await ask('POST', `${path}/save`, { board_id: boards[0].id });
  assert.deepEqual([saved.status, saved.json.parent_pin_id], [201, made.json.id]);
  assert.notEqual(saved.json.id, made.json.id);
  assert.equal((await ask('DELETE', path)).status, 204);
  assert.deepEqual(await ask('DELETE', path).then(({ status, json }) => [status, json.code]), [404, 50]);
  assert.equal((await ask('GET', `/pins/${saved.json.id}`)).status, 200);
});

test('every ad shows a Pin that can be opened, and says so when the Pin is deleted', async (t) => {
  const { ask } = await setUp(t);
  const accounts = (await ask('GET', '/ad_accounts?include_shared_accounts=false')).json.items;
  const ads = `/ad_accounts/${accounts[0].id}/ads`;
  const { items } = (await ask('GET', `${ads}?page_size=20`)).json;
  for (const { pin_id } of items) {
    const pin = await ask('GET', `/pins/${pin_id}`);
    assert.deepEqual([pin.status, pin.json.has_been_promoted], [200, true]);
  }
  const [ad] = items;
  assert.equal((await ask('DELETE', `/pins/${ad.pin_id}`)).status, 204);
  const now = await ask('GET', `${ads}/${ad.id}`);
  assert.deepEqual([ad.is_pin_deleted, now.json.is_pin_deleted, now.json.pin_id], [false, true, ad.pin_id]);
});

test('Trial access makes no Pins in production', async (t) => {
  const { pin, address } = await setUp(t, { settings: { tier: 'trial' } });
  const refused = await pin(address('/assets/40x60/a.png'));
  assert.deepEqual([refused.status, refused.json.code], [403, 29]);
});

test('Pins and deletions survive a restart in the same folder, and a reset forgets them', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'sandbox-'));
  t.after(() => rm(dataDir, { recursive: true }));
  const first = await setUp(t, { dataDir });
  const seeded = (await first.ask('GET', '/pins')).json.items[0].id;
  const made = await first.pin(first.address('/assets/40x60/a.png'), { title: 'Blijft' });
  await first.ask('DELETE', `/pins/${seeded}`);
  await first.sandbox.close();
  const again = await setUp(t, { dataDir });
  assert.equal((await again.ask('GET', `/pins/${made.json.id}`)).json.title, 'Blijft');
  assert.equal((await again.ask('GET', `/pins/${seeded}`)).status, 404);
  await again.sandbox.control.reset();
  const fresh = (await again.sandbox.control.pins(again.account)).map(({ id, deletedAt }) => [id, deletedAt]);
  assert.ok(fresh.every(([id, deletedAt]) => id !== made.json.id && deletedAt === null));
});
