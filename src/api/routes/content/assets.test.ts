import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import sharp from 'sharp';
import { testApp } from '../../../../test/kit/app.ts';
import { testDatabase } from '../../../../test/kit/index.ts';
import { addClient } from '../../../clients/index.ts';
import { withClient } from '../../../foundation/db/index.ts';
import { addApiKey, addUser, sessionCookie, signIn } from '../../../identity/index.ts';
import type { AssetList, AssetReceived, AssetTold } from '../../contract/assets.ts';

const database = await testDatabase({ after });
const ctx = { ...database.context({ kind: 'cli', name: 'test' }), keys: database.keys };
const app = await testApp(database);
const newClient = (name: string) =>
  addClient(ctx, { name, kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });
const [clientId, other] = [await newClient('Tuin'), await newClient('Andermans')];
const { key } = await addApiKey(ctx, { label: 'test', scopes: ['content.read', 'content.write'], clientIds: 'all' });

type Body = { readonly type: string; readonly bytes: Buffer } | object;
const ask = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', at: string, body?: Body) =>
  app.inject({
    method,
    url: `/api/v1/clients/${at}`,
    headers: {
      authorization: `Bearer ${key}`,
      'accept-language': 'en',
      ...(body !== undefined && 'type' in body ? { 'content-type': String(body.type) } : {}),
    },
    ...(body === undefined ? {} : { payload: 'bytes' in body ? (body.bytes as Buffer) : body }),
  });

const drawing = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 4, background } });

const upload = async (bytes: Buffer, more = '', at = clientId) => {
  const answer = await ask('POST', `${at}/assets?name=chair.png${more}`, { type: 'image/png', bytes });
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json<AssetReceived>();
};

const kept = async (query = '') => (await ask('GET', `${clientId}/assets${query}`)).json<AssetList>();
const pictureOf = (id: string, size: 'thumb' | 'full', at = clientId) =>
  ask('GET', `${at}/assets/${id}/picture?size=${size}`);

test('a picture is drawn anew: upright, without what a camera added, as JPEG or PNG with a small one beside it', async () => {
  const bytes = await drawing(600, 900, '#2f5f8f')
    .removeAlpha()
    .withExif({ IFD0: { Artist: 'Eva Jansen' }, IFD3: { GPSLatitudeRef: 'N' } })
    .withMetadata({ orientation: 6 })
    .webp()
    .toBuffer();
  const { asset, outcome } = await upload(bytes, '&folder=Winter');
  assert.deepEqual(
    [outcome, asset.contentType, asset.width, asset.height, asset.folder, asset.uses],
    ['new', 'image/jpeg', 900, 600, 'Winter', 0],
  );
  const full = await pictureOf(asset.id, 'full');
  assert.equal(full.headers['content-type'], 'image/jpeg');
  assert.equal(full.rawPayload.length, asset.bytes);
  assert.equal((await sharp(full.rawPayload).metadata()).exif, undefined);
  assert.ok(!full.rawPayload.includes('Eva Jansen'));
  const thumb = await sharp((await pictureOf(asset.id, 'thumb')).rawPayload).metadata();
  assert.deepEqual([thumb.format, thumb.width], ['webp', 480]);
});

test('the same bytes again make nothing new, also two at once', async () => {
  const bytes = await drawing(300, 450, '#aa3355').png().toBuffer();
  const [first, second] = await Promise.all([upload(bytes), upload(bytes)]);
  assert.equal(first.asset.id, second.asset.id);
  assert.deepEqual([first.outcome, second.outcome].sort(), ['existing', 'new']);
  assert.equal((await upload(bytes)).outcome, 'existing');
});

test('what is no picture, is damaged or unpacks too far is refused in words and leaves nothing behind', async () => {
  const before = await kept();
  const bomb = await drawing(12_000, 8_000, '#ffffff').png({ compressionLevel: 9 }).toBuffer();
  const whole = await drawing(200, 300, '#445566').png().toBuffer();
  const hostile = [
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
    Buffer.from('GIF89a'),
    Buffer.alloc(0),
    whole.subarray(0, 60),
    bomb,
  ];
  for (const bytes of hostile) {
    const answer = await ask('POST', `${clientId}/assets`, { type: 'image/png', bytes });
    assert.deepEqual([answer.statusCode, answer.json().code], [422, 'FILES_PICTURE_REFUSED']);
  }
  const large = await ask('POST', `${clientId}/assets`, { type: 'image/png', bytes: Buffer.alloc(33 * 1024 * 1024) });
  assert.equal(large.json().code, 'FILES_TOO_LARGE');
  assert.equal((await kept()).items.length, before.items.length);
});

