import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testApp } from '../../../../test/kit/app.ts';
import { testConnect } from '../../../../test/kit/connected.ts';
import { addApiKey } from '../../../identity/index.ts';
import type { AssetReceived } from '../../contract/assets.ts';
import type { LinkChecked } from '../../contract/planned-pins.ts';

const kit = await testConnect({ after });
const { database } = kit;
const ctx = { ...kit.context({ kind: 'cli', name: 'test' }), keys: database.keys };
const app = await testApp(database);
const user = kit.users.find((each) => each.accountType === 'BUSINESS');
const clientId = await kit.connectClient(user);
const { key } = await addApiKey(ctx, { label: 'test', scopes: ['content.read', 'content.write'], clientIds: 'all' });
const origin = new URL(database.config.pinterest.apiUrl).origin;

const ask = (method: 'GET' | 'POST', at: string, payload?: object) =>
  app.inject({
    method,
    url: `/api/v1/clients/${clientId}/${at}`,
    headers: { authorization: `Bearer ${key}`, 'accept-language': 'en' },
    ...(payload === undefined ? {} : { payload }),
  });

const checked = async (link: string | null): Promise<LinkChecked> => {
  const drafted = await ask('POST', 'planned-pins', { content: { title: 'x', link } });
  return (await ask('GET', `planned-pins/${drafted.json().id}/link-check`)).json();
};

test('the page a Pin leads to is visited: it answers, is missing, or why nobody knows', async () => {
  const states = async (...links: (string | null)[]) =>
    Promise.all(links.map(async (link) => (await checked(link)).state));
  assert.deepEqual(
    await states(null, `${origin}/odd/too-big.png`, `${origin}/sites/nobody/1`, `${origin}/odd/redirect`),
    ['none', 'answers', 'missing', 'answers'],
  );
  for (const link of ['http://169.254.169.254/latest/meta-data/', 'http://localhost:5432/', `${origin}/odd/loop`]) {
    const { state, fault } = await checked(link);
    assert.deepEqual([state, fault?.code], ['unknown', 'OUTSIDE_ADDRESS_REFUSED'], link);
    assert.ok(fault?.remedy);
  }
});

test('a picture that lies on the web comes into the library; what is none, or lies inside, is refused', async () => {
  const add = (address: string) => ask('POST', 'assets/from-address', { address });
  const made = (await add(`${origin}/odd/redirect`)).json<AssetReceived>();
  assert.deepEqual(
    [made.outcome, made.asset.width, made.asset.height, made.asset.name],
    ['new', 1000, 1500, 'redirected.png'],
  );
  assert.equal((await add(`${origin}/assets/1000x1500/redirected.png`)).json().outcome, 'existing');
  const codes: string[] = [];
  for (const address of [
    `${origin}/odd/not-an-image.png`,
    `${origin}/odd/too-big.png`,
    `${origin}/sites/nobody/1`,
    'http://[::ffff:127.0.0.1]/x.png',
    'file:///etc/passwd',
  ]) {
    codes.push((await add(address)).json().code);
  }
  assert.deepEqual(codes, [
    'FILES_PICTURE_REFUSED',
    'FILES_PICTURE_REFUSED',
    'OUTSIDE_UNREACHABLE',
    'OUTSIDE_ADDRESS_REFUSED',
    'OUTSIDE_ADDRESS_REFUSED',
  ]);
});
