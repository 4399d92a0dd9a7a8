import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import sharp from 'sharp';
import { testDatabase } from '../../../test/kit/index.ts';
import { openFileStore } from '../../foundation/files/index.ts';
import { addClient } from '../roster/add-client.ts';
import { changeBrand, getBrand, readLogo, removeLogo, setLogo } from './brands.ts';

const database = await testDatabase({ after });
const ctx = database.context();
const dataDir = await mkdtemp(join(tmpdir(), 'prikbord-brand-'));
after(() => rm(dataDir, { recursive: true }));
const files = openFileStore({ dataDir });

const aClient = () => addClient(ctx, { name: 'Brandt', kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });

const picture = (r: number) =>
  sharp({ create: { width: 900, height: 300, channels: 3, background: { r, g: 0, b: 0 } } })
    .jpeg()
    .toBuffer();

test('a brand starts empty, and what is not named stays', async () => {
  const clientId = await aClient();
  assert.deepEqual(await getBrand(ctx, { clientId }), { displayName: null, colour: null, logoFile: null });
  await changeBrand(ctx, { clientId, displayName: ' Brandt & Zn. ' });
  await changeBrand(ctx, { clientId, colour: '#1F6F43' });
  assert.deepEqual(await getBrand(ctx, { clientId }), {
    displayName: 'Brandt & Zn.',
    colour: '#1f6f43',
    logoFile: null,
  });
  await changeBrand(ctx, { clientId, displayName: null });
  assert.equal((await getBrand(ctx, { clientId })).displayName, null);
});

test('a colour or name that is none is refused and changes nothing', async () => {
  const clientId = await aClient();
  for (const input of [
    { colour: 'red' },
    { colour: '#12345' },
    { displayName: ' ' },
    { displayName: 'x'.repeat(81) },
  ]) {
    await assert.rejects(changeBrand(ctx, { clientId, ...input }), { code: 'CLIENTS_BRAND_INVALID' });
  }
  assert.deepEqual(await getBrand(ctx, { clientId }), { displayName: null, colour: null, logoFile: null });
});

test('a new logo takes the place of the old one, and none is left when it is removed', async () => {
  const clientId = await aClient();
  await setLogo(ctx, files, { clientId, picture: await picture(200) });
  const first = await readLogo(ctx, files, { clientId });
  assert.deepEqual((await sharp(first.body).metadata()).width, 480);
  await setLogo(ctx, files, { clientId, picture: await picture(20) });
  const second = await readLogo(ctx, files, { clientId });
  assert.notEqual(second.fileId, first.fileId);
  const rows = await database.admin('select file_id from stored_files where client_id = $1', [clientId]);
  assert.deepEqual(rows, [{ file_id: second.fileId }]);
  await removeLogo(ctx, { clientId });
  await assert.rejects(readLogo(ctx, files, { clientId }), { code: 'FILES_MISSING' });
});

test('each change is in the audit trail', async () => {
  const clientId = await aClient();
  await changeBrand(ctx, { clientId, colour: '#000000' });
  const rows = await database.admin(
    `select action from (select action, client_id from audit_pending union all select action, client_id from audit_entries) a
      where client_id = $1 and action = 'clients.brand-changed'`,
    [clientId],
  );
  assert.equal(rows.length, 1);
});