test('a cut is a picture of its own beside the first, and the same cut is made once', async () => {
  const { asset } = await upload(await drawing(800, 800, '#117755').png().toBuffer());
  const part = { x: 167, y: 0, width: 667, height: 1000 };
  const [one, two] = [
    (await ask('POST', `${clientId}/assets/${asset.id}/cut`, part)).json<AssetReceived>(),
    (await ask('POST', `${clientId}/assets/${asset.id}/cut`, part)).json<AssetReceived>(),
  ];
  assert.deepEqual([one.asset.width, one.asset.height, one.asset.cutFrom], [534, 800, asset.id]);
  assert.deepEqual([two.outcome, two.asset.id], ['existing', one.asset.id]);
});

test('renamed, tagged and put in a folder it is found by each, page after page', async () => {
  const made: string[] = [];
  for (const background of ['#000001', '#000002', '#000003']) {
    made.push((await upload(await drawing(50, 75, background).png().toBuffer())).asset.id);
  }
  for (const id of made) {
    const change = { name: 'Lente 100%', folder: 'Lente', tags: ['tuin'], focal: { x: 300, y: 700 } };
    const changed = (await ask('PATCH', `${clientId}/assets/${id}`, change)).json<AssetTold>();
    assert.deepEqual(
      [changed.name, changed.folder, changed.tags, changed.focal.y],
      ['Lente 100%', 'Lente', ['tuin'], 700],
    );
  }
  const found: string[] = [];
  let cursor = '';
  do {
    const page = await kept(`?folder=Lente&tag=tuin&search=100%25&used=no&limit=2${cursor}`);
    found.push(...page.items.map((each) => each.id));
    assert.ok(page.folders.includes('Lente') && page.tags.includes('tuin'));
    cursor = page.next === null ? '' : `&cursor=${page.next}`;
  } while (cursor !== '');
  assert.deepEqual(found.sort(), made.sort());
  assert.equal((await kept('?search=100_')).items.length, 0);
});

test('given up it is gone from the library; one that a Pin uses stays', async () => {
  const { asset } = await upload(await drawing(60, 90, '#123456').png().toBuffer());
  const drafted = await ask('POST', `${clientId}/planned-pins`, {
    content: { title: 'Stoel', media: { kind: 'picture', assetId: asset.id } },
  });
  assert.equal(drafted.statusCode, 200, drafted.body);
  assert.equal((await ask('DELETE', `${clientId}/assets/${asset.id}`)).json().code, 'CONTENT_ASSET_USED');
  await ask('POST', `${clientId}/planned-pins/remove`, { pins: [drafted.json().id] });
  assert.equal((await ask('DELETE', `${clientId}/assets/${asset.id}`)).statusCode, 204);
  assert.equal((await ask('GET', `${clientId}/assets/${asset.id}`)).json().code, 'CONTENT_ASSET_MISSING');
});

test('another client’s picture is not there, and a client’s own people see only those of Pins they are asked about', async () => {
  const { asset } = await upload(await drawing(70, 105, '#654321').png().toBuffer());
  for (const size of ['thumb', 'full'] as const) {
    assert.equal((await pictureOf(asset.id, size, other)).json().code, 'CONTENT_ASSET_MISSING');
  }
  const email = 'kijker@tuin.example';
  const made = await addUser(ctx, { email, name: 'Kijker', role: 'viewer', locale: 'nl', clientIds: [clientId] });
  const { token } = await signIn({ ...ctx, db: database.signIn }, { email, password: made.password });
  const cookie = sessionCookie({ token, isSecure: false }).split(';')[0] ?? '';
  const seen = () => app.inject({ url: `/api/v1/clients/${clientId}/assets/${asset.id}/picture`, headers: { cookie } });
  assert.equal((await seen()).statusCode, 404);
  const { id } = (
    await ask('POST', `${clientId}/planned-pins`, {
      content: { title: 'Bank', media: { kind: 'picture', assetId: asset.id } },
    })
  ).json();
  assert.equal((await seen()).statusCode, 404);
  await withClient(ctx.db, { actor: ctx.actor, clientId }, (tx) =>
    tx.sql(`update content_pins set state = 'at-client' where client_id = $1 and pin_id = $2`, [clientId, id]),
  );
  assert.equal((await seen()).statusCode, 200);
});
