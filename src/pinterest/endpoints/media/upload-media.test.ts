import assert from 'node:assert/strict';
import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { clientFor, countingSession, scriptedServer } from '../../../../test/kit/pinterest.ts';
import { isFault } from '../../../foundation/kit/index.ts';
import { createMedia } from './create-media.ts';
import { uploadMedia } from './upload-media.ts';

const fields = {
  'x-amz-date': '20261123T160000Z',
  key: 'uploads/1',
  policy: 'cG9saWN5',
  'Content-Type': 'multipart/form-data',
};

test('a file goes to storage with the fields in their order, itself last, its length known and no token', async (t) => {
  const { url, received } = await scriptedServer(t, (request, index) =>
    index === 0
      ? {
          status: 201,
          body: {
            media_id: '5',
            media_type: 'video',
            upload_url: `http://${request.headers.host}/upload`,
            upload_parameters: fields,
          },
        }
      : { status: 204 },
  );
  const folder = await mkdtemp(join(tmpdir(), 'prikbord-upload-'));
  t.after(() => rm(folder, { recursive: true }));
  const bytes = Buffer.alloc(300_000, 'film');
  await writeFile(join(folder, 'film.mp4'), bytes);
  const { pinterest } = clientFor(url);
  const upload = await createMedia(pinterest, countingSession(['pina_one']), {});
  await uploadMedia(pinterest, { upload, file: await openAsBlob(join(folder, 'film.mp4'), { type: 'video/mp4' }) });
  const sent = received[1];
  assert.equal(sent?.headers.authorization, undefined);
  assert.equal(Number(sent?.headers['content-length']), sent?.body.length);
  const names = [...(sent?.body.toString('latin1') ?? '').matchAll(/ name="([^"]+)"/g)].map((match) => match[1]);
  assert.deepEqual(names, [...Object.keys(fields), 'file']);
  assert.ok(sent?.body.includes(bytes));
});

test('storage that refuses asks for a new registration, storage in trouble for patience', async (t) => {
  const { url } = await scriptedServer(t, [
    { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' },
    { status: 503 },
    'reset',
  ]);
  const { pinterest } = clientFor(url);
  const upload = {
    media_id: '5',
    media_type: 'video',
    upload_url: `${url}/upload`,
    upload_parameters: fields,
  };
  const send = () => uploadMedia(pinterest, { upload, file: new Blob(['film']) });
  await assert.rejects(send, (error) => isFault(error, 'PINTEREST_UPLOAD_REFUSED'));
  await assert.rejects(send, (error) => isFault(error, 'PINTEREST_SERVER_TROUBLE'));
  await assert.rejects(send, (error) => isFault(error, 'PINTEREST_UNREACHABLE'));
});
