import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../../../test/kit/index.ts';
import { withClient } from '../../db/index.ts';
import type { ClientId } from '../../kit/index.ts';
import { openFileStore } from './file-store.ts';
import { dropFile, readFile, recordFile, sweepFiles } from './stored-files.ts';

const database = await testDatabase({ after });
const ctx = database.context();
const dataDir = await mkdtemp(join(tmpdir(), 'prikbord-files-'));
after(() => rm(dataDir, { recursive: true }));
const store = openFileStore({ dataDir });
const one = 11 as ClientId;
const other = 22 as ClientId;
const limit = 1000;

const put = async (clientId: ClientId, body: Uint8Array, keepUntil: Date | null = null): Promise<string> => {
  const kept = await store.keep({ clientId, source: [body], limit });
  await withClient(ctx.db, { actor: ctx.actor, clientId }, (tx) =>
    recordFile(tx, { clientId, kept, owner: 'test.file', mediaType: 'text/plain', keepUntil, now: ctx.clock.now() }),
  );
  return kept.fileId;
};

const drop = (clientId: ClientId, fileId: string): Promise<void> =>
  withClient(ctx.db, { actor: ctx.actor, clientId }, (tx) => dropFile(tx, { clientId, fileId }));

const lying = async (clientId: ClientId): Promise<string[]> => (await store.list(clientId)).map((each) => each.fileId);

const age = (clientId: ClientId, fileId: string): Promise<void> =>
  utimes(join(dataDir, 'files', String(clientId), fileId), 0, 0);

test('what was kept comes back byte for byte, however it came in', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 8 }), async (pieces) => {
      const kept = await store.keep({ clientId: one, source: pieces, limit });
      await withClient(ctx.db, { actor: ctx.actor, clientId: one }, (tx) =>
        recordFile(tx, {
          ...{ clientId: one, kept, owner: 'test.file', mediaType: 'text/plain' },
          ...{ keepUntil: null, now: ctx.clock.now() },
        }),
      );
      const { body } = await readFile(ctx, store, { clientId: one, fileId: kept.fileId });
      assert.deepEqual(body, Buffer.concat(pieces));
    }),
    { numRuns: 20 },
  );
});

test('another client’s file, a dropped one and one that never was give the same answer', async () => {
  const fileId = await put(one, Buffer.from('mine'));
  const dropped = await put(other, Buffer.from('gone'));
  await drop(other, dropped);
  for (const asked of [fileId, dropped, '00000000-0000-4000-8000-000000000000', '../../etc/passwd']) {
    await assert.rejects(readFile(ctx, store, { clientId: other, fileId: asked }), {
      code: 'FILES_MISSING',
      message: 'There is no such file.',
    });
  }
});

test('too many bytes are refused and leave nothing on disk', async () => {
  const client = 33 as ClientId;
  const endless = function* () {
    for (;;) yield new Uint8Array(400);
  };
  await assert.rejects(store.keep({ clientId: client, source: endless(), limit }), { code: 'FILES_TOO_LARGE' });
  assert.deepEqual(await readdir(join(dataDir, 'files', String(client))), []);
});

test('bytes that changed on disk are not given out', async () => {
  const fileId = await put(one, Buffer.from('as it was'));
  await writeFile(join(dataDir, 'files', String(one), fileId), 'as it is');
  await assert.rejects(readFile(ctx, store, { clientId: one, fileId }), { code: 'FILES_DAMAGED', kind: 'bug' });
});

test('the sweep takes what is past its term and what nobody keeps, and nothing else', async () => {
  const client = 44 as ClientId;
  const stays = await put(client, Buffer.from('stays'));
  const term = await put(client, Buffer.from('until tomorrow'), new Date(ctx.clock.now().getTime() + 86_400_000));
  const dropped = await put(client, Buffer.from('dropped'));
  await drop(client, dropped);
  const { fileId: young } = await store.keep({ clientId: client, source: [Buffer.from('young')], limit });
  assert.deepEqual(await sweepFiles(ctx, store, { clientId: client }), { rows: 0, files: 0 });
  await age(client, dropped);
  await age(client, stays);
  assert.deepEqual(await sweepFiles(ctx, store, { clientId: client }), { rows: 0, files: 1 });
  await database.clock.advance(86_400_001);
  await assert.rejects(readFile(ctx, store, { clientId: client, fileId: term }), { code: 'FILES_MISSING' });
  assert.deepEqual(await sweepFiles(ctx, store, { clientId: client }), { rows: 1, files: 1 });
  assert.deepEqual((await lying(client)).toSorted(), [stays, young].toSorted());
  assert.deepEqual(await sweepFiles(ctx, store, { clientId: client }), { rows: 0, files: 0 });
});
