import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../../../test/kit/database.ts';
import type { ClientId } from '../../kit/index.ts';
import { column, plain, table } from '../../schema/index.ts';
import { insideOf, openDatabase } from './database.ts';
import { roomDb } from './room-db.ts';
import { type Tx, withClient, withClients, withoutClient } from './transactions.ts';

const database = await testDatabase({ after });
const actor = { kind: 'system', name: 'test' } as const;
const one = 11 as ClientId;
const other = 22 as ClientId;

const owner = `prikbord_${database.keys.installationId}_owner`;
await database.admin(`set role "${owner}"`);
await database.admin('create table probes (client_id integer, id integer, note text, primary key (client_id, id))');
await database.admin("select tenant_table('probes', 'select,insert,update,delete', 'select,insert,update,delete')");
await database.admin('reset role');

test('a transaction of one client reads and writes its own rows only', async () => {
  for (const clientId of [one, other]) {
    await withClient(database.app, { actor, clientId }, (tx) =>
      tx.sql('insert into probes values ($1, 1, $2)', [clientId, `of ${clientId}`]),
    );
  }
  const rows = await withClient(database.job, { actor, clientId: one }, (tx) => tx.sql('select * from probes'));
  assert.deepEqual(rows, [{ client_id: one, id: 1, note: 'of 11' }]);
  await assert.rejects(
    withClient(database.app, { actor, clientId: one }, (tx) => tx.sql('insert into probes values ($1, 2)', [other])),
    { code: 'DB_REFUSED' },
  );
});

test('a transaction of many clients reads them and writes nothing', async () => {
  const rows = await withClients(database.app, { actor, clientIds: [one, other] }, (tx) =>
    tx.sql('select * from probes'),
  );
  assert.equal(rows.length, 2);
  await assert.rejects(
    withClients(database.app, { actor, clientIds: [one] }, (tx) => tx.sql('delete from probes')),
    { code: 'DB_READ_ONLY' },
  );
});

test('without a client there are no rows', async () => {
  assert.deepEqual(await withoutClient(database.app, { actor }, (tx) => tx.sql('select * from probes')), []);
});

test('however transactions interleave and fail on few connections, each sees its own client only', async () => {
  const db = await openDatabase({ config: database.config, keys: database.keys, role: 'app', max: 3 });
  database.atEnd(() => db.close());
  const ids = [31, 32, 33, 34] as ClientId[];
  for (const clientId of ids) {
    await withClient(db, { actor, clientId }, (tx) => tx.sql('insert into probes values ($1, 1)', [clientId]));
  }
  const seen = (tx: Tx) => tx.sql<{ client_id: number }>('select client_id from probes');
  type Step = {
    client: number;
    mode: 'one' | 'many' | 'none';
    end: 'well' | 'throws' | 'statement fails' | 'session ends';
  };
  const run = async ({ client, mode, end }: Step): Promise<void> => {
    const clientId = ids[client] ?? one;
    const expected = mode === 'none' ? [] : [{ client_id: clientId }];
    const work = async (tx: Tx): Promise<void> => {
      assert.deepEqual(await seen(tx), expected);
      if (end === 'throws') throw new Error('on purpose');
      if (end === 'statement fails') await tx.sql('select 1 / 0');
      if (end === 'session ends') await tx.sql('select pg_terminate_backend(pg_backend_pid())');
      assert.deepEqual(await seen(tx), expected);
    };
    const running =
      mode === 'one'
        ? withClient(db, { actor, clientId }, work)
        : mode === 'many'
          ? withClients(db, { actor, clientIds: [clientId] }, work)
          : withoutClient(db, { actor }, work);
    const outcome = await running.then(
      () => 'well',
      (error: unknown) => (error instanceof assert.AssertionError ? error.message : 'failed'),
    );
    assert.equal(outcome, end === 'well' ? 'well' : 'failed');
  };
  const step = fc.record({
    client: fc.nat(ids.length - 1),
    mode: fc.constantFrom('one' as const, 'many' as const, 'none' as const),
    end: fc.oneof(
      { weight: 8, arbitrary: fc.constant('well' as const) },
      { weight: 2, arbitrary: fc.constantFrom('throws' as const, 'statement fails' as const) },
      { weight: 1, arbitrary: fc.constant('session ends' as const) },
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      await Promise.all(steps.map(run));
    }),
    { numRuns: 25 },
  );
});

test('a claim is renewed in work that takes long', async () => {
  await withClient(database.app, { actor, clientId: one }, async (tx) => {
    const [before] = await tx.sql<{ claim: string }>("select current_setting('prikbord.claim') as claim");
    await tx.sql('select pg_sleep(0.01)');
    await tx.renewClaim();
    const [now] = await tx.sql<{ claim: string }>("select current_setting('prikbord.claim') as claim");
    assert.ok((now?.claim.split('|')[3] ?? '') > (before?.claim.split('|')[3] ?? ''));
    assert.deepEqual(await tx.sql('select tx_client() as client'), [{ client: one }]);
  });
});

test('values come as what they are: bigints, days as text, instants as dates', async () => {
  const [row] = await withoutClient(database.app, { actor }, (tx) =>
    tx.sql(
      "select 9007199254740993::int8 as big, date '2026-11-23' as day, numeric '1.10' as exact, timestamptz '2026-11-23T01:02:03Z' as instant, '{\"a\": 1}'::jsonb as json, '\\x00ff'::bytea as bytes",
    ),
  );
  assert.deepEqual(row, {
    big: 9007199254740993n,
    day: '2026-11-23',
    exact: '1.10',
    instant: new Date('2026-11-23T01:02:03Z'),
    json: { a: 1 },
    bytes: Buffer.from([0, 255]),
  });
});

test('a session speaks UTC and compiles no statements, whatever the server’s own settings are', async () => {
  await database.admin(`alter role "${owner.replace(/_owner$/, '_app')}" set jit = on`);
  const shown = await withoutClient(database.app, { actor }, (tx) =>
    tx.sql("select current_setting('jit') as jit, current_setting('timezone') as zone"),
  );
  assert.deepEqual(shown, [{ jit: 'off', zone: 'UTC' }]);
});

test('a room’s own tables are typed, and another room’s do not compile', async () => {
  const probes = table('probes', ['client_id', 'id'], {
    client_id: column.int4<ClientId>(plain),
    id: column.int4(plain),
    note: column.text(plain).nullable(),
  });
  const rows = await withClient(database.app, { actor, clientId: one }, async (tx) => {
    const db = roomDb(tx, [probes]);
    // @ts-expect-error: not a table of this room
    assert.ok(db.selectFrom('people'));
    await db.insertInto('probes').values({ client_id: one, id: 7, note: 'typed' }).execute();
    return db.selectFrom('probes').select(['id', 'note']).where('id', '=', 7).execute();
  });
  assert.deepEqual(rows, [{ id: 7, note: 'typed' }]);
});

test('a claim ends with its transaction, on the connection too', async () => {
  const db = await openDatabase({ config: database.config, keys: database.keys, role: 'app', max: 1 });
  database.atEnd(() => db.close());
  await withClient(db, { actor, clientId: one }, (tx) => tx.sql('select 1'));
  await assert.rejects(withClient(db, { actor, clientId: one }, (tx) => tx.sql('select 1 / 0')));
  const { rows } = await insideOf(db).pool.query(
    "select current_setting('prikbord.claim', true) as claim, tx_client() as client",
  );
  assert.deepEqual(rows, [{ claim: '', client: null }]);
});
