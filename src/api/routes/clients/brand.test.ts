import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import sharp from 'sharp';
import { testConnect } from '../../../../test/kit/connected.ts';
import { addClient } from '../../../clients/index.ts';
import { addApiKey } from '../../../identity/index.ts';
import { buildApp } from '../../app.ts';

const kit = await testConnect({ after });
const { database } = kit;
const { config, keys } = database;
const ctx = kit.context({ kind: 'cli', name: 'test' });
const app = await buildApp({
  ctx: { ...kit.context({ kind: 'system', name: 'web' }), db: database.app },
  config,
  keys,
  signIn: database.signIn,
  readiness: async () => ({ ready: true, demo: 'none', history: { done: 0, total: 0 } }),
  metrics: async () => '',
  webDir: `${tmpdir()}/no-console-here-${randomUUID()}`,
  stopping: new AbortController().signal,
});
database.atEnd(() => app.close());

const newClient = () => addClient(ctx, { name: 'Merk', kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });
const [clientId, foreign] = [await newClient(), await newClient()];
const scopes = ['facts.read', 'clients.manage'] as const;
const { key } = await addApiKey(ctx, { label: 'test', scopes: [...scopes], clientIds: [clientId] });

const ask = (method: 'GET' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: Buffer | object, type = 'image/png') =>
  app.inject({
    method,
    url: `/api/v1/clients/${path}`,
    headers: { authorization: `Bearer ${key}`, ...(Buffer.isBuffer(body) ? { 'content-type': type } : {}) },
    ...(body === undefined ? {} : { payload: body }),
  });

const picture = await sharp({ create: { width: 60, height: 30, channels: 3, background: '#1f6f43' } })
  .png()
  .toBuffer();

test('a brand is changed field by field, and says which field is wrong', async () => {
  const changed = await ask('PATCH', `${clientId}/brand`, { displayName: 'Het Merk', colour: '#1F6F43' });
  assert.deepEqual(changed.json(), { displayName: 'Het Merk', colour: '#1f6f43', logo: null, logoBytesMax: 2_097_152 });
  assert.equal((await ask('PATCH', `${clientId}/brand`, { colour: null })).json().colour, null);
  const refused = await ask('PATCH', `${clientId}/brand`, { colour: 'groen' });
  assert.deepEqual([refused.statusCode, refused.json().code], [422, 'CLIENTS_BRAND_INVALID']);
  assert.equal((await ask('PATCH', `${clientId}/brand`, { kleur: '#000000' })).statusCode, 422);
});

test('a logo is what its content says, comes back as PNG and is gone when taken away', async () => {
  const put = await ask('PUT', `${clientId}/brand/logo`, picture, 'image/webp');
  assert.equal(put.statusCode, 200);
  const logo = await ask('GET', `${clientId}/brand/logo?v=${put.json().logo}`);
  assert.deepEqual([logo.statusCode, logo.headers['content-type']], [200, 'image/png']);
  assert.equal(logo.headers['x-content-type-options'], 'nosniff');
  assert.deepEqual((await sharp(logo.rawPayload).metadata()).width, 60);
  assert.equal((await ask('DELETE', `${clientId}/brand/logo`)).json().logo, null);
  assert.deepEqual((await ask('GET', `${clientId}/brand/logo`)).statusCode, 404);
});

test('what is no picture, or too large, is refused', async () => {
  const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>');
  assert.equal((await ask('PUT', `${clientId}/brand/logo`, script)).json().code, 'FILES_PICTURE_REFUSED');
  assert.equal((await ask('PUT', `${clientId}/brand/logo`, { logo: 'x' })).statusCode, 422);
  assert.equal((await ask('PUT', `${clientId}/brand/logo`, Buffer.alloc(3 * 1024 * 1024))).statusCode, 422);
});

test('another client’s logo and one that never was give the same answer', async () => {
  const answers = await Promise.all([ask('GET', `${foreign}/brand/logo`), ask('GET', '1/brand/logo')]);
  const [one, other] = answers.map((each) => [each.statusCode, each.body]);
  assert.equal(answers[0]?.statusCode, 404);
  assert.deepEqual(one, other);
});
