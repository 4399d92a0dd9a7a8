import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { testDatabase } from '../../../../test/kit/database.ts';
import { type ClientId, Fault, isFault } from '../../kit/index.ts';
import { insideOf } from './database.ts';
import { withClient, withoutClient } from './transactions.ts';

const database = await testDatabase({ after });
const actor = { kind: 'system', name: 'test' } as const;
const clientId = 11 as ClientId;
const owner = `prikbord_${database.keys.installationId}_owner`;
await database.admin(`set role "${owner}"`);
await database.admin('create table probes (client_id integer, id integer, note text, primary key (client_id, id))');
await database.admin("select tenant_table('probes', 'select,insert,update,delete', 'select,insert,update,delete')");
await database.admin('reset role');

const count = async (): Promise<number> => (await database.admin('select from probes')).length;
const pidOf = async (tx: { sql: <Row>(text: string) => Promise<Row[]> }): Promise<number> =>
  (await tx.sql<{ pid: number }>('select pg_backend_pid() as pid'))[0]?.pid ?? 0;

test('what a failing transaction did is undone, and its error carries no values', async () => {
  const before = await count();
  const failing = withClient(database.app, { actor, clientId }, async (tx) => {
    await tx.sql("insert into probes values (11, 1, 'alice@example.com')");
    await tx.sql("insert into probes values (11, 1, 'alice@example.com')");
  });
  await assert.rejects(failing, (error: unknown) => {
    assert.ok(isFault(error, 'DB_DUPLICATE'));
    assert.deepEqual(error.facts, { sqlState: '23505', table: 'probes', constraint: 'probes_pkey' });
    assert.doesNotMatch(JSON.stringify(error) + String(error.stack) + String(error.cause), /alice|\(11, 1\)/);
    return true;
  });
  const casting = withClient(database.app, { actor, clientId }, (tx) =>
    tx.sql('select $1::text::integer', ['alice@example.com']),
  );
  await assert.rejects(casting, (error: unknown) => {
    assert.ok(isFault(error, 'DB_STATEMENT'));
    assert.doesNotMatch(JSON.stringify(error) + String(error.stack), /alice/);
    return true;
  });
  assert.equal(await count(), before);
});

test('the error of a COPY does not quote the line it failed on', async () => {
  const copying = withClient(database.job, { actor, clientId }, async (tx) => {
    await tx.sql('create temp table staging (id integer) on commit drop');
    await pipeline(Readable.from(['1\n', 'alice@example.com\n']), tx.copyFrom('copy staging from stdin'));
  });
  await assert.rejects(copying, (error: unknown) => {
    assert.ok(error instanceof Fault);
    assert.doesNotMatch(JSON.stringify(error) + String(error.stack), /alice/);
    return true;
  });
});

test('rows stream in and out through COPY', async () => {
  const lines = await withClient(database.job, { actor, clientId }, async (tx) => {
    await tx.sql('create temp table staging (id integer) on commit drop');
    await pipeline(Readable.from(['1\n2\n', '3\n']), tx.copyFrom('copy staging from stdin'));
    return tx.copyTo('copy (select id * 2 from staging order by id) to stdout').setEncoding('utf8').toArray();
  });
  assert.equal(lines.join(''), '2\n4\n6\n');
});

test('an error that was swallowed is told at the end', async () => {
  const swallowing = withClient(database.app, { actor, clientId }, async (tx) => {
    await assert.rejects(tx.sql('select 1 / 0'));
  });
  await assert.rejects(swallowing, { code: 'DB_ABORTED' });
});

test('a transaction is of no use after its end', async () => {
  const kept = await withClient(database.app, { actor, clientId }, async (tx) => ({ tx }));
  await assert.rejects(kept.tx.sql('select 1'), { code: 'DB_TRANSACTION_OVER' });
});

test('a session that is ended amid a transaction is a lost connection, and the next transaction works', async () => {
  const before = await count();
  const losing = withClient(database.app, { actor, clientId }, async (tx) => {
    await tx.sql('insert into probes values (11, 2)');
    await database.admin('select pg_terminate_backend($1)', [await pidOf(tx)]);
    await tx.sql('select 1');
  });
  await assert.rejects(losing, { code: 'DB_LOST', kind: 'upstream' });
  assert.equal(await count(), before);
  assert.deepEqual(await withClient(database.app, { actor, clientId }, (tx) => tx.sql('select 1 as one')), [
    { one: 1 },
  ]);
});

test('idle connections that break do not end the process', async () => {
  await database.admin(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await pause(50);
  assert.equal((await withoutClient(database.app, { actor }, (tx) => tx.sql('select 1'))).length, 1);
});

/** Breaks the connection after the server has done `commit`, or instead of it. */
const breakAtCommit = (when: 'after' | 'instead'): void => {
  const { pool } = insideOf(database.app);
  pool.once('acquire', (client) => {
    const query = client.query.bind(client);
    Object.assign(client, {
      query: async (...args: unknown[]) => {
        if (args[0] !== 'commit') return Reflect.apply(query, client, args);
        if (when === 'after') await query('commit');
        throw new Error('Connection terminated unexpectedly');
      },
    });
  });
};

test('a commit whose answer was lost is looked up: stored is a result, not stored is a lost connection', async () => {
  breakAtCommit('after');
  const before = await count();
  const result = await withClient(database.app, { actor, clientId }, async (tx) => {
    await tx.sql('insert into probes values (11, 3)');
    return 'stored';
  });
  assert.equal(result, 'stored');
  assert.equal(await count(), before + 1);
  breakAtCommit('instead');
  const losing = withClient(database.app, { actor, clientId }, (tx) => tx.sql('insert into probes values (11, 4)'));
  await assert.rejects(losing, { code: 'DB_LOST' });
  assert.equal(await count(), before + 1);
});

test('a process outlives a PostgreSQL that is killed, and works with it again', { timeout: 120_000 }, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'prikbord-kill-'));
  const child = spawn(
    process.execPath,
    [fileURLToPath(import.meta.resolve('../../../../test/kit/killed-server.ts')), dataDir],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const said = (await child.stdout.setEncoding('utf8').toArray()).join('');
  await rm(dataDir, { recursive: true, force: true });
  const { code, kinds, acknowledged, found, rounds } = JSON.parse(said);
  assert.equal(code, 0);
  assert.deepEqual(
    kinds.filter((kind: string) => kind !== 'upstream'),
    [],
  );
  assert.ok(rounds > 0 && kinds.length > 0);
  assert.equal(found, acknowledged);
});
