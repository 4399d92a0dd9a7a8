import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { withClient } from '../../src/foundation/db/index.ts';
import { listBoards, listPins } from '../../src/ingest/index.ts';
import { listWorldClients, startSandbox } from '../../src/sandbox/index.ts';
import { openPlace } from '../kit/place.ts';

const now = '2026-12-01T09:00:00Z';
const sandbox = await startSandbox({ seed: 7, world: 'small', now });
const place = await openPlace({ sandboxUrl: sandbox.url, now });
after(async () => {
  await place.close();
  await sandbox.close();
});

// Texts long enough to be found and unlike anything else a database writes down.
const plainTexts = (texts: readonly (string | null)[]): string[] => [
  ...new Set(texts.filter((text) => text !== null && text.length >= 14 && /^[a-zA-Z ]+$/.test(text)).map(String)),
];

const filesWith = (text: string, folder: string): string[] => {
  try {
    return execFileSync('grep', ['-rlaF', text, folder], { encoding: 'utf8' }).trim().split('\n');
  } catch {
    return [];
  }
};

test('content read from Pinterest never enters the write-ahead log, and is gone after the database was killed', async () => {
  const [world] = listWorldClients({ name: 'small', seed: 7 });
  const clientId = await place.connect(world?.user ?? '');
  const boards = await listBoards(place.ctx, { clientId });
  const pins = await listPins(place.ctx, { clientId });
  const texts = plainTexts([...boards.items.map((board) => board.name), ...pins.items.map((pin) => pin.title)]);
  assert.ok(texts.length >= 5, `${texts.length} texts to look for`);
  const log = join(place.config.dataDir, 'server');
  const written = filesWith(`Client ${world?.user}`, log).filter((file) => file.includes('pg_wal'));
  assert.ok(written.length > 0, 'the search finds what is written there');
  const logged = texts.slice(0, 20).flatMap((text) => filesWith(text, log).filter((file) => file.includes('pg_wal')));
  assert.deepEqual(logged, []);

  await place.killServer();
  const count =
    'select (select count(*) from ingest_live_boards)::int4 + (select count(*) from ingest_live_pins)::int4 as n';
  const [row] = await withClient(place.ctx.db, { actor: place.ctx.actor, clientId }, (tx) =>
    tx.sql<{ n: number }>(count),
  );
  assert.equal(row?.n, 0);
  assert.equal((await place.admin<{ n: number }>(count))[0]?.n, 0);
  const again = await listBoards(place.ctx, { clientId });
  assert.equal(again.total, boards.total);
});
