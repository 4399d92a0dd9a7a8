import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import pg from 'pg';
import { testDatabase } from '../../../../test/kit/database.ts';
import type { ClientId } from '../../kit/index.ts';
import { roleConnection } from './address.ts';
import { type Claim, sealClaim } from './claim.ts';
import { withClient } from './transactions.ts';

const database = await testDatabase({ after });
const client = new pg.Client(roleConnection(database.config, database.keys, 'app'));
await client.connect();
database.atEnd(() => client.end());

const one = 11 as ClientId;
const actor = { kind: 'system', name: 'test' } as const;
const claim: Claim = { actor, mode: 'one', clientIds: [one] };

const seat = async (): Promise<{ pid: number; databaseNow: number }> => {
  const { rows } = await client.query<{ pid: number; now: string }>(
    'select pg_backend_pid() as pid, (extract(epoch from clock_timestamp()) * 1000)::text as now',
  );
  return { pid: rows[0]?.pid ?? 0, databaseNow: Number(rows[0]?.now) };
};

type Seen = { clients: number[] | null; client: number | null; actor: string | null };

/** What the database makes of a claim, whatever it says. */
const under = async (text: string): Promise<Seen> => {
  await client.query('begin');
  try {
    await client.query("select set_config('prikbord.claim', $1, true)", [text]);
    const { rows } = await client.query<Seen>(
      'select tx_clients() as clients, tx_client() as client, tx_actor() as actor',
    );
    return rows[0] ?? { clients: null, client: null, actor: null };
  } finally {
    await client.query('rollback');
  }
};

const nothing: Seen = { clients: null, client: null, actor: null };

test('a true claim of one client shows that client and who acts', async () => {
  const seen = await under(sealClaim(database.keys, claim, await seat()));
  assert.deepEqual(seen, { clients: [11], client: 11, actor: 'system:test' });
});

test('a claim of many clients may be read with and not written with', async () => {
  const many: Claim = { actor, mode: 'many', clientIds: [one, 22 as ClientId] };
  const seen = await under(sealClaim(database.keys, many, await seat()));
  assert.deepEqual([seen.clients, seen.client], [[11, 22], null]);
});

test('a claim of no client shows none', async () => {
  const seen = await under(sealClaim(database.keys, { actor, mode: 'none', clientIds: [] }, await seat()));
  assert.deepEqual([seen.clients, seen.client, seen.actor], [null, null, 'system:test']);
  const empty = await under(sealClaim(database.keys, { actor, mode: 'many', clientIds: [] }, await seat()));
  assert.deepEqual(empty.clients, []);
});

test('a list of clients set by hand shows nothing', async () => {
  for (const text of ['', '11', '{11,22}', 'system:test|many|11,22|9999999999999|', 'a|b|c', '|||||', '||||']) {
    assert.deepEqual(await under(text), nothing, text);
  }
});

test('a true claim with any one character changed shows nothing', async () => {
  const text = sealClaim(database.keys, claim, await seat());
  await fc.assert(
    fc.asyncProperty(fc.nat(text.length - 1), fc.constantFrom(...'0123456789abcdef|,:'), async (at, by) => {
      fc.pre(text[at] !== by);
      assert.deepEqual(await under(text.slice(0, at) + by + text.slice(at + 1)), nothing);
    }),
    { numRuns: 200 },
  );
});

test('a claim read in one session opens nothing in another', async () => {
  const here = await seat();
  assert.deepEqual(await under(sealClaim(database.keys, claim, { ...here, pid: here.pid + 1 })), nothing);
});

test('an expired claim is an error and never an empty answer', async () => {
  const { pid, databaseNow } = await seat();
  await assert.rejects(under(sealClaim(database.keys, claim, { pid, databaseNow: databaseNow - 50_100 })), {
    code: 'PB001',
  });
});

test('a claim for longer than a minute is an error', async () => {
  const { pid, databaseNow } = await seat();
  await assert.rejects(under(sealClaim(database.keys, claim, { pid, databaseNow: databaseNow + 11_000 })), {
    code: 'PB002',
  });
});

test('the key of claims and the clock row are closed to every login', async () => {
  for (const table of ['db_claim_key', 'db_clock']) {
    await assert.rejects(client.query(`select * from ${table}`), { code: '42501' });
  }
  await assert.rejects(client.query('select db_claim()'), { code: '42501' });
});

test('a login but job makes nothing, not even a temporary table', async () => {
  for (const what of [
    'create temp table t (a int)',
    'create table t (a int)',
    'create schema s',
    "create function pg_temp.f() returns int language sql as 'select 1'",
  ]) {
    await assert.rejects(client.query(what), { code: '42501' }, what);
  }
  await withClient(database.job, { actor, clientId: one }, (tx) =>
    tx.sql('create temp table staging (a int) on commit drop'),
  );
});

test('a query that runs in parallel under row security sees the same rows', async () => {
  await database.admin(`set role "prikbord_${database.keys.installationId}_owner"`);
  await database.admin('create table probes (client_id integer, id integer, primary key (client_id, id))');
  await database.admin("select tenant_table('probes', 'select', 'select')");
  await database.admin('reset role');
  await database.admin('insert into probes select 11 + id % 2, id from generate_series(1, 20000) id');
  await database.admin('analyze probes');
  const [plan, rows] = await withClient(database.app, { actor, clientId: one }, async (tx) => {
    // The setting has another name since PostgreSQL 16.
    await tx.sql(
      "select set_config(name, 'on', true) from pg_settings where name in ('debug_parallel_query', 'force_parallel_mode')",
    );
    for (const name of [
      'parallel_setup_cost',
      'parallel_tuple_cost',
      'min_parallel_table_scan_size',
      'enable_indexscan',
      'enable_indexonlyscan',
      'enable_bitmapscan',
    ]) {
      await tx.sql('select set_config($1, $2, true)', [name, '0']);
    }
    const count = 'select count(*) as count, sum(id) as sum from probes';
    return [await tx.sql(`explain ${count}`), await tx.sql(count)];
  });
  assert.match(JSON.stringify(plan), /Gather/);
  assert.deepEqual(rows, [{ count: 10_000n, sum: 100_010_000n }]);
});
