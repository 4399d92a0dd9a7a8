import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { testDatabase } from '../../test/kit/index.ts';
import { serve } from './serve.ts';
import { work } from './work.ts';

// A process that could not begin and keeps a connection or a timer lives on and does nothing, and nobody starts another.
const database = await testDatabase({ after });
const { config, admin } = database;

const connections = async (): Promise<number> => {
  const [row] = await admin<{ count: number }>(
    `select count(*)::int4 as count from pg_stat_activity
      where datname = current_database() and application_name like 'prikbord%' and pid <> pg_backend_pid()`,
  );
  return row?.count ?? 0;
};

const closed = async (before: number): Promise<void> => {
  for (let looks = 0; looks < 50 && (await connections()) > before; looks += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.ok((await connections()) <= before, 'the process that could not begin keeps connections');
};

test('workers that cannot begin leave nothing open', async () => {
  const before = await connections();
  const [version] = await admin<{ version: number }>('select version from jobs.version');
  await admin('update jobs.version set version = 1');
  await assert.rejects(work({ config }), { code: 'JOBS_ENGINE_OUTDATED' });
  await admin(`update jobs.version set version = ${version?.version}`);
  await closed(before);
});

test('a server whose port is taken leaves nothing open', async () => {
  const before = await connections();
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  try {
    await assert.rejects(serve({ config: { ...config, host: '127.0.0.1', port } }));
  } finally {
    other.close();
  }
  await closed(before);
});
