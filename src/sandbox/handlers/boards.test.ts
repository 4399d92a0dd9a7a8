import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testSandbox } from '../../../test/kit/sandbox.ts';

const scopes = ['boards:read', 'boards:write', 'pins:read', 'pins:write', 'user_accounts:read', 'ads:read'];

/** What these tests read of an answer. */
type Body = {
  id: string;
  name: string;
  code: number;
  message: string;
  privacy: string;
  pin_count: number;
  is_ads_only: boolean;
  owner: { username: string };
  board_owner: { username: string };
  items: [Body, ...Body[]];
  bookmark: string | null;
};

const setUp = async (t: Parameters<typeof testSandbox>[0], more: Parameters<typeof testSandbox>[1] = {}) => {
  const sandbox = await testSandbox(t, more);
  const users = await sandbox.users();
  const signIn = async (at: number, wanted: readonly string[] = scopes) =>
    (await sandbox.consent({ user: users[at]?.id ?? '', scopes: wanted })).access;
  const ask = async (token: string, method: string, path: string, body?: unknown) => {
    const response = await sandbox.call(token, method, path, body);
    const text = await response.text();
    const json: Body = JSON.parse(text === '' ? 'null' : text);
    return { status: response.status, json };
  };
  const walk = async (token: string, path: string): Promise<Body[]> => {
    const items: Body[] = [];
    for (let bookmark: string | null = ''; bookmark !== null; ) {
      const { json } = await ask(token, 'GET', `${path}${bookmark === '' ? '' : `&bookmark=${bookmark}`}`);
      items.push(...json.items);
      bookmark = json.bookmark;
    }
    return items;
  };
  return { sandbox, users, signIn, ask, walk };
};

test('the account of 260 boards crosses pages, each board once, newest first', async (t) => {
  const { signIn, ask, walk } = await setUp(t);
  const token = await signIn(0);
  const first = await ask(token, 'GET', '/boards?page_size=250');
  assert.equal(first.json.items.length, 250);
  assert.ok(first.json.bookmark);
  const all = await walk(token, '/boards?page_size=250');
  assert.equal(all.length, 260);
  assert.equal(new Set(all.map((board) => board.id)).size, 260);
  assert.equal((await ask(token, 'GET', '/boards?bookmark=nonsense')).status, 400);
  assert.equal((await ask(token, 'GET', '/boards?page_size=251')).status, 400);
});

test('a board is made, found, renamed and deleted with its Pins', async (t) => {
  const { signIn, ask, sandbox, users } = await setUp(t);
  const token = await signIn(1);
  const made = await ask(token, 'POST', '/boards', { name: 'Nieuw', description: 'Van een test' });
  assert.equal(made.status, 201);
  const path = `/boards/${made.json.id}`;
  const pin = await ask(token, 'POST', '/pins', {
    board_id: made.json.id,
    media_source: { source_type: 'image_url', url: `${sandbox.url}/assets/400x600/one.png` },
  });
  assert.equal(pin.status, 201);
  assert.equal((await ask(token, 'GET', path)).json.pin_count, 1);
  assert.equal((await ask(token, 'PATCH', path, { name: 'Anders' })).json.name, 'Anders');
  assert.equal((await ask(token, 'DELETE', path)).status, 204);
  assert.deepEqual(await ask(token, 'GET', path).then(({ status, json }) => [status, json.code]), [404, 40]);
  assert.deepEqual(await ask(token, 'GET', `/pins/${pin.json.id}`).then(({ json }) => json.code), 50);
  const truth = (await sandbox.control.pins(users[1]?.id ?? '')).find(({ id }) => id === pin.json.id);
  assert.ok(truth?.deletedAt);
});

test('an ads-only board gets the name and privacy that Pinterest forces', async (t) => {
  const { signIn, ask } = await setUp(t);
  const token = await signIn(2);
  const before = await ask(token, 'GET', '/boards?privacy=PROTECTED');
  assert.deepEqual(
    before.json.items.map((board: Body) => [board.name, board.is_ads_only]),
    [['Ad-only Pins', true]],
  );
  const refused = await ask(token, 'PATCH', `/boards/${before.json.items[0].id}`, { privacy: 'PROTECTED' });
  assert.deepEqual([refused.status, refused.json.code], [400, 1]);
});

test('a secret board exists only for a token with the scope for it', async (t) => {
  const { sandbox, users, signIn, ask } = await setUp(t);
  const rich = await signIn(1, [...scopes, 'boards:read_secret', 'boards:write_secret']);
  const made = await ask(rich, 'POST', '/boards', { name: 'Geheim', privacy: 'SECRET' });
  assert.equal(made.status, 201);
  // A grant only grows: the poorer token belongs to another app.
  const { access: poor } = await sandbox.consent({ user: users[1]?.id ?? '', app: '1477001', scopes });
  const path = `/boards/${made.json.id}`;
  assert.deepEqual([(await ask(rich, 'GET', path)).status, (await ask(poor, 'GET', path)).status], [200, 404]);
  const refused = await ask(poor, 'POST', '/boards', { name: 'Ook geheim', privacy: 'SECRET' });
  assert.deepEqual([refused.status, refused.json.code], [403, 29]);
});

test('sections: made, refused when the name is taken, gone with 2031', async (t) => {
  const { signIn, ask } = await setUp(t);
  const token = await signIn(1);
  const { json } = await ask(token, 'GET', '/boards');
  const path = `/boards/${json.items[0].id}/sections`;
  const made = await ask(token, 'POST', path, { name: 'Keuken' });
  assert.equal(made.status, 201);
  const twice = await ask(token, 'POST', path, { name: 'Keuken' });
  assert.deepEqual([twice.status, twice.json.code], [409, 409]);
  assert.equal((await ask(token, 'PATCH', `${path}/${made.json.id}`, { name: 'Hal' })).json.name, 'Hal');
  assert.equal((await ask(token, 'DELETE', `${path}/${made.json.id}`)).status, 204);
  const gone = await ask(token, 'DELETE', `${path}/${made.json.id}`);
  assert.deepEqual([gone.status, gone.json.code], [404, 2031]);
});

test('boards and Pins of an ordinary Pinner, or of somebody else, are refused', async (t) => {
  const { signIn, ask, users } = await setUp(t);
  const pinner = await signIn(users.findIndex(({ username }) => username === 'sanne.prikt'));
  const denied = await ask(pinner, 'GET', '/boards');
  assert.deepEqual([denied.status, denied.json.message], [403, 'PINNER_DATA_ACCESS_DENIED']);
  const [own, other] = [await signIn(1), await signIn(2)];
  const pin = (await ask(own, 'GET', '/pins')).json.items[0];
  assert.deepEqual(
    await ask(other, 'GET', `/pins/${pin.id}`).then(({ status, json }) => [status, json.code]),
    [403, 29],
  );
});

test('planted text stands with every person on a board or Pin', async (t) => {
  const { signIn, ask, sandbox } = await setUp(t, { plant: 'PLANTED7' });
  const token = await signIn(1);
  const board = (await ask(token, 'GET', '/boards')).json.items[0];
  const pin = (await ask(token, 'GET', '/pins')).json.items[0];
  assert.match(board.owner.username, /PLANTED7/);
  assert.match(pin.board_owner.username, /PLANTED7/);
  const { items } = await sandbox.control.requests();
  assert.ok(items.some(({ op, planted }) => op === 'pins/list' && planted));
});
